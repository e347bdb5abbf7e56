from __future__ import annotations

import datetime as dt

from loaders.takoma_park_calls import SOURCE
from tests.unit.loaders.fixture_files import records_of
from workbench.records.model import IncidentRecord, LocationRecord
from workbench.records.vocabulary import Category

FILE = "takoma_park_calls.csv"


def test_a_row_is_a_call_at_a_point() -> None:
    call, place = records_of(SOURCE, FILE)[0]

    assert isinstance(call, IncidentRecord)
    assert isinstance(place, LocationRecord)
    assert str(call.key) == "TPPD|CAD|P1899000001|"
    assert call.category is Category.SERVICE_CALL
    assert call.start is not None
    assert call.start.at == dt.datetime(2018, 7, 2, 3, 37, tzinfo=dt.UTC)
    assert call.links[0].to == place.key
    assert (place.latitude, place.longitude, place.address) == (38.985, -76.988, None)


def test_a_repeated_event_states_the_same_records() -> None:
    first, _, repeated = records_of(SOURCE, FILE)

    assert first == repeated


def test_na_is_a_value_that_is_not_there() -> None:
    (call,) = records_of(SOURCE, FILE)[1]

    assert isinstance(call, IncidentRecord)
    assert call.links == ()
    assert call.attributes == ("criminal report: Yes", "officers responding: 3")
    assert "beat" not in call.raw
