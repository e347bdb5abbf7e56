"""What a reviewer has before them: two records side by side, and why they weigh what they weigh.

record ── field by field, to the character ── record
starting odds + given name + surname … = the pair's weight
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.fields import FIELDS, Read, Said
from workbench.explore.parts import part_words, tenths
from workbench.explore.values import Stated, Value, values
from workbench.explore.words import when
from workbench.records.vocabulary import Kind
from workbench.resolution.model import Model
from workbench.resolution.one_pair import FREQUENCY, MEANING
from workbench.resolution.scored import UNITS, Part, Scored
from workbench.review.marking import Run, runs

FIRST = ("Identification", "VIN", "Serial", "Number")
"""Fields told first: those that go by fingerprints or name one thing."""
LEFT_OUT = ("Race", "Ethnicity")
"""Fields that no comparison reads: they are no ground for a decision."""


@dataclass(frozen=True, slots=True)
class Told:
    """One record of an item, with where it came from."""

    key: str
    kind: Kind
    agency: str
    agency_name: str
    category: str
    observed: str
    handling: tuple[str, ...]
    file: str
    line: int
    load: int
    loaded_at: str
    revision: int
    said: Said

    @property
    def stated(self) -> Stated:
        """What it says, as one of several records."""
        return Stated(self.said, 1, (self.agency,), (self.key,), self.observed)


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of two records."""

    name: str
    left: tuple[Run, ...]
    right: tuple[Run, ...]

    @property
    def differs(self) -> bool:
        """Whether both state it, and not the same."""
        both = self.left and self.right
        return bool(both and not all(run.shared for run in (*self.left, *self.right)))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the waterfall: what a comparison adds to the weight."""

    words: str
    bits: float
    """Rounded so that all bars add up to the weight shown."""
    left: str
    right: str
    meaning: str
    frequency: str = ""
    """ "1 in 12,000 records that state one says WHITLOCK"."""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The parts of a pair's weight; they add up to ``bits``."""

    bars: tuple[Bar, ...]
    bits: float


@answers(lambda probe: ([probe.key],))
def told(gateway: Gateway, keys: Iterable[str]) -> dict[str, Told]:
    """These records, of those that the viewer may view, by key."""
    rows = gateway.read("review_said", keys=sorted(keys))
    return {row["key"]: _told(row) for row in rows}


def side_by_side(one: Told, other: Told) -> tuple[Compared, ...]:
    """Every field that either record states, what names one thing first."""
    read = [(name, of) for name, of in FIELDS[one.kind] if name not in LEFT_OUT]
    read.sort(key=lambda field: field[0] not in FIRST)
    found = []
    for name, of in read:
        left, right = _text(of, one.said), _text(of, other.said)
        if left or right:
            found.append(Compared(name, *runs(left, right)))
    return tuple(found)


def also_said(records: Sequence[Told], shown: Told) -> tuple[tuple[str, tuple[Value, ...]], ...]:
    """What other records of a side say that the one shown does not, field by field."""
    stated = [one.stated for one in records]
    found = []
    for name, of in FIELDS[shown.kind]:
        if name in LEFT_OUT:
            continue
        own = set(of(shown.said))
        more = tuple(value for value in values(stated, of) if value.text not in own)
        if more:
            found.append((name, more))
    return tuple(found)


def waterfall(pair: Scored, model: Model) -> Waterfall:
    """The weight of a pair, taken apart; a value's frequency stands with its comparison."""
    shares = {p.comparison: _share(p, model) for p in pair.parts if p.level == FREQUENCY}
    names = [p.comparison for p in pair.parts if p.level != FREQUENCY]
    bars = []
    for name in dict.fromkeys([*names, *shares]):
        of = [p for p in pair.parts if p.comparison == name]
        said = ((p.comparison, p.level, p.weight / UNITS, p.left, p.right) for p in of)
        for part in part_words(said):
            bars.append((name, part))
    rounded = tenths([part.bits for _, part in bars])
    return Waterfall(
        tuple(
            Bar(part.words, bits, part.left, part.right, MEANING.get(name, ""),
                shares.get(name, ""))
            for (name, part), bits in zip(bars, rounded, strict=True)
        ),
        round(pair.weight / UNITS, 1),
    )  # fmt: skip


def _share(part: Part, model: Model) -> str:
    rarity = model.rarity.get(part.comparison)
    told_: list[tuple[int, bool, str]] = []
    for value in dict.fromkeys((part.left, part.right)):
        if rarity and value and (found := rarity.one_in(value)):
            told_.append((*found, value))
    if not told_:
        return ""
    times, least, value = max(told_)
    name = part.comparison.replace("_", " ")
    many = f"{times:,}" + (" or more" if least else "")
    return f"1 in {many} records that state a {name} says {value}"


def _text(read: Read, said: Said) -> str:
    return ", ".join(read(said))


def _told(row: Mapping[str, Any]) -> Told:
    return Told(
        key=row["key"],
        kind=Kind(row["kind"]),
        agency=row["agency"],
        agency_name=row["agency_name"],
        category=row["category"],
        observed=when(row["observed"], row["precision"]),
        handling=tuple(row["handling"]),
        file=row["file"],
        line=row["line"],
        load=row["load"],
        loaded_at=when(row["loaded_at"]),
        revision=row["revision"],
        said=row["said"],
    )
