"""What is said where nothing answers a question."""

from __future__ import annotations

import pytest

from workbench.explore.tallies import By
from workbench.ui.questions import DRUGS, OfIncidents, OfPeople, Question

TAKE = "Take a filter away"


@pytest.mark.parametrize(
    "asked", [OfPeople("brother"), OfPeople(uninvolved=True), OfIncidents(By.OFFICER, DRUGS)]
)
def test_where_filters_are_set_one_can_be_taken_away(asked: Question) -> None:
    assert TAKE in asked.none


@pytest.mark.parametrize("asked", [OfPeople(), OfIncidents(), OfIncidents(By.AREA)])
def test_where_no_filter_is_set_none_is_named(asked: Question) -> None:
    assert TAKE not in asked.none
