"""Cards: what an entity is called and what stands below its name, from viewable records alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from workbench.access.beside import beside
from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.conflicts import conflicts
from workbench.explore.fields import PRECISIONS
from workbench.explore.values import Stated
from workbench.explore.words import phone, when
from workbench.records.unseen import visible
from workbench.records.vocabulary import ENDED, ENTITY_OF, Kind

_WORD = re.compile(r"[^\W_]+")
KEYS = 50
"""Record keys named beside a value."""
ENDED_STATUSES = sorted(ENDED)


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
    """A viewable record states an officer-safety caution, or there is a ``warrant``."""
    warrant: bool = False
    """A viewable warrant names the person, and its owner does not say that it has ended."""
    disagree: tuple[str, ...] = ()
    """What its records state differently although there can only be one."""
    city: str = ""
    """City and state of a location."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """A card with everything it was made from."""

    card: Card
    stated: tuple[Stated, ...]


@answers(lambda probe: (probe.ids,))
def cards_of(gateway: Gateway, ids: Iterable[str]) -> dict[str, Card]:
    """Cards by id, in the order of ``ids``, of those that the viewer may see anything of.

    Each is the one of its portrait, of which less is read.
    """
    found = _found(gateway, ids, partial(gateway.read, "entity_cards"))
    return {id_: one.card for id_, one in found.items()}


@answers(lambda probe: (probe.ids,))
def portraits(gateway: Gateway, ids: Iterable[str]) -> dict[str, Portrait]:
    """Portraits by id, in the order of ``ids``, of those that the viewer may see anything of."""
    return _found(gateway, ids, partial(gateway.read, "entity_portraits", keys=KEYS))


def _found(
    gateway: Gateway, ids: Iterable[str], read: Callable[..., Iterable[Mapping[str, Any]]]
) -> dict[str, Portrait]:
    """Portraits of entities, of what ``read`` finds of them, and of references."""
    wanted = list(dict.fromkeys(ids))
    entities = [i for i in wanted if ":" not in i]
    references = [i for i in wanted if ":" in i]

    def of_entities() -> dict[str, Portrait]:
        rows: dict[str, list[Mapping[str, Any]]] = {}
        for row in read(ids=entities, ended=ENDED_STATUSES) if entities else ():
            rows.setdefault(row["id"], []).append(row)
        return {id_: _entity(id_, said) for id_, said in rows.items()}

    def of_references() -> dict[str, Portrait]:
        rows = gateway.read("entity_references", ids=references) if references else ()
        return {row["id"]: Portrait(_reference(row), ()) for row in rows}

    if entities and references:
        some, others = beside(of_entities, of_references)
    else:
        some, others = of_entities(), of_references()
    found = some | others
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
    title, subtitle = titled(kind, stated)
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
            caution=any(one.said.get("cautioned") or one.said.get("warrant") for one in stated),
            warrant=any(one.said.get("warrant") for one in stated),
            disagree=tuple(one.name for one in conflicts(kind, stated)),
            city=visible(_city(stated)) if kind is Kind.LOCATION else "",
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


def common(stated: Sequence[Stated], field: str) -> str:
    """The value that most records state; among equals the longest, then the first in order.

    Of a field of several values each counts.
    """
    counts: Counter[str] = Counter()
    for one in stated:
        value = one.said.get(field)
        for each in value if isinstance(value, list) else (value,):
            if each not in (None, ""):
                counts[str(each)] += one.records
    return min(counts, key=lambda v: (-counts[v], -len(v), v), default="")


def titled(kind: Kind, stated: Sequence[Stated]) -> tuple[str, list[str]]:
    """What an entity is called, and what stands below, which does not repeat it."""
    return _TITLES[kind](stated)


def _person(stated: Sequence[Stated]) -> tuple[str, list[str]]:
    born = common(stated, "birth_date_date") or common(stated, "birth_date_year")
    age = common(stated, "age")
    title = common(stated, "name_normal")
    if not title:
        moniker = common(stated, "monikers")
        title = f"“{moniker}”" if moniker else "Name not stated"
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
    city, state = common(stated, "address_city"), common(stated, "address_state")
    words = " ".join(_WORD.findall(title.upper()))
    if f" {_city(stated).upper()} " in f" {words} ":
        area = ""
    else:
        area = state if city and words.endswith(f" {city.upper()}") else _city(stated)
    return title or "Place not stated", [
        area,
        PRECISIONS[precision] if precision in _UNTITLED else "",
        common(stated, "location_category"),
    ]


def _city(stated: Sequence[Stated]) -> str:
    return " ".join(filter(None, (common(stated, "address_city"), common(stated, "address_state"))))


def _incident(stated: Sequence[Stated]) -> tuple[str, list[str]]:
    number = common(stated, "number_raw")
    number = f"{number[:12]}…" if len(number) > 24 else number
    offense = common(stated, "offense") or common(stated, "category").replace("-", " ")
    start = common(stated, "start_at")
    category = common(stated, "category").replace("-", " ")
    status = common(stated, "status").replace("_", " ").lower()
    return f"{offense} {number}".strip(), [
        when(start, common(stated, "start_precision") or None),
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
