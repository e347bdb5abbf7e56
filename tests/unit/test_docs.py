"""The documents say what the program does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click
import pytest

from loaders import registry
from tests.unit.loaders.fixture_files import FIXTURES
from workbench.cli import workbench
from workbench.graph.deciding import decide
from workbench.graph.reference import schema_markdown
from workbench.pipeline.load import map_rows
from workbench.records.places import AddressPrecision
from workbench.records.streets import Street
from workbench.resolution import incidents, items, locations, vehicles
from workbench.resolution.incidents import Incident
from workbench.resolution.items import Item
from workbench.resolution.places import Location
from workbench.resolution.reference import resolution_markdown
from workbench.resolution.scored import UNITS, Scored
from workbench.resolution.vehicles import Vehicle

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
)
LOADED = {
    "dc-mpd-arrests": "dc_mpd_arrests.csv",
    "dc-mpd-incidents": "dc_mpd_incidents.csv",
    "nibrs-flat": "nibrs_submission.txt",
    "plate-reads": "plate_reads.csv",
}
"""Sources whose fixtures together state most kinds of record."""
STREET = Street(name="TRINIDAD", category="AVE", postdirectional="NE")
PLACE = Location(
    "1", "MPD", "", AddressPrecision.EXACT, "1412", street=STREET, postal_code="20002", unit="3"
)
EVENT = Incident("1", "MPD", number="24000153", start=0.0, place=PLACE, offense="ROBBERY")
WEIGHED: dict[str, Scored | None] = {
    "Vehicles": vehicles.compare(
        Vehicle("1", vin="1HGCM82633A004352", plate="AB1234", state="DC", make="FORD", year=2003),
        Vehicle("2", vin="1HGCM82633A004353", plate="A81234", state="DC", make="BMW", year=2004),
    ),
    "Locations": locations.compare(PLACE, replace(PLACE, key="2", agency="MTPD")),
    "Incidents": incidents.compare(
        EVENT,
        replace(EVENT, key="2", agency="MTPD", number="7", cross_numbers=(("MPD", "24000153"),)),
    ),
    "Items": items.compare(
        Item("1", serial="ABC1234", make="GLOCK", model="19", calibre="9"),
        Item("2", serial="ABC1235", make="GLOCK", model="17", calibre="9"),
    ),
}
"""A pair of each kind with stated weights, as it is weighed."""


def commands(command: click.Command, name: str = "workbench") -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield name
        return
    for sub, one in command.commands.items():
        yield from commands(one, f"{name} {sub}")


def test_the_schema_reference_is_current() -> None:
    assert (ROOT / "docs/schema.md").read_text(encoding="utf-8") == schema_markdown()


def test_the_resolution_reference_is_current() -> None:
    assert (ROOT / "docs/resolution.md").read_text(encoding="utf-8") == resolution_markdown()


@pytest.mark.parametrize("kind", sorted(WEIGHED))
def test_the_resolution_reference_states_what_each_part_of_a_weight_counts(kind: str) -> None:
    # Arrange
    section = resolution_markdown().split(f"\n## {kind}\n")[1].split("\n## ")[0]
    stated = dict(line.split("**: ") for line in section.split("\n- **")[1:])
    # Act
    pair = WEIGHED[kind]
    # Assert
    assert pair is not None
    start, *parts = pair.parts
    assert f"`STARTING_ODDS`: {start.weight // UNITS:+d} bits" in section
    weighed = [part for part in parts if part.weight]
    assert len(weighed) > 3
    for part in weighed:
        assert f"{part.level} {part.weight / UNITS:+g}" in stated[part.comparison]


@pytest.mark.parametrize("source", sorted(LOADED))
def test_the_schema_reference_names_every_property_that_a_load_writes(source: str) -> None:
    # Arrange
    layout = registry.sources()[source]
    rows = list(map_rows(layout, layout.read(FIXTURES / LOADED[source]).rows()))
    # Act
    written = decide(rows, {}, source=source, load=1, file=0, first_row=0).new
    # Assert
    general, *kinds = schema_markdown().split("\n- **")
    described = {kind.split("**")[0]: kind for kind in kinds}
    missing = {
        (node["label"], name)
        for node in written
        for name, value in node["properties"].items()
        if f"`{name}{'[]' * isinstance(value, list)}`" not in described[node["label"]]
        and f"`{name}`" not in general
    }
    assert written
    assert not missing


@pytest.mark.parametrize("command", sorted(commands(workbench)))
def test_every_command_is_documented(command: str) -> None:
    assert command in DOCUMENTS


@pytest.mark.parametrize("source", sorted(registry.sources()))
def test_every_source_is_documented(source: str) -> None:
    assert f"`{source}`" in (ROOT / "docs/sources.md").read_text(encoding="utf-8")


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/adr").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))
