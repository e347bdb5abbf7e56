"""The documents say what the program does."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import registry
from workbench.cli import workbench
from workbench.graph.reference import ENDS, schema_markdown
from workbench.records.vocabulary import LinkType

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
)


def test_the_schema_reference_is_current() -> None:
    assert (ROOT / "docs/schema.md").read_text(encoding="utf-8") == schema_markdown()


def test_every_link_type_has_its_ends() -> None:
    assert set(ENDS) == set(LinkType)


@pytest.mark.parametrize("command", sorted(workbench.commands))
def test_every_command_is_documented(command: str) -> None:
    assert f"workbench {command}" in DOCUMENTS or f"make {command}" in DOCUMENTS


@pytest.mark.parametrize("source", sorted(registry.sources()))
def test_every_source_is_documented(source: str) -> None:
    assert f"`{source}`" in (ROOT / "docs/sources.md").read_text(encoding="utf-8")


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/adr").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))
