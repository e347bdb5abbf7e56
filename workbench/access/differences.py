"""What a change of sharing rules gives and takes, in sentences, and rules as a matrix.

cells (seat, audience: before, now) ── joined where all but one part agrees ──► few sentences
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from workbench.access.rules import HANDLINGS, ORDINARY, Rules, Treatment, opened, seats
from workbench.access.viewer import Role, Seat
from workbench.records.agencies import AGENCY_NAMES
from workbench.records.vocabulary import Category

Box = tuple[frozenset[str], ...]
"""By part (viewer's agency, role, case, owner, category, handling) the values that it joins."""
CODES = tuple(AGENCY_NAMES)
OTHERS, THEIR_OWN = "other agencies", "their own agency"
_CASES = ("on a case", "without a case")
_ORDERS = ((2, 1, 5, 4, 3, 0), (2, 5, 4, 0, 3, 1), (2, 1, 0, 5, 4, 3))
"""Orders in which parts are joined; the one that gives fewest sentences is taken."""
MOST = 60
"""Sentences told; a change of more parts says how many are left out."""


@dataclass(frozen=True, slots=True)
class OwnersMatrix:
    """What a seat is given of the records of owners that are treated alike."""

    owners: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Treatment, ...]], ...]
    """By category, one for each of ``HANDLINGS``."""


def matrix(rules: Rules, seat: Seat, owners: Iterable[str] = CODES) -> tuple[OwnersMatrix, ...]:
    """What a seat is given, by owner, category and handling; the seat's own agency comes first."""
    alike: dict[tuple[tuple[str, tuple[Treatment, ...]], ...], list[str]] = {}
    for owner in sorted(owners, key=lambda code: (code != seat.agency, code)):
        rows = tuple(
            (
                category.value,
                tuple(rules.treatment(seat, _audience(owner, category, h)) for h in HANDLINGS),
            )
            for category in Category
        )
        alike.setdefault(rows, []).append(owner)
    return tuple(OwnersMatrix(tuple(codes), rows) for rows, codes in alike.items())


def every_audience(owners: Iterable[str] = CODES) -> tuple[str, ...]:
    """An audience for each owner, category and single handling."""
    return tuple(
        _audience(owner, category, handling)
        for owner, category, handling in product(owners, Category, HANDLINGS)
    )


def difference(old: Rules, new: Rules, audiences: Iterable[str] = ()) -> tuple[str, ...]:
    """Who gains or loses what of which records, in sentences; losses first.

    Args:
        audiences: those to look at; every owner's, category's and single handling's where none.
    """
    asked = tuple(sorted(set(audiences))) or every_audience()
    owners = {audience.partition("/")[0] for audience in asked}
    everyone = dict.fromkeys((*seats(old, owners), *seats(new, owners)))
    changed: dict[tuple[Treatment, Treatment], set[tuple[str, ...]]] = {}
    for audience in asked:
        owner, category, handling = audience.split("/")
        for seat in everyone:
            was, now = old.treatment(seat, audience), new.treatment(seat, audience)
            if was is not now:
                case = _CASES[not seat.on_case]
                cell = (seat.agency, seat.role.value, case, owner, category, handling or ORDINARY)
                changed.setdefault((was, now), set()).add(cell)
    whole = _whole(everyone, asked)
    told = [
        _sentence(box, was, now, whole)
        for (was, now), cells in sorted(changed.items(), key=lambda c: (c[0][1] > c[0][0], c[0]))
        for box in boxes(_relative(cells, whole[3]))
    ]
    left = len(told) - MOST
    if left > 0:
        told[MOST:] = [f"{left:,} further changes of this sort are not listed."]
    return (*told, *_words(old, new)) or (
        "Nobody gains or loses anything of these records: only words change.",
    )


def boxes(cells: Iterable[tuple[str, ...]]) -> tuple[Box, ...]:
    """Few boxes that hold these cells and no others, each cell once."""
    singles = [tuple(frozenset((part,)) for part in cell) for cell in sorted(set(cells))]
    found = [_joined(singles, order) for order in _orders(singles)]
    return min(found, key=len) if found else ()


def _relative(
    cells: Iterable[tuple[str, ...]], owners: frozenset[str]
) -> Iterable[tuple[str, ...]]:
    """The cells with one owner in place of all others, or of a viewer's own agency."""
    of: dict[tuple[str, ...], set[str]] = {}
    for cell in cells:
        of.setdefault((*cell[:3], *cell[4:]), set()).add(cell[3])
    for rest, names in of.items():
        words = names
        if names == owners - {rest[0]}:
            words = {OTHERS}
        elif names == {rest[0]}:
            words = {THEIR_OWN}
        for word in words:
            yield (*rest[:3], word, *rest[3:])


def _orders(singles: Sequence[Box]) -> Iterable[Sequence[int]]:
    if not singles:
        return ()
    parts = len(singles[0])
    return _ORDERS if parts == len(_ORDERS[0]) else tuple(permutations(range(parts)))


def _joined(singles: Iterable[Box], order: Sequence[int]) -> tuple[Box, ...]:
    standing = list(singles)
    for part in order:
        alike: dict[Box, set[str]] = {}
        for box in standing:
            alike.setdefault((*box[:part], *box[part + 1 :]), set()).update(box[part])
        standing = [
            (*rest[:part], frozenset(values), *rest[part:]) for rest, values in alike.items()
        ]
    return tuple(sorted(standing, key=lambda box: [sorted(values) for values in box]))


def _whole(everyone: Iterable[Seat], audiences: Iterable[str]) -> tuple[frozenset[str], ...]:
    """All values of each part."""
    every, split = list(everyone), [audience.split("/") for audience in audiences]
    return (
        frozenset(seat.agency for seat in every),
        frozenset(seat.role.value for seat in every),
        frozenset(_CASES),
        *(frozenset(parts[i] or ORDINARY for parts in split) for i in range(3)),
    )


def _sentence(box: Box, was: Treatment, now: Treatment, whole: tuple[frozenset[str], ...]) -> str:
    agency, _, case, owner, category, handling = (
        _list(values, every) for values, every in zip(box, whole, strict=True)
    )
    roles = "Everyone" if box[1] == whole[1] else _roles(box[1])
    who = f"{roles} of {agency if box[0] != whole[0] else 'every agency'}"
    when = "" if box[2] == whole[2] else f" {case}"
    verb = "gains" if now > was and box[1] == whole[1] else "gain" if now > was else "lose"
    if box[1] == whole[1] and now < was:
        verb = "loses"
    what = "all" if box[4] == whole[4] else category
    how = "whatever their handling" if box[5] == whole[5] and len(whole[5]) > 1 else handling
    whose = owner if box[3] != whole[3] else "every agency"
    return (
        f"{who}{when} {verb}: {what} records of {whose} ({how}) were {_DOES[was]}, "
        f"are now {_DOES[now]}."
    )


_DOES: Mapping[Treatment, str] = {
    Treatment.HIDDEN: "hidden",
    Treatment.POINTER: "only pointed to",
    Treatment.MASKED: "shown without identity",
    Treatment.VIEW: "viewed",
}


def _roles(values: Iterable[str]) -> str:
    named = [f"{role.value}s" for role in Role if role.value in values]
    return _and(named).capitalize()


def _list(values: frozenset[str], every: frozenset[str]) -> str:
    left_out = sorted(every - values)
    if values & {OTHERS, THEIR_OWN}:
        return _and(sorted(values))
    if left_out and len(left_out) <= 3 and len(values) > 4:
        return f"all but {_and(left_out)}"
    return _and(sorted(values))


def _and(words: Sequence[str]) -> str:
    return " and ".join((", ".join(words[:-1]), words[-1]) if len(words) > 1 else words)


def _words(old: Rules, new: Rules) -> tuple[str, ...]:
    """Changes of whom to ask."""
    agencies = sorted({*old.contacts, *new.contacts})
    return tuple(
        f"Whoever is pointed to records of {agency} is told to ask {new.contact(agency)}, "
        f"no longer {old.contact(agency)}."
        for agency in agencies
        if old.contact(agency) != new.contact(agency)
    )


def _audience(owner: str, category: Category, handling: str) -> str:
    return f"{owner}/{category.value}/{'' if handling == ORDINARY else handling}"


def strangers(rules: Rules, owners: Collection[str]) -> tuple[str, ...]:
    """A warning about each owner that a grant names and of whom nothing is known here.

    Args:
        owners: agencies whose records are loaded or can be.
    """
    named = {
        code for grant in rules.grants for term in grant.of for code in opened(term, rules.groups)
    }
    return tuple(
        f"No source states records of {code}, and it does not sign in: is it written rightly?"
        for code in sorted(named - {*AGENCY_NAMES, *owners})
    )
