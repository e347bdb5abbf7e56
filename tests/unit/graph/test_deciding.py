"""Deciding a batch: new, revised, unchanged, contradicted; every row accounted for."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workbench.graph.deciding import (
    Answered,
    Decided,
    Figures,
    Known,
    RowOutcome,
    Stated,
    decide,
    state,
)
from workbench.records.model import IncidentRecord, LocationRecord, RecordKey
from workbench.records.vocabulary import Category, Kind


def stated(number: str, content: str) -> Stated:
    record = IncidentRecord(
        key=RecordKey("MPD", "RMS", number), category=Category.INCIDENT, offense=content
    )
    return state(record)


def row(line: int, *records: Stated, reason: str = "") -> RowOutcome:
    return RowOutcome("file.csv", line, {"line": str(line)}, records, reason)


def known(of: Stated, **changes: object) -> Known:
    return replace(Known(of.digest, 1, "seed", 1, 0, True, {"s": "1:0"}), **changes)  # type: ignore[arg-type]


def decided(rows: list[RowOutcome], held: dict[str, Known] | None = None) -> Decided:
    return decide(rows, held or {}, source="s", load=2, file=0, first_row=10)


def test_a_new_record_gets_a_seed_and_its_place() -> None:
    result = decided([row(12, stated("1", "theft"))])

    [node] = result.new
    assert node["properties"]["revision"] == 1
    assert len(node["properties"]["seed"]) == 16
    assert (node["properties"]["first_load"], node["properties"]["first_row"]) == (2, 10)
    assert (node["file"], node["line"]) == ("file.csv", 12)


def test_equal_content_is_unchanged_and_noted_as_seen() -> None:
    one = stated("1", "theft")

    result = decided([row(1, one)], {one.key: known(one)})

    assert (result.figures.loaded, result.figures.unchanged) == (0, 1)
    assert result.seen == (one.key,)
    assert not result.new
    assert not result.revised


def test_other_content_is_a_revision_that_keeps_the_seed() -> None:
    old, new = stated("1", "theft"), stated("1", "robbery")

    result = decided([row(1, new)], {old.key: known(old)})

    [node] = result.revised
    assert node["properties"]["seed"] == "seed"
    assert node["properties"]["revision"] == 2


def test_a_withdrawn_record_comes_back_as_a_revision() -> None:
    one = stated("1", "theft")

    result = decided([row(1, one)], {one.key: known(one, current=False)})

    assert len(result.revised) == 1
    assert result.figures.loaded == 1


def test_a_contradicting_row_is_refused_whole() -> None:
    result = decided(
        [row(1, stated("1", "theft")), row(2, stated("2", "new"), stated("1", "robbery"))]
    )

    assert [node["key"] for node in result.new] == ["MPD|RMS|1|"]
    [reject] = result.rejects
    assert reject["line"] == 2
    assert "MPD|RMS|1|" in reject["reason"]


def test_a_contradiction_is_seen_across_batches_of_one_file() -> None:
    one, other = stated("1", "theft"), stated("1", "robbery")

    result = decided([row(1, other)], {one.key: known(one, seen={"s": "2:0"})})

    assert result.figures.rejected == 1


def test_a_corrected_row_answers_its_reject() -> None:
    values = {"_reject": "abc", "_reason": "no number", "_id": "7"}
    corrected = replace(row(1, stated("1", "theft")), values=values, answers=Answered("abc", 1))

    assert decided([corrected]).accepted == ({"id": "abc", "values": ['{"_id":"7"}']},)


def test_a_correction_that_fails_again_stays_the_same_reject() -> None:
    failed = RowOutcome(
        "fixed.csv", 1, {"_reject": "abc", "a": "1"}, (), "no number", Answered("abc", 1)
    )

    [reject] = decided([failed]).rejects
    assert reject["id"] == "abc"
    assert reject["values"] == '{"a":"1"}'
    assert reject["file"] is None


def test_a_refused_row_keeps_its_id_wherever_it_stands() -> None:
    here, there = row(4, reason="bad"), row(9, reason="bad")
    there = replace(there, values=here.values, file="later.csv")

    assert decided([here]).rejects[0]["id"] == decided([there]).rejects[0]["id"]


def test_equal_refused_rows_are_one_reject_that_counts_them() -> None:
    result = decided([row(4, reason="bad"), row(4, reason="bad")])

    assert [(reject["line"], reject["rows"]) for reject in result.rejects] == [(4, 2)]
    assert result.figures.rejected == 2


def test_a_record_names_every_source_that_states_it() -> None:
    one = stated("1", "theft")

    result = decided([row(1, one)], {one.key: known(one, seen={"other": "2:0"})})

    assert result.seen == (one.key,)
    assert result.figures == Figures(1, 0, 1, 0)


def test_a_location_with_both_coordinates_gets_a_point() -> None:
    place = LocationRecord(
        key=RecordKey("MPD", "RMS", "1", "place"),
        category=Category.INCIDENT,
        latitude=38.9,
        longitude=-77.0,
    )

    [node] = decided([row(1, state(place))]).new

    assert tuple(node["properties"]["point"]) == (-77.0, 38.9)
    assert state(place).kind is Kind.LOCATION


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc"), st.booleans()), max_size=40))
def test_rows_are_loaded_or_unchanged_or_rejected(rows: list[tuple[int, str, bool]]) -> None:
    outcomes = [
        row(line, stated(str(number), content), reason="bad" if bad else "")
        for line, (number, content, bad) in enumerate(rows)
    ]

    result = decided(outcomes)

    figures = result.figures
    assert figures.rows == len(rows) == figures.loaded + figures.unchanged + figures.rejected
    assert len(result.new) == figures.loaded
    assert sum(reject["rows"] for reject in result.rejects) == figures.rejected


@given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("abc")), max_size=40))
def test_the_same_rows_again_change_nothing(rows: list[tuple[int, str]]) -> None:
    outcomes = [row(i, stated(str(number), content)) for i, (number, content) in enumerate(rows)]
    first = decided(outcomes)
    held = {
        node["key"]: Known(node["properties"]["digest"], 1, "seed", 2, 0, True, {"s": "2:0"})
        for node in first.new
    }

    again = decide(outcomes, held, source="s", load=3, file=0, first_row=0)

    assert not again.new
    assert not again.revised
    assert again.figures.rejected == first.figures.rejected


def test_what_is_stated_is_shown_with_a_revision_and_is_no_part_of_its_digest() -> None:
    before, now = stated("1", "theft"), stated("1", "robbery")

    result = decided([row(1, now)], {before.key: known(before, stated_handling=("sealed",))})

    [node] = result.revised
    shown = node["properties"]
    assert (shown["handling"], shown["audience"]) == (["sealed"], "MPD/incident/sealed")
    assert (shown["own_handling"], shown["stated_handling"]) == ([], ["sealed"])
    assert shown["digest"] == now.digest


def test_a_row_that_may_not_be_held_is_refused_without_its_values() -> None:
    rows = [
        RowOutcome("f.csv", n, {"name": f"DOE {n}"}, reason="may not be held", withheld=True)
        for n in (1, 2)
    ]

    result = decided(rows)

    [reject] = result.rejects
    assert (reject["rows"], reject["values"], reject["line"]) == (2, "{}", 1)
    assert len(result.forgotten) == 2
