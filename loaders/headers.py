"""The names of a file's columns, read alike in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from loaders.files import Input
from loaders.messages import listed


def column_names(header: Iterable[str]) -> list[str]:
    """The names without the blanks around them; a column without a name is called by its place."""
    return [name.strip() or f"column {place}" for place, name in enumerate(header, 1)]


def cells_by_name(names: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Every cell under its name; under a name that is repeated also ``name (2)`` and so on."""
    values = dict(zip(names, cells, strict=True))
    if len(values) == len(names):
        return values
    values = {}
    times = Counter(set(names))
    for name, cell in zip(names, cells, strict=True):
        shown = name
        while shown in values:
            times[name] += 1
            shown = f"{name} ({times[name]})"
        values[shown] = cell
    return values


def repeated(names: Sequence[str]) -> str:
    """The names that occur more than once, as a list for a message; empty where there is none."""
    if len(set(names)) == len(names):
        return ""
    return listed(sorted(name for name, times in Counter(names).items() if times > 1))


def refuse_duplicates(source: Input, names: Sequence[str]) -> None:
    """Raises ``InputError`` when a column name occurs twice: one would hide the other."""
    if doubled := repeated(names):
        raise source.refuse(
            f"the header names {doubled} more than once", "Rename or drop one of them"
        )


def require_columns(
    source: Input, required: Sequence[str], found: Sequence[str], hint: str = ""
) -> None:
    """Raises ``InputError`` naming every missing column and what was found instead."""
    missing = [name for name in required if name not in found]
    if missing:
        raise source.refuse(
            f"missing column{'s' * (len(missing) > 1)} {listed(missing)}; found {listed(found)}",
            hint or "Check that this is the right file for the source, or that its layout changed",
        )
