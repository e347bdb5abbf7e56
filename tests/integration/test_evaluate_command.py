"""``workbench evaluate`` as a person runs it: its figures, and what it says of wrong input."""

from __future__ import annotations

import csv
import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands import workbench
from workbench.settings import from_environment

pytestmark = pytest.mark.integration

MAPPING = """[columns]
record_id = "id"
given_name = "first"
surname = "last"
birth_date = "dob"
"""
SURNAMES = "Abernathy Bellweather Castellano Delacroix Engelhardt Fairbanks Gutierrez Holloway"
GIVEN = "Anthony Beatrice Cornelius Dominique Ezekiel Francesca Gwendolyn Harrison"


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """Sixty-four people of two records each, one surname in four misspelt, and a mapping."""
    (tmp_path / "map.toml").write_text(MAPPING)
    path = tmp_path / "people.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["id", "first", "last", "dob", "person"])
        names = [(first, last) for first in GIVEN.split() for last in SURNAMES.split()]
        for number, (first, last) in enumerate(names):
            born = f"{1950 + number % 50}-{1 + number % 12:02}-{1 + number % 28:02}"
            wrong = last[:3] + last[4:] if number % 4 == 0 else last
            writer.writerow([f"{number}a", first, last, born, number])
            writer.writerow([f"{number}b", first, wrong, born, number])
    return path


def evaluated(
    path: Path, *options: str, mapping: str = "map.toml", truth: str = "person"
) -> subprocess.CompletedProcess[str]:
    """Run the command in a home where nothing is."""
    home = replace(from_environment(), home=path.parent / "home")
    mapped = str(path.parent / mapping)
    return workbench(home, "evaluate", str(path), "--mapping", mapped, "--truth", truth, *options)


def test_every_figure_is_in_the_json_object(people: Path) -> None:
    # Act
    done = evaluated(people, "--json")

    # Assert
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    for measure in ("precision", "recall", "f1"):
        assert 0.9 <= said["closure"][measure] <= 1
        assert 0.9 <= said["b_cubed"][measure] <= 1
    assert 0.9 <= said["cluster"]["f1"] <= 1
    assert 0.9 <= said["blocking_recall"] <= 1
    assert said["largest_cluster"] == 2
    assert said["records"] == said["scored"] == 128
    stages = said["seconds"]
    assert stages["total"] > 0
    assert all(seconds >= 0 for seconds in stages.values())
    assert said["records_per_minute"] == pytest.approx(60 * 128 / stages["total"])
    assert not (people.parent / "home").exists()


def test_the_same_file_gives_the_same_scores(people: Path) -> None:
    timed = ("seconds", "records_per_minute")

    first, second = (json.loads(evaluated(people, "--json").stdout) for _ in range(2))

    assert [first.pop(name) != {} for name in timed] == [True, True]
    assert [second.pop(name) != {} for name in timed] == [True, True]
    assert first == second


def test_a_reader_gets_a_table(people: Path) -> None:
    done = evaluated(people)

    assert done.returncode == 0
    for word in ("closure", "B³", "exact entities", "blocking recall", "records a minute"):
        assert word in done.stdout


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        ({"mapping": "none.toml"}, "none.toml"),
        ({"truth": "cluster"}, "there is no column 'cluster', wanted for --truth"),
        ({"mapping": "column.toml"}, "there is no column 'lst', wanted for surname"),
        ({"mapping": "key.toml"}, "did you mean surname?"),
        ({"mapping": "broken.toml"}, "this is not TOML"),
    ],
    ids=["no mapping", "no truth column", "unknown column", "unknown key", "no TOML"],
)
def test_wrong_input_is_told_with_exit_code_2(
    people: Path, wrong: dict[str, str], cause: str
) -> None:
    # Arrange
    for name, content in {
        "column.toml": '[columns]\nsurname = "lst"\n',
        "key.toml": '[columns]\nsur_name = "last"\n',
        "broken.toml": "[columns\n",
    }.items():
        (people.parent / name).write_text(content)

    # Act
    done = evaluated(people, "--json", **wrong)

    # Assert
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("workbench: ")
    assert cause in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_not_there_is_told_with_exit_code_2(people: Path) -> None:
    done = evaluated(people.with_name("nobody.csv"))

    assert done.returncode == 2
    assert "nobody.csv" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_option_that_is_missing_is_named(people: Path) -> None:
    home = replace(from_environment(), home=people.parent / "home")

    done = workbench(home, "evaluate", str(people), "--truth", "person")

    assert done.returncode == 2
    assert "Missing option '--mapping'" in done.stderr
