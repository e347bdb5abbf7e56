from __future__ import annotations

import datetime as dt
from dataclasses import replace

from loaders.plate_reads import SOURCE
from tests.unit.loaders.fixture_files import reject_of, rows_of
from workbench.records.model import LocationRecord, PlateReadRecord
from workbench.records.vocabulary import Category, LinkType

FILE = "plate_reads.csv"


def test_a_row_is_a_sighting_at_a_place() -> None:
    sighting, place = SOURCE.map(rows_of(SOURCE, FILE)[0])

    assert isinstance(sighting, PlateReadRecord)
    assert isinstance(place, LocationRecord)
    assert str(sighting.key) == "MPD|ALPR|R-17-000001|"
    assert str(place.key).startswith("MPD|ALPR|R-17|:place:")
    assert sighting.category is Category.PLATE_READ
    assert [(link.type, link.to) for link in sighting.links] == [(LinkType.SEEN_AT, place.key)]
    assert sighting.observed is not None
    assert sighting.observed.at == dt.datetime(2024, 3, 18, 18, 2, 11, tzinfo=dt.UTC)
    assert sighting.confidence == 0.91
    assert (place.latitude, place.longitude) == (38.9, -77.0)


def test_reads_of_one_site_state_one_record_of_it() -> None:
    row = rows_of(SOURCE, FILE)[0]
    later = replace(
        row, values={**row.values, "read_id": "R-17-9", "read_at": "2025-01-02T03:04:05-05:00"}
    )
    moved = replace(row, values={**row.values, "latitude": "38.95"})

    first, again, elsewhere = (SOURCE.map(one)[1] for one in (row, later, moved))

    assert again == first
    assert first.observed is None
    assert elsewhere.key != first.key


def test_a_reader_that_cannot_be_part_of_a_key_says_so() -> None:
    assert "character '|'" in reject_of(SOURCE, rows_of(SOURCE, FILE)[0], reader="R|17")


def test_the_text_is_kept_as_read() -> None:
    sighting = SOURCE.map(rows_of(SOURCE, FILE)[0])[0]

    assert isinstance(sighting, PlateReadRecord)
    assert sighting.plate is not None
    assert (sighting.plate.raw, sighting.plate.plate) == ("AB1O23", "AB1O23")


def test_a_missing_state_and_place_stay_missing() -> None:
    (sighting,) = SOURCE.map(rows_of(SOURCE, FILE)[1])

    assert isinstance(sighting, PlateReadRecord)
    assert sighting.key.agency == "PGPD"
    assert sighting.plate is not None
    assert sighting.plate.state == ""
    assert sighting.links == ()
    assert sighting.confidence is None


def test_a_percentage_is_not_taken_for_a_confidence() -> None:
    assert "from 0 to 1" in reject_of(SOURCE, rows_of(SOURCE, FILE)[2])


def test_a_read_without_its_time_or_plate_says_why() -> None:
    row = rows_of(SOURCE, FILE)[0]

    assert "a read needs its time" in reject_of(SOURCE, rows_of(SOURCE, FILE)[3])
    assert "plate is empty" in reject_of(SOURCE, row, plate="")
