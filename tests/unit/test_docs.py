"""The documents say what the program does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from loaders import registry
from tests.unit.loaders.fixture_files import FIXTURES
from workbench.cli import workbench
from workbench.graph.deciding import decide
from workbench.graph.reference import schema_markdown
from workbench.pipeline.load import map_rows

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


def commands(command: click.Command, name: str = "workbench") -> Iterator[str]:
    if not isinstance(command, click.Group):
        yield name
        return
    for sub, one in command.commands.items():
        yield from commands(one, f"{name} {sub}")


def test_the_schema_reference_is_current() -> None:
    assert (ROOT / "docs/schema.md").read_text(encoding="utf-8") == schema_markdown()


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
