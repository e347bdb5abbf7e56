"""Why pairs of records weigh what they weigh, from what is read of these records alone.

    rows ─► context ─► one record, another ─► parts that sum to the weight

Gives the parts that the whole resolution would give: a weight depends on nothing but two records,
those that are read with them, and the model.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any

from workbench.access.profiles import profiles
from workbench.access.rules import Rules
from workbench.records.vocabulary import Kind, LinkType
from workbench.resolution.component import Pair
from workbench.resolution.context import AUDIENCE, READ, Context
from workbench.resolution.model import Model, from_json
from workbench.resolution.one_pair import Fields
from workbench.resolution.schemes import STATED, person_scheme
from workbench.resolution.scored import UNITS, Scored

READ_TYPES = sorted(str(of_type) for of_type in READ)
"""The types of link that are followed."""

__all__ = ("READ_TYPES", "UNITS", "Scored", "explained", "model_of", "said_by", "viewers_of")


def explained(
    document: str, rows: Iterable[Mapping[str, Any]], pairs: Collection[Pair], rules: Rules
) -> dict[Pair, Scored]:
    """The pairs with the parts of their weights; pairs of records that are not there are left out.

    Args:
        document: the published model.
        rows: as ``cypher/entity_basis.cypher`` gives them.
        rules: they say who may view a record that another is read with.
    """
    found = list(rows)
    context = Context(viewers=viewers_of(rules, found))
    for row in found:
        context.put(row["key"], Kind(row["kind"]), *said_by(row))
    persons = person_scheme(model_of(document))

    def explain(one: str, other: str) -> Scored:
        match context.kind(one):
            case Kind.PERSON:
                left, right = (persons.read(context.person(key)) for key in (one, other))
                return persons.explain(one, left, other, right)
            case Kind.LOCATION as kind:
                read: Any = context.location
            case Kind.INCIDENT as kind:
                read = context.incident
            case Kind.VEHICLE as kind:
                read = context.vehicle
            case _ as kind:
                read = context.item
        return STATED[kind or Kind.ITEM].explain(one, read(one), other, read(other))

    return {
        (one, other): explain(one, other)
        for one, other in pairs
        if context.kind(one) in _COMPARED and context.kind(one) is context.kind(other)
    }


_COMPARED = (Kind.PERSON, *STATED)


@lru_cache(maxsize=2)
def model_of(document: str) -> Model:
    """The model of a published document."""
    return from_json(document)


def said_by(row: Mapping[str, Any]) -> tuple[Fields, tuple[tuple[LinkType, str], ...]]:
    """What a record says, of what it states and in Python's own types, and its links."""
    fields = {n: _native(v) for n, v in row["fields"].items() if v is not None}
    return fields, tuple((LinkType(of_type), end) for of_type, end in row["links"])


def viewers_of(rules: Rules, rows: Iterable[Mapping[str, Any]]) -> Mapping[str, int]:
    """Who may view the audiences of these records, as masks."""
    return profiles(rules, {row["fields"][AUDIENCE] for row in rows}).viewers


def _native(value: Any) -> Any:
    return value.to_native() if hasattr(value, "to_native") else value
