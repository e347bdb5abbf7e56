"""The lists of records that a new model moves from one entity to another, a file for each model."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.graph.projection import Assignment
from workbench.pipeline.replacing import PART, replace_text
from workbench.pipeline.resolve import moved
from workbench.pipeline.scrubbing import Removed

COLUMNS = ("record", "kind", "entity_before", "entity")


@dataclass(frozen=True, slots=True)
class Moved:
    """A folder of such lists."""

    folder: Path

    def path(self, model: str) -> Path:
        """The file of a model's version; there is none where nothing moved."""
        return self.folder / f"{model}.csv"

    def write(self, model: str, assignments: Sequence[Assignment]) -> None:
        """Add what will move to the model's list; a record that is on it stays as it is there.

        A run that was ended half-way had listed all; its repetition moves only the rest.
        """
        new = {one.key: (one.key, one.kind, one.before, one.entity) for one in moved(assignments)}
        if not new:
            return
        path = self.path(model)
        rows: list[tuple[str | None, ...]] = [*new.values()]
        if path.is_file():
            listed = _read(path)
            rows = [*listed, *(new[key] for key in new.keys() - {r[0] for r in listed})]
        _write(path, rows)

    def scrub(self, removed: Removed) -> None:
        """Take expunged records out of every list, and the entities that had their ids."""
        for beside in sorted(self.folder.glob(f"*{PART}")):
            # of a run that was ended while it wrote
            beside.unlink()
        for path in sorted(self.folder.glob("*.csv")):
            listed = _read(path)
            kept = [
                row
                for row in listed
                if row[0] not in removed.keys and removed.seeds.isdisjoint(row[2:])
            ]
            if len(kept) < len(listed):
                _write(path, kept)


def _read(path: Path) -> list[tuple[str | None, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        _, *listed = csv.reader(file)
    return [*map(tuple, listed)]


def _write(path: Path, rows: Sequence[tuple[str | None, ...]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows((COLUMNS, *sorted(rows)))
    replace_text(path, text.getvalue())
