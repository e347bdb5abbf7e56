"""The sources that this installation knows: built in, and specified in its home."""

from __future__ import annotations

from pathlib import Path

from loaders import registry, table
from loaders.forms import meant
from loaders.source import Source
from workbench.errors import InputError
from workbench.settings import Settings

TABLE = "table"
"""Stands for whatever the specification names that comes with it."""


def known_sources(settings: Settings) -> tuple[dict[str, Source], list[InputError]]:
    """Every source by name, and the error of each specification that cannot be used."""
    coded = registry.sources()
    specified, errors = table.usable_specifications(_folders(settings))
    taken = [name for name in specified if name in coded or name == TABLE]
    usable = {name: one for name, one in specified.items() if name not in taken}
    return {**coded, **usable}, [*errors, *map(_taken, taken)]


def owners(settings: Settings) -> frozenset[str]:
    """The agencies of which any source states records."""
    found, _ = known_sources(settings)
    return frozenset(agency.code for source in found.values() for agency in source.agencies)


def named_source(settings: Settings, name: str, specification: Path | None = None) -> Source:
    """The source of that name; only its own specification is read.

    Args:
        specification: that of the source ``table``, and of no other.

    Raises:
        InputError: there is no such source, or its specification cannot be used.
    """
    if specification is not None:
        if name != TABLE:
            raise InputError("--spec goes with the source `table` only")
        return _not_taken(table.load_specification(specification))
    if name == TABLE:
        raise InputError("`load table` needs --spec FILE (docs/table-specification.md)")
    specified = table.specification_named(name, _folders(settings))
    if specified is not None:
        return _not_taken(specified)
    if coded := registry.sources().get(name):
        return coded
    known, _ = known_sources(settings)
    raise InputError(
        f"there is no source {name!r}{meant(name, known)}: `workbench sources` lists them. One of "
        f"your own is loaded as `table --spec FILE`, or by its name from {_folders(settings)[0]}"
    )


def loading_corrections(settings: Settings, name: str, file: str) -> str:
    """The command that loads corrected rows of a source."""
    try:
        named_source(settings, name)
    except InputError:
        return f"workbench load {TABLE} {file} --spec SPECIFICATION --corrections"
    return f"workbench load {name} {file} --corrections"


def _folders(settings: Settings) -> list[Path]:
    return [settings.home / "specs"]


def _not_taken(source: Source) -> Source:
    if source.name in registry.sources() or source.name == TABLE:
        raise _taken(source.name)
    return source


def _taken(name: str) -> InputError:
    """A specification that took a loader's name would withdraw and revise its records."""
    return InputError(f"{name!r} is the name of a built-in source: rename the specification")
