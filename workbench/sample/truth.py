"""Which records are one: record key → true entity, by kind of entity."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

KINDS = ("person", "vehicle", "location", "incident", "item", "plate-read")
"""``plate-read`` gives each read's vehicle; reads join vehicles by key and are no cluster."""
COLUMNS = ("record_key", "truth_id")


@dataclass(frozen=True, slots=True)
class Truth:
    """Collects one line a record; a key that is stated twice must be stated equally."""

    ids: dict[str, dict[str, str]] = field(default_factory=lambda: {kind: {} for kind in KINDS})

    def add(
        self, kind: str, agency: str, system: str, number: str, part: str, truth_id: str
    ) -> None:
        """State that the record is about ``truth_id``.

        Raises:
            ValueError: the key already stands for something else.
        """
        key = "|".join((agency, system, number, part))
        if self.ids[kind].setdefault(key, truth_id) != truth_id:
            raise ValueError(f"{key} stands for {self.ids[kind][key]} and for {truth_id}")

    def write(self, folder: Path) -> None:
        """``<kind>.csv`` for every kind, in the order in which the records are written."""
        folder.mkdir()
        for kind, ids in self.ids.items():
            with (folder / f"{kind}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file, lineterminator="\n")
                writer.writerow(COLUMNS)
                writer.writerows(ids.items())
