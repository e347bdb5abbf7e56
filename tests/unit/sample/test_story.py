"""The story that demonstrations and browser tests look up: the same in every region."""

from __future__ import annotations

from pathlib import Path

from tests.unit.sample.conftest import Loaded, load, read_truth
from workbench.records.model import PersonRecord, PlateReadRecord, Record, VehicleRecord
from workbench.records.properties import digest, properties
from workbench.records.vocabulary import LinkType
from workbench.sample.region import generate
from workbench.sample.story import ROBBERY


def told(loaded: Loaded, truth: dict[str, dict[str, str]]) -> dict[str, str]:
    """Key → sum of every record about a person, vehicle, incident or item of the story."""
    keys = [
        key
        for kind in ("person", "vehicle", "incident", "item")
        for key, entity in truth[kind].items()
        if "story" in entity
    ]
    return {key: digest(properties(r), r.links) for key in keys if (r := loaded.records[key])}


def about(loaded: Loaded, truth: dict[str, str], entity: str) -> list[Record]:
    return [loaded.records[key] for key, found in truth.items() if found == entity]


def test_the_story_reads_the_same_at_every_size_and_seed(
    loaded: Loaded, truth: dict[str, dict[str, str]], tmp_path: Path
) -> None:
    small = generate(tmp_path / "small", people=200, seed=9)

    assert told(load(small), read_truth(small.folder)) == told(loaded, truth)
    assert len(told(loaded, truth)) > 40


def test_the_driver_has_records_of_five_owners_and_one_swapped_birth_date(
    loaded: Loaded, truth: dict[str, dict[str, str]]
) -> None:
    records = about(loaded, truth["person"], "person-story-whitlock-jr")
    births = {
        str(r.birth_date.date) for r in records if isinstance(r, PersonRecord) and r.birth_date
    }

    assert {r.key.agency for r in records} == {"MPD", "PGPD", "USPP", "DOC", "DMV"}
    assert births == {"2001-04-07", "2001-07-04"}


def test_father_and_son_share_name_and_address(
    loaded: Loaded, truth: dict[str, dict[str, str]]
) -> None:
    def registered(who: str) -> PersonRecord:
        records = about(loaded, truth["person"], f"person-story-whitlock-{who}")
        return next(r for r in records if isinstance(r, PersonRecord) and r.key.agency == "DMV")

    father, son = registered("sr"), registered("jr")

    assert father.name is not None
    assert son.name is not None
    assert (father.name.sur_name, father.name.given_name) == ("WHITLOCK", "DARNELL")
    assert (son.name.sur_name, son.name.given_name) == ("WHITLOCK", "DARNELL")
    assert (father.name.suffix, son.name.suffix) == ("SR", "JR")


def test_a_path_leads_from_the_driver_to_the_robbery(
    loaded: Loaded, truth: dict[str, dict[str, str]]
) -> None:
    contacted = {
        truth["person"][str(r.key)]
        for r in loaded.records.values()
        if r.key.number == "FC25900101" and isinstance(r, PersonRecord)
    }
    subject = loaded.of("MPD", "RMS", ROBBERY, "P1")

    assert contacted == {"person-story-whitlock-jr", "person-story-quarles"}
    assert truth["person"][str(subject.key)] == "person-story-quarles"
    assert LinkType.SUBJECT_OF in {link.type for link in subject.links}


def test_the_plate_is_read_right_misread_and_without_its_state(
    loaded: Loaded, truth: dict[str, dict[str, str]]
) -> None:
    reads = about(loaded, truth["plate-read"], "vehicle-story-accord")

    plates = {(r.plate.plate, r.plate.state) for r in reads
              if isinstance(r, PlateReadRecord) and r.plate}  # fmt: skip

    assert plates == {("AB7103", "DC"), ("AB71O3", "DC"), ("A87103", "DC"), ("AB7103", "")}
    assert {r.key.agency for r in reads} == {"MPD", "PGPD", "MCPD"}


def test_nobody_else_has_the_plate(loaded: Loaded, truth: dict[str, dict[str, str]]) -> None:
    holders = {
        truth["vehicle"][key]
        for key, r in loaded.records.items()
        if isinstance(r, VehicleRecord) and r.plate and r.plate.plate == "AB7103"
    }

    assert holders == {"vehicle-story-accord"}
