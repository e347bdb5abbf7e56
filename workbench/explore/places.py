"""Where: the places of what is on a picture, each as precisely as it was written.

(entity)<──RESOLVED_TO──(record)──OCCURRED_AT | LIVES_AT | SEEN_AT──►(location record)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.fields import PRECISIONS
from workbench.explore.words import link_words
from workbench.records.unseen import visible

REACH = {
    "unit": 10,
    "exact": 10,
    "point": 15,
    "intersection": 25,
    "block": 75,
    "street": 400,
    "beat": 800,
    "city": 4_000,
    "unknown": 75,
}
"""Metres around its middle within which a place lies, by its precision: half a city block is about
75 m in Washington; the others say no more than their order of size."""
AREA = 50
"""Places that reach farther, in metres, are drawn as areas."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of one shown entity."""

    id: str
    """The entity on the picture."""
    link: str
    """How the entity is tied to the place, in words; "" where it is the place."""
    address: str
    precision: str
    agencies: tuple[str, ...]
    records: int
    latitude: float | None = None
    longitude: float | None = None
    reach: float = 0.0
    """Metres around the middle within which it lies."""
    lent: tuple[str, ...] = ()
    """Whose records of the same place and address state the coordinates, where its own do not."""

    @property
    def mapped(self) -> bool:
        """Whether it has coordinates."""
        return self.latitude is not None and self.longitude is not None

    @property
    def words(self) -> str:
        """How much of the earth the address names, in words."""
        return PRECISIONS.get(self.precision, self.precision)


@answers(lambda probe: (probe.ids,))
def places(gateway: Gateway, ids: Iterable[str]) -> tuple[Place, ...]:
    """The places of shown entities; those of one entity at one address are one place.

    Where records give one address different coordinates, the place lies in their middle and
    reaches as far as they do. Where they give none, other records of the same place do that give
    the same address.
    """
    wanted = [id_ for id_ in dict.fromkeys(ids) if ":" not in id_]
    rows = gateway.read("place_points", ids=wanted) if wanted else []
    found: dict[tuple[str, str, str, str], list[Mapping[str, Any]]] = {}
    for row in rows:
        at = (row["id"], row["link"], row["address"], row["precision"])
        found.setdefault(at, []).append(row)
    elsewhere = _elsewhere(gateway, {row["of"] for row in rows if row["of"]})
    return tuple(_place(*at, those, elsewhere) for at, those in found.items())


def _elsewhere(gateway: Gateway, ids: Collection[str]) -> dict[tuple[str, str], Mapping[str, Any]]:
    """By place and address, what all of its viewable records say of the coordinates."""
    rows = gateway.read("place_coordinates", ids=sorted(ids)) if ids else []
    return {(row["of"], row["address"]): row for row in rows}


def _place(
    id_: str,
    link: str,
    address: str,
    precision: str,
    rows: list[Mapping[str, Any]],
    elsewhere: Mapping[tuple[str, str], Mapping[str, Any]],
) -> Place:
    points = [
        (row["latitude"], row["longitude"])
        for row in rows
        if row["latitude"] is not None and row["longitude"] is not None
    ]
    lent: tuple[str, ...] = ()
    if not points:
        lenders = [
            elsewhere[at]
            for of in sorted({row["of"] or "" for row in rows})
            if (at := (of, address)) in elsewhere
        ]
        points = sorted((y, x) for lender in lenders for y, x in lender["points"])
        lent = tuple(sorted({agency for lender in lenders for agency in lender["agencies"]}))
    middle = (fmean(y for y, _ in points), fmean(x for _, x in points)) if points else None
    agencies = {agency for row in rows for agency in row["agencies"]}
    reach = float(REACH.get(precision, REACH["unknown"]))
    return Place(
        id=id_,
        link=link_words(link) if link else "",
        address=visible(address),
        precision=precision,
        agencies=tuple(sorted(agencies)),
        records=sum(row["records"] for row in rows),
        latitude=middle[0] if middle else None,
        longitude=middle[1] if middle else None,
        reach=max([reach, *(_metres(middle, point) for point in points if middle)]),
        lent=lent,
    )


def _metres(one: tuple[float, float] | None, other: tuple[float, float]) -> float:
    """Distance on the ground, good enough within one region."""
    if one is None:
        return 0.0
    north = (one[0] - other[0]) * 111_320
    east = (one[1] - other[1]) * 111_320 * 0.78  # the cosine of 39 degrees
    return float((north**2 + east**2) ** 0.5)
