"""Cards: what an entity is called and what stands below its name, from viewable records alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.fields import PRECISIONS
from workbench.explore.words import phone, when
from workbench.records.unseen import visible
from workbench.records.vocabulary import ENTITY_OF, Kind

KEYS = 50
"""Record keys named beside a value."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One combination of values, and the viewable records that state exactly it."""

    said: Mapping[str, Any]
    records: int
    agencies: tuple[str, ...]
    keys: tuple[str, ...]
    last: str
    """When the latest of them was observed."""


@dataclass(frozen=True, slots=True)
class Card:
    """An entity or reference in two lines. ``agencies`` begins with the one that says most."""

    id: str
    kind: str
    title: str
    subtitle: str
    agencies: tuple[str, ...]
    records: int
    first: str = ""
    last: str = ""
    caution: bool = False
    disagree: tuple[str, ...] = ()
    """What its records state differently although there can only be one."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A card with everything it was made from."""

    card: Card
    stated: tuple[Stated, ...]


@answers(lambda probe: (probe.ids,))
def portraits(gateway: Gateway, ids: Iterable[str]) -> dict[str, Portrait]:
    """Portraits by id, in the order of ``ids``, of those that the viewer may see anything of."""
    wanted = list(dict.fromkeys(ids))
    entities = [i for i in wanted if ":" not in i]
    references = [i for i in wanted if ":" in i]
    rows: dict[str, list[Mapping[str, Any]]] = {}
    if entities:
        for row in gateway.read("entity_cards", ids=entities, keys=KEYS):
            rows.setdefault(row["id"], []).append(row)
    found = {id_: _entity(id_, said) for id_, said in rows.items()}
    if references:
        for row in gateway.read("entity_references", ids=references):
            found[row["id"]] = Portrait(_reference(row), ())
    return {id_: found[id_] for id_ in wanted if id_ in found}


def _entity(id_: str, rows: Sequence[Mapping[str, Any]]) -> Portrait:
    kind = ENTITY_OF[Kind(rows[0]["kind"])]
    stated = tuple(
        Stated(
            r["said"],
            r["records"],
            tuple(sorted(r["agencies"])),
            tuple(sorted(r["keys"])),
            when(r["last"]),
        )
        for r in sorted(rows, key=lambda r: (-r["records"], min(r["keys"])))
    )
    agencies: Counter[str] = Counter()
    for one in stated:
        for agency in one.agencies:
            agencies[agency] += one.records
    title, subtitle = _TITLES[kind](stated)
    moments = [m for r in rows for m in (r["first"], r["last"]) if m]
    return Portrait(
        Card(
            id=id_,
            kind=kind.value,
            title=visible(title),
            subtitle=visible(" · ".join(filter(None, subtitle))),
            agencies=tuple(sorted(agencies, key=lambda a: (-agencies[a], a))),
            records=sum(one.records for one in stated),
            first=when(min(moments)) if moments else "",
            last=when(max(moments)) if moments else "",
            caution=any(one.said.get("cautions_raw") for one in stated),
            disagree=tuple(
                words for field, words in _ONE_ONLY[kind] if len(_values(stated, field)) > 1
            ),
        ),
        stated,
    )


def _reference(row: Mapping[str, Any]) -> Card:
    kind, value, label = row["kind"].lower(), row["value"], row["label"]
    title = phone(value) if kind == "phone" else value
    # the label of a phone or an e-mail address is one of its spellings, not a name
    named = kind in ("officer", "area") and _letters(label) not in _letters(value)
    return Card(
        id=row["id"],
        kind=kind,
        title=visible(label if named else title),
        subtitle=visible(title) if named else "",
        agencies=tuple(sorted(row["agencies"])),
        records=row["records"],
        first=when(row["first"]),
        last=when(row["last"]),
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


_ONE_ONLY: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    Kind.PERSON: (("birth_date_date", "birth date"), ("sex", "sex")),
    Kind.VEHICLE: (("vin_vin", "VIN"), ("make", "make")),
    Kind.LOCATION: (),
    Kind.INCIDENT: (("status", "status"),),
    Kind.ITEM: (("serial_serial", "serial"),),
}


def _values(stated: Sequence[Stated], field: str) -> set[str]:
    return {str(one.said[field]) for one in stated if one.said.get(field)}


def common(stated: Sequence[Stated], field: str) -> str:
    """The value that most records state; among equals the longest, then the first in order."""
    counts: Counter[str] = Counter()
    for one in stated:
        value = one.said.get(field)
        if value not in (None, "", []):
            counts[str(value)] += one.records
    return min(counts, key=lambda v: (-counts[v], -len(v), v), default="")


def _person(stated: Sequence[Stated]) -> tuple[str, list[str]]:
    born = common(stated, "birth_date_date") or common(stated, "birth_date_year")
    age = common(stated, "age")
    title = common(stated, "name_normal")
    if not title:
        monikers = [m for one in stated for m in one.said.get("monikers") or ()]
        title = f"“{monikers[0]}”" if monikers else "Name not stated"
    return title, [
        f"born {born}" if born else f"age {age}" if age else "",
        common(stated, "sex"),
        common(stated, "race"),
        common(stated, "residence"),
    ]


def _vehicle(stated: Sequence[Stated]) -> tuple[str, list[str]]:
    plate, vin = common(stated, "plate_plate"), common(stated, "vin_vin")
    title = " ".join(filter(None, (common(stated, "plate_state"), plate)))
    looks = ("color", "model_year", "make", "model")
    return title if plate else vin or "Plate not stated", [
        " ".join(filter(None, (common(stated, field) for field in looks))),
        f"VIN {vin}" if vin and plate else "",
    ]


def _location(stated: Sequence[Stated]) -> tuple[str, list[str]]:
    title = common(stated, "address_normal") or common(stated, "address_raw")
    precision = common(stated, "address_precision")
    area = [common(stated, "address_city"), common(stated, "address_state")]
    return title or "Place not stated", [
        " ".join(filter(None, area)),
        PRECISIONS[precision] if precision in _UNTITLED else "",
        common(stated, "location_category"),
    ]


def _incident(stated: Sequence[Stated]) -> tuple[str, list[str]]:
    number = common(stated, "number_raw")
    number = f"{number[:12]}…" if len(number) > 24 else number
    offense = common(stated, "offense") or common(stated, "category").replace("-", " ")
    start = common(stated, "start_at")
    category = common(stated, "category").replace("-", " ")
    status = common(stated, "status").replace("_", " ").lower()
    return f"{offense} {number}".strip(), [
        when(start),
        category if offense != category else "",
        status,
    ]


def _item(stated: Sequence[Stated]) -> tuple[str, list[str]]:
    serial = common(stated, "serial_raw")
    looks = [common(stated, field) for field in ("make", "model", "calibre")]
    title = " ".join(filter(None, looks)) or common(stated, "description")
    return title or common(stated, "item_category") or "Item", [
        common(stated, "item_category"),
        f"serial {serial}" if serial else "",
        common(stated, "status"),
    ]


_UNTITLED = ("street", "city")
"""Precisions that a place's title does not give away; others show by its form."""

_TITLES: Mapping[Kind, Callable[[Sequence[Stated]], tuple[str, list[str]]]] = {
    Kind.PERSON: _person,
    Kind.VEHICLE: _vehicle,
    Kind.LOCATION: _location,
    Kind.INCIDENT: _incident,
    Kind.ITEM: _item,
}
