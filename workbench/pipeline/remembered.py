"""Tombstones kept beside the graph as well, so that an older copy of it brings nothing back.

expunge ──► tombstone in the graph ──► its line in the home
an older graph is restored ──► tombstones that it lacks ──► expunged again, before it opens
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.graph.client import Graph
from workbench.pipeline.replacing import replace_text
from workbench.pipeline.tombstones import Tombstone, from_json, to_json, tombstones


@dataclass(frozen=True, slots=True)
class Remembered:
    """A file of tombstones, one a line."""

    path: Path

    def read(self) -> list[Tombstone]:
        """The tombstones of the file; none where there is no file.

        Raises:
            InputError: it is no list of tombstones.
        """
        if not self.path.is_file():
            return []
        return [from_json(line) for line in self.path.read_bytes().splitlines() if line.strip()]

    def keep(self, graph: Graph) -> None:
        """Add the graph's tombstones to the file, each as it stands in the graph."""
        kept = {one.seed: one for one in self.read()}
        now = kept | {one.seed: one for one in tombstones(graph)}
        if now != kept:
            stones = sorted(now.values(), key=lambda one: (one.at, one.seed))
            replace_text(self.path, "".join(f"{to_json(one)}\n" for one in stones))

    def lacking(self, graph: Graph) -> list[Tombstone]:
        """The tombstones that the graph does not have, as an older copy of it."""
        if not (kept := self.read()):
            return []
        there = {one.seed for one in tombstones(graph)}
        return [one for one in kept if one.seed not in there]
