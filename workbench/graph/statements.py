"""Hand-written statements, loaded by name from cypher/: one statement a file.

Each file opens with a comment: purpose, parameters, columns.
"""

from __future__ import annotations

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
    header = statement(name).splitlines()[1].partition(":")[2].strip()
    return frozenset() if header == "none" else frozenset(header.split(", "))


def names(folder: str = "") -> tuple[str, ...]:
    """Names of the statements in a sub-folder of cypher/ (or its top), sorted."""
    prefix = f"{folder}/" if folder else ""
    return tuple(sorted(prefix + path.stem for path in (FOLDER / folder).glob("*.cypher")))
