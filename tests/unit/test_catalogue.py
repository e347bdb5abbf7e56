"""The sources of an installation: one that cannot be used is in nobody else's way."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench import settings as configuration
from workbench.errors import InputError
from workbench.pipeline.catalogue import known_sources, loading_corrections, named_source
from workbench.settings import Settings

GOOD = """
name = "{name}"
layout = "one row per contact"
title = "Contacts"

[agency]
code = "MCPD"

[input]
format = "csv"

[[record]]
id = "event"
kind = "incident"
category = "field-contact"
system = "CONTACTS"
number = "No"
[record.fields]
number = "No"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "specs").mkdir()
    return configuration.from_environment({"WORKBENCH_HOME": str(tmp_path)})


def specify(settings: Settings, name: str, text: str = GOOD) -> Path:
    path = settings.home / "specs" / f"{name}.toml"
    path.write_text(text.format(name=name))
    return path


def test_a_broken_specification_blocks_no_other_source(settings: Settings) -> None:
    specify(settings, "contacts")
    specify(settings, "broken", "name = ")

    usable, broken = known_sources(settings)

    assert {"contacts", "pole"} <= usable.keys()
    assert [str(settings.home / "specs" / "broken.toml") in str(error) for error in broken] == [
        True
    ]
    assert named_source(settings, "contacts").name == "contacts"
    with pytest.raises(InputError, match=r"broken\.toml"):
        named_source(settings, "broken")


@pytest.mark.parametrize("name", ["pole", "table"])
def test_a_specification_cannot_take_the_name_of_a_built_in_source(
    settings: Settings, name: str
) -> None:
    path = specify(settings, name)

    usable, [error] = known_sources(settings)

    assert "built-in" in str(error)
    assert usable["pole"].title != "Contacts"
    with pytest.raises(InputError, match="built-in"):
        named_source(settings, "table", path)


def test_an_unknown_source_is_told_where_sources_come_from(settings: Settings) -> None:
    with pytest.raises(InputError, match=r"no source 'nowhere'.*table --spec FILE.*specs"):
        named_source(settings, "nowhere")


def test_a_source_that_is_misspelt_is_told_the_one_like_it(settings: Settings) -> None:
    specify(settings, "contacts")

    with pytest.raises(InputError, match=r"'contcts' \(did you mean contacts\?\)"):
        named_source(settings, "contcts")


@pytest.mark.parametrize(("name", "specification"), [("table", False), ("pole", True)])
def test_a_specification_goes_with_table_and_with_nothing_else(
    settings: Settings, name: str, *, specification: bool
) -> None:
    path = specify(settings, "contacts") if specification else None

    with pytest.raises(InputError, match="--spec"):
        named_source(settings, name, path)


def test_corrections_of_a_source_by_file_name_its_specification(settings: Settings) -> None:
    specify(settings, "contacts")

    assert loading_corrections(settings, "contacts", "r.csv") == (
        "workbench load contacts r.csv --corrections"
    )
    assert loading_corrections(settings, "elsewhere", "r.csv") == (
        "workbench load table r.csv --spec SPECIFICATION --corrections"
    )
