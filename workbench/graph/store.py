"""The files of a managed server's store, brought into the system's memory before they are needed.

A store that was not read since the machine started is read page by page as questions come, each
page a wait for the disk; read once from end to end it takes seconds.
"""

from __future__ import annotations

from pathlib import Path

from workbench.graph.server import memory
from workbench.settings import Settings

_PIECE = 4 * 2**20


def read_through(settings: Settings) -> int:
    """Read the store of the managed server once; the bytes that were read.

    Nothing is read of a named server, nor of a store that would take more than half of the memory.
    """
    folder = settings.home / "neo4j" / "data" / "databases"
    if settings.neo4j_uri or not folder.is_dir():
        return 0
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    if sum(map(_size, files)) > memory() // 2:
        return 0
    return sum(map(_read, files))


def _read(path: Path) -> int:
    read = 0
    try:
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                read += len(piece)
    except OSError:  # the server puts files away while it runs
        pass
    return read


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
