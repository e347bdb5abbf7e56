"""What of a file's texts could not be read as it stands there, in the words of its fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from workbench.resolution import forms
from workbench.resolution.table import MISSING, Column

NAMES = ("full_name", "given_name", "middle_name", "surname")
LATIN = 0x24F
"""The last letter of the Latin alphabet's extensions in Unicode."""
LONGEST_SHOWN = 30


def remarks(raw: Mapping[str, Column], birth: Column | None) -> tuple[str, ...]:
    """Sentences about the texts of all fields.

    Args:
        raw: texts by canonical name.
        birth: the dates that were read of ``raw["birth_date"]``.
    """
    told = [
        *_counted(
            raw, _is_long, f"longer than {forms.LONGEST} characters, compared by the beginning"
        ),
        *_counted(
            {name: raw[name] for name in NAMES if name in raw},
            _is_foreign,
            "in another script or with signs, compared in Latin letters",
        ),
    ]
    if birth is not None:
        told += _dates(raw["birth_date"], birth)
    return tuple(told)


def _counted(raw: Mapping[str, Column], holds: Callable[[str], bool], words: str) -> Iterator[str]:
    for name, source in raw.items():
        which = np.fromiter(map(holds, source.values), dtype=np.bool_, count=len(source.values))
        if count := int(source.counts[which].sum()):
            yield f"{name}: {_records(count)} {words}"


def _is_long(text: str) -> bool:
    return len(text) > forms.LONGEST


def _is_foreign(text: str) -> bool:
    return not text.isascii() and any(ord(letter) > LATIN for letter in text)


def _dates(raw: Column, birth: Column) -> Iterator[str]:
    unread = (birth.codes == MISSING) & (raw.codes != MISSING)
    texts = {raw.values[code] for code in np.unique(raw.codes[unread]).tolist()}
    if said := {text for text in texts if forms.text(text)}:
        records = sum(int(raw.counts[code]) for code, text in enumerate(raw.values) if text in said)
        first = min(said)
        shown = first if len(first) <= LONGEST_SHOWN else f"{first[:LONGEST_SHOWN]}…"
        yield f'birth_date: {_records(records)} without a date that can be read, such as "{shown}"'
    days, months, either = forms.date_orders(raw.values)
    if either and bool(days) == bool(months):
        yield (
            f"birth_date: dates such as 03/04/1990 do not say themselves whether they are days or "
            f"months first; read {'days' if days > months else 'months'} first"
        )


def _records(count: int) -> str:
    return f"{count:,} record{'' if count == 1 else 's'}"
