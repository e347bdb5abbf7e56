"""The basis of criminal intelligence, mapped by a specification."""

from __future__ import annotations

import datetime as dt

import pytest

from loaders.source import Row, RowError
from loaders.table import load_specification
from tests.unit.loaders.fixture_files import FIXTURES
from workbench.records.basis import Basis, Reliability, Validity
from workbench.records.model import Record

SOURCE = load_specification(FIXTURES / "intelligence_submissions.toml")
CELLS = {
    "SUBMISSION": "I-7001",
    "NAME": "DOE, JANE",
    "PREDICATE": "35A",
    "SUSPICION": "seen to sell",
    "AGENCY": "PGPD",
    "OFFICIAL": "Sgt. Example",
    "SOURCE": "B",
    "CONTENT": "Cannot be  judged",
    "ENTERED": "2024-03-18",
    "NCI": "y",
}


def mapped(**cells: str) -> Record:
    [record] = SOURCE.map(Row("x.csv", 2, CELLS | cells))
    return record


def test_every_part_is_read() -> None:
    assert mapped().basis == Basis(
        predicate="35A",
        suspicion="seen to sell",
        submitted_by="PGPD",
        control_official="Sgt. Example",
        reliability=Reliability.USUALLY_RELIABLE,
        validity=Validity.CANNOT_BE_JUDGED,
        entered=dt.date(2024, 3, 18),
        identifying_only=True,
    )
    assert mapped(NCI="", ENTERED="").basis == Basis(
        "35A",
        "seen to sell",
        "PGPD",
        "Sgt. Example",
        Reliability.USUALLY_RELIABLE,
        Validity.CANNOT_BE_JUDGED,
    )


def test_a_row_that_states_none_of_it_has_no_basis() -> None:
    empty = dict.fromkeys(CELLS, "") | {"SUBMISSION": "1"}

    assert mapped(**empty).basis is None


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ({"SOURCE": "fair"}, "no grade of reliability"),
        ({"CONTENT": "sure"}, "no grade of validity"),
        ({"ENTERED": "2024-03"}, "no whole day"),
        ({"NCI": "maybe"}, "identifying information only"),
    ],
)
def test_what_cannot_be_read_rejects_the_row(cell: dict[str, str], problem: str) -> None:
    with pytest.raises(RowError, match=problem):
        mapped(**cell)
