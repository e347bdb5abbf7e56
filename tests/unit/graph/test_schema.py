"""What the migrations say of the database's indexes."""

from __future__ import annotations

from workbench.graph.schema import indexed


def test_whole_values_of_range_indexes_and_constraints_are_known() -> None:
    assert {"key", "plate_folded", "vin_vin", "address_normal", "audience"} <= indexed()


def test_what_is_indexed_word_by_word_or_not_of_records_is_left_out() -> None:
    assert not {"name_raw", "source", "code", "point"} & indexed()
