"""Entities beside the truth of a generated region."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.agreement import SCORED, agreement

TRUTH = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2"}


@pytest.fixture
def region(tmp_path: Path) -> Path:
    (tmp_path / "truth").mkdir()
    lines = [f"{key},{true}" for key, true in TRUTH.items()]
    for kind in SCORED:
        text = "\n".join(("record_key,truth_id", *lines))
        (tmp_path / "truth" / f"{kind}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_closure_counts_all_pairs_of_records_of_each_kind(region: Path) -> None:
    # Arrange: a, b and d together: one pair of three is right, and one of the four that are true
    entity_of = {"a": "x", "b": "x", "d": "x", "c": "y", "e": "z"}

    # Act
    found = agreement(entity_of, region)

    # Assert
    assert [one.kind for one in found] == list(SCORED)
    assert {one.records for one in found} == {5}
    assert found[0].closure.precision == pytest.approx(1 / 3)
    assert found[0].closure.recall == pytest.approx(1 / 4)


def test_records_of_others_and_records_without_an_entity_count_for_nothing(region: Path) -> None:
    person = agreement({"a": "x", "b": "x", "elsewhere": "x"}, region)[0]

    assert (person.records, person.closure.f1) == (2, 1.0)
