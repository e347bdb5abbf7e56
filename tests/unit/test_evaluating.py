"""``workbench evaluate``: what it reads, what it refuses, what it prints."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from workbench.commands.evaluate import evaluate
from workbench.errors import InputError
from workbench.evaluating import read_labelled, read_mapping, strata
from workbench.progress import silent
from workbench.resolution.measures import UNKNOWN, stratum_closure
from workbench.resolution.reading import read_columns

MAPPING = '[columns]\ngiven_name = "first"\nsurname = "last"\nbirth_date = "dob"\n'
PEOPLE = """id, first, last, dob, person
1,Maria,Delacroix,1980-02-03,a
2,Maria,Delacroix,1980-02-03,a
3,Tobias,Okafor,1975-11-30,b
4,Tobias,Okafor,1975-11-30,b
5,Wen,Abernathy,,c
6,,,1990-01-01,
"""


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def refused(folder: Path, mapping: str, people: str | bytes = PEOPLE, truth: str = "person") -> str:
    """The message of the error, which is of input."""
    columns = written(folder, "map.toml", mapping)
    path = written(folder, "people.csv", people)
    with pytest.raises(InputError) as raised:
        read_labelled(path, read_mapping(columns), truth, silent)
    return str(raised.value)


def test_values_are_text_as_written_and_missing_ones_are_none(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "first,zip,who\n Nan ,00412,x\nNaN,None,\n")
    labelled = read_labelled(path, {"given_name": "first", "postal_code": "zip"}, "who", silent)
    assert labelled.columns == {"given_name": ["Nan", None], "postal_code": ["00412", None]}
    assert labelled.truth.tolist() == [0, UNKNOWN]


def test_parquet_numbers_and_dates_are_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pd.DataFrame(
        {"n": [412.0, np.nan], "d": [pd.Timestamp(1980, 2, 3), pd.NaT], "last": ["A", None]}
    ).assign(who=[7, 7]).to_parquet(path)
    mapping = {"postal_code": "n", "birth_date": "d", "surname": "last"}
    labelled = read_labelled(path, mapping, "who", silent)
    assert labelled.columns["postal_code"] == ["412", None]
    assert str(labelled.columns["birth_date"][0]).startswith("1980-02-03")
    assert labelled.columns["surname"] == ["A", None]
    assert labelled.truth.tolist() == [0, 0]


def test_other_delimiters_are_seen(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", 'last;who\n"Smith; Jr";x\n')
    assert read_labelled(path, {"surname": "last"}, "who", silent).columns["surname"] == [
        "Smith; Jr"
    ]


@pytest.mark.parametrize("ids", [["1", "1"], ["1", ""]])
def test_record_ids_that_do_not_name_one_record_give_way_to_row_numbers(
    tmp_path: Path, ids: Sequence[str]
) -> None:
    path = written(tmp_path, "a.csv", f"id,last,who\n{ids[0]},A,x\n{ids[1]},B,x\n")
    labelled = read_labelled(path, {"record_id": "id", "surname": "last"}, "who", silent)
    assert "record_id" not in labelled.columns
    assert "row numbers" in labelled.warnings[0]


def test_a_row_that_cannot_be_split_is_left_out_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "a.csv", "last,who\nA,x\nB\nC,x\n")
    labelled = read_labelled(path, {"surname": "last"}, "who", silent)
    assert labelled.columns["surname"] == ["A", "C"]
    assert "line 3" in labelled.warnings[0]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ('[columns]\nsur_name = "last"\n', "did you mean surname?"),
        ('[columns]\nbirth_date = "dob"\n', "a name is needed: map one of full_name"),
        ('[columns]\nsurname = "last"\ngiven_name = "last"\n', "map a column once"),
        ("[columns]\nsurname = 7\n", "a text is needed, not 7"),
        ('[column]\nsurname = "last"\n', "did you mean columns?"),
        ('[columns\nsurname = "last"\n', "this is not TOML"),
        ("[columns]\nsurname = " + "[" * 20_000, "it is nested too deep"),
        ('[columns]\nsurname = "lst"\n', "did you mean last?); found id, first, last, dob, person"),
        ('[columns]\nsurname = "person"\n', "its own evidence"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(tmp_path: Path, mapping: str, said: str) -> None:
    assert said in refused(tmp_path, mapping)


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ("", "the file is empty"),
        ("first,last,dob,person\n", "no rows"),
        ("first,last,dob,person\nA,B,,\n", "holds no value"),
        ("first,last,last,dob,person\nA,B,C,,x\n", "names last more than once"),
        ("first,last,dob,person\nA,\xe9,,x\n".encode("latin-1"), "Save it as UTF-8"),
        (b"PAR1 cut off", "cut off"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(
    tmp_path: Path, people: str | bytes, said: str
) -> None:
    assert said in refused(tmp_path, MAPPING, people)


def test_a_missing_truth_column_is_refused_with_the_columns_there_are(tmp_path: Path) -> None:
    assert "wanted for --truth; found id, first" in refused(tmp_path, MAPPING, truth="cluster")


def test_strata_follow_from_what_the_records_state() -> None:
    # Arrange: 0, 1 and 2 live together; 3 states no address, 1 a suffix, 2 no birth date
    table = read_columns(
        {
            "given_name": ["Al", "Al", "Bo", "Al"],
            "street_number": ["12", "12", "12", None],
            "street_name": ["Main St", "Main Street", "MAIN ST", "Main St"],
            "suffix": [None, "Jr", None, None],
            "birth_date": ["1980-01-02", "1980-01-02", None, "1980-01-02"],
            "source": ["a", "a", "b", None],
        },
        4,
    )
    labels, truth = np.zeros(4, dtype=np.int64), np.arange(4)

    # Act
    kinds = strata(table)
    pairs = {name: stratum_closure(labels, truth, of).predicted_pairs for name, of in kinds.items()}

    # Assert
    assert pairs == {"same household": 3, "Jr/Sr": 3, "no birth date": 3, "cross-source": 2}


def test_fields_that_no_record_states_give_no_stratum() -> None:
    assert strata(read_columns({"surname": ["A", "B"]}, 2)) == {}


def test_scores_are_printed_as_json(tmp_path: Path) -> None:
    mapping = written(tmp_path, "map.toml", MAPPING)
    people = written(tmp_path, "people.csv", PEOPLE)
    options = ["--mapping", str(mapping), "--truth", "person", "--json"]
    ran = CliRunner().invoke(evaluate, [str(people), *options], catch_exceptions=False)
    said = json.loads(ran.stdout)
    assert set(said["closure"]) == {"precision", "recall", "f1"}
    assert {"b_cubed", "cluster", "blocking_recall", "seconds", "records_per_minute"} < set(said)
    assert said["records"] == 6
    assert said["scored"] == 5
    assert said["closure"]["precision"] == 1
    assert said["strata"]["no birth date"]["true_pairs"] == 0
    assert said["seconds"]["total"] > 0


def test_scores_are_told_to_a_reader(tmp_path: Path) -> None:
    mapping = written(tmp_path, "map.toml", MAPPING)
    people = written(tmp_path, "people.csv", PEOPLE)
    options = ["--mapping", str(mapping), "--truth", "person"]
    ran = CliRunner().invoke(evaluate, [str(people), *options], catch_exceptions=False)
    assert "records                        6  (1 without truth)" in ran.stdout
    for word in ("closure", "B³", "exact entities", "no birth date", "blocking recall", "total"):
        assert word in ran.stdout
