"""The people whom a vehicle's or incident's record names, as far as they tell it from another.

    vehicle record ◄─DRIVES── Party ── same birth date and name ── Party ──OWNS─► vehicle record

They come from linked person records: who may not see those must be given records without them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """A named person; ``birth`` is ISO 8601, "" unless it is wholly known and no placeholder."""

    surname: str
    given: str
    birth: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (f"{self.surname}, {self.given}", self.birth)))


class Alike(IntEnum):
    """How far two parties are the same person."""

    NO = 0
    NAME = 1
    """Surname and given name; a birth date is unknown, or one part of it differs."""
    BIRTH_DATE = 2
    """Birth date, and surname or given name. Of two surnames one may be left out."""


def read(row: Mapping[str, Any]) -> Party | None:
    """The party of a person record's graph properties; None when it has no surname."""
    surname, birth = row.get("name_sur_name") or "", row.get("birth_date_date")
    if not surname:
        return None
    known = isinstance(birth, dt.date) and not row.get("birth_date_placeholder")
    return Party(surname, row.get("name_given_name") or "", str(birth)[:10] if known else "")


def alike(one: Party, other: Party) -> Alike:
    surname = bool(_surnames(one) & _surnames(other))
    given = bool(one.given) and one.given == other.given
    if one.birth and one.birth == other.birth and (surname or given):
        return Alike.BIRTH_DATE
    if one.birth and other.birth and not _one_part_off(one.birth, other.birth):
        return Alike.NO
    return Alike.NAME if surname and given else Alike.NO


def shared(one: Iterable[Party], other: Iterable[Party]) -> list[tuple[Alike, Party, Party]]:
    """Who is named on both sides, the surest first; nobody is counted twice."""
    others = sorted(other)
    found = sorted(
        ((alike(a, b), a, b) for a in sorted(one) for b in others if alike(a, b)),
        key=lambda match: -match[0],
    )
    out: list[tuple[Alike, Party, Party]] = []
    for match in found:
        if not any(match[1] == a or match[2] == b for _, a, b in out):
            out.append(match)
    return out


def keys(parties: Iterable[Party]) -> Iterator[tuple[str, ...]]:
    """Blocking keys that two parties who are alike share."""
    for party in parties:
        for surname in sorted(_surnames(party)):
            if party.given:
                yield "party", surname, party.given
            if party.birth:
                yield "party", surname, party.birth
        if party.birth and party.given:
            yield "party", "", party.given, party.birth


def _surnames(party: Party) -> frozenset[str]:
    """The words of the surname that can stand alone: both of GARCIA-LOPEZ, CRUZ of DE LA CRUZ."""
    words = party.surname.replace("-", " ").split()
    return frozenset(word for word in words if len(word) > 3) or frozenset((party.surname,))


def _one_part_off(one: str, other: str) -> bool:
    """Whether year, month or day alone differs, or day and month are exchanged."""
    left, right = one.split("-"), other.split("-")
    same = sum(a == b for a, b in zip(left, right, strict=True))
    return same == 2 or left == [right[0], right[2], right[1]]
