"""Hand-written statements, loaded by name from cypher/: one statement a file.

Each file opens with a comment: purpose, parameters, columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "cypher"


@cache
def statement(name: str) -> str:
    """The text of ``cypher/<name>.cypher``.

    Raises:
        FileNotFoundError: there is no such statement.
    """
    return (FOLDER / f"{name}.cypher").read_text(encoding="utf-8")


@cache
def parameters_of(name: str) -> frozenset[str]:
    """The parameters that a statement's header names."""
    return frozenset(_header(name, 1))


@cache
def columns_of(name: str) -> tuple[str, ...]:
    """The columns that a statement's header names, in their order."""
    return _header(name, 2)


def together(text: str, columns: Iterable[str]) -> str:
    """A reading statement whose rows come as one value, ``rows``: a list of lists.

    On its way from the server a row by itself costs more than many statements do to find it.
    """
    return f"CALL () {{\n{text}\n}}\nRETURN collect([{', '.join(columns)}]) AS rows"


def _header(name: str, line: int) -> tuple[str, ...]:
    said = statement(name).splitlines()[line].partition(":")[2].strip()
    return () if said == "none" else tuple(said.split(", "))


@cache
def names(folder: str = "") -> tuple[str, ...]:
    """Names of the statements in a sub-folder of cypher/ (or its top), sorted."""
    prefix = f"{folder}/" if folder else ""
    return tuple(sorted(prefix + path.stem for path in (FOLDER / folder).glob("*.cypher")))
