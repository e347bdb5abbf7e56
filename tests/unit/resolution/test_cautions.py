"""What a reader is told of records that were resolved: few sentences, in the words of a file."""

from __future__ import annotations

from random import Random

from tests.unit.resolution.people import Row, birth_date, table_of, town, word
from workbench.resolution.batch import compare, resolve, train
from workbench.resolution.cautions import block_text, key_text


def told(rows: list[Row]) -> tuple[str, ...]:
    compared = compare(table_of(rows))
    return resolve(compared, train(compared)).warnings


def crowd(number: int) -> list[Row]:
    draw = Random(6)
    return [
        {"given_name": word(draw, 3), "surname": "SMITH", "birth_date": birth_date(draw)}
        for _ in range(number)
    ]


def test_ordinary_records_need_no_caution() -> None:
    assert told(town()) == ()


def test_a_value_that_everyone_states_is_named_once_as_the_file_has_it() -> None:
    (only,) = [line for line in told(crowd(200)) if "nobody apart" in line]

    assert only == "every record that states it has the same surname: it tells nobody apart"


def test_groups_that_are_too_large_are_counted_and_the_largest_is_named() -> None:
    (only,) = [line for line in told(crowd(3000)) if "too large" in line]

    assert "surname SMITH and first letter of the given name " in only
    assert "_" not in only


def test_too_few_records_are_told_as_such() -> None:
    (only,) = told([{"surname": "SMITH"}, {"surname": "LEE"}])

    assert only.startswith("too few different records to learn from")


def test_silent_and_vague_records_are_counted() -> None:
    vague: list[Row] = [{"sex": "M"}, {"sex": "F"}] * 2

    lines = told([*town(), *vague, {"source": "CAD"}, {"source": "RMS"}])

    silent, same = lines
    assert silent == "2 records without anything to compare: each stays alone"
    assert same.startswith("4 records equal to another but too vague")


def test_keys_and_blocks_read_as_words() -> None:
    assert key_text(("surname", "year")) == "surname and year of birth"
    assert block_text((("address",), ("12|MAIN ST",))) == "address 12 MAIN ST"
    assert block_text((("given_sound", "postal"), ("J5", "21201"))) == (
        "sound of the given name J5 and postal code 21201"
    )
