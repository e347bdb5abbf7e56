"""How well entities agree with the truth of a generated region.

    record ─ entity (as resolved) × truth (as generated)

Truth is read only to score.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from workbench.resolution.measures import Measure, pair_counts

SCORED = ("person", "vehicle", "location", "incident")


@dataclass(frozen=True, slots=True)
class Agreement:
    """The closure of one kind: of the pairs of records in one entity, how many are one thing
    (precision); of those that are one thing, how many are in one entity (recall)."""

    kind: str
    records: int
    """Records with a truth that have an entity."""
    closure: Measure


def agreement(entity_of: Mapping[str, str], folder: Path) -> list[Agreement]:
    """Compare the entities of a region's records with its truth, kind by kind.

    Args:
        entity_of: entity by record key.
        folder: where the region was generated.
    """
    return [_of_kind(kind, entity_of, read_truth(folder, kind)) for kind in SCORED]


def read_truth(folder: Path, kind: str) -> dict[str, str]:
    """True entity by record key."""
    with (folder / "truth" / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        return {row["record_key"]: row["truth_id"] for row in csv.DictReader(file)}


def _of_kind(kind: str, entity_of: Mapping[str, str], truth: Mapping[str, str]) -> Agreement:
    keys = [key for key in truth if key in entity_of]
    found = pd.factorize(pd.Series([entity_of[key] for key in keys], dtype=object))[0]
    true = pd.factorize(pd.Series([truth[key] for key in keys], dtype=object))[0]
    return Agreement(kind, len(keys), pair_counts(found, true).measure)
