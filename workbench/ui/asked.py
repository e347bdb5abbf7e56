"""The address of a question: a link to it asks it again, in the rights of whoever opens it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from workbench.explore.tallies import By, Filters, State
from workbench.records.vocabulary import Category
from workbench.ui.days import day
from workbench.ui.questions import OfIncidents, OfPeople, Question

ASK = "ask"
_INCIDENTS, _PEOPLE, _ANY = "incidents", "people", "any"
LONGEST = 200
"""Characters read of a word: an address can be written by anybody."""
E = TypeVar("E", bound=StrEnum)


def read(params: Mapping[str, str]) -> Question | None:
    """The question of an address; whatever is no value of its place is left out."""

    def said(name: str) -> str:
        return params.get(name, "")[:LONGEST].strip()

    if said(ASK) == _PEOPLE:
        return OfPeople(said("relation") or None, said("uninvolved") == "1")
    if said(ASK) != _INCIDENTS:
        return None
    category = said("category")
    filters = Filters(
        category=None if category == _ANY else _one(Category, category) or Category.INCIDENT,
        offense=said("offense"),
        outcome=said("outcome"),
        state=_one(State, said("status")),
        agency=said("agency"),
        officer=said("officer"),
        since=day(said("since")),
        until=day(said("until")),
    )
    return OfIncidents(_one(By, said("by")) or By.OFFENSE, filters)


def write(asked: Question) -> dict[str, str]:
    """The question as parameters; ``read`` gives it back."""
    if isinstance(asked, OfPeople):
        uninvolved = "1" if asked.uninvolved else ""
        said = {ASK: _PEOPLE, "relation": asked.relation or "", "uninvolved": uninvolved}
    else:
        filters = asked.filters
        said = {
            ASK: _INCIDENTS,
            "by": asked.by.value,
            "category": filters.category.value if filters.category else _ANY,
            "offense": filters.offense,
            "outcome": filters.outcome,
            "status": filters.state.value if filters.state else "",
            "agency": filters.agency,
            "officer": filters.officer,
            "since": filters.since.isoformat() if filters.since else "",
            "until": filters.until.isoformat() if filters.until else "",
        }
    return {name: text for name, text in said.items() if text}


def _one(of: type[E], value: str) -> E | None:
    try:
        return of(value)
    except ValueError:
        return None
