"""What leaves: only with recipient and reason, noted first, and never as a formula."""

from __future__ import annotations

import csv
import io
from hashlib import sha256

import openpyxl
import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from workbench.access.audit import Asked, search
from workbench.access.cells import (
    FORMULA,
    csv_bytes,
    marked,
    neutral,
    unmarked,
    xlsx_bytes,
)
from workbench.access.database import Database
from workbench.access.disclosure import Recipient, What, disclose, disclosed
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError, InputError, OperationsError
from workbench.records.unseen import visible

ANALYST = Viewer("lane", "PGPD", Role.ANALYST, "burglaries")
PROSECUTOR = Recipient("USAO", "J. Doe")
DATA = b"what leaves"


def outcomes(database: Database) -> list[str]:
    return [one.outcome for one in search(database, Asked(action="disclose")).entries]


def test_what_leaves_is_in_the_audit_before_and_in_the_ledger_with_its_digest(
    database: Database,
) -> None:
    seen: list[list[str]] = []

    def make() -> bytes:
        seen.append(outcomes(database))
        return DATA

    made = disclose(database, ANALYST, What.TABLE, ["b", "a"], PROSECUTOR, "for trial", make)

    (line,) = disclosed(database)
    assert seen == [["intended"]]
    assert outcomes(database) == ["done", "intended"]
    assert made.data == DATA
    assert line.digest == made.digest == sha256(DATA).hexdigest()
    assert (line.ids, line.recipient, line.reason) == (("a", "b"), PROSECUTOR, "for trial")


@pytest.mark.parametrize(
    ("recipient", "reason"),
    [(PROSECUTOR, " "), (Recipient("", "J. Doe"), "trial"), (Recipient("USAO", "-"), "trial")],
)
def test_without_recipient_and_reason_nothing_is_made(
    database: Database, recipient: Recipient, reason: str
) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return DATA

    with pytest.raises(InputError):
        disclose(database, ANALYST, What.TABLE, ["a"], recipient, reason, make)

    assert not made
    assert not disclosed(database)
    assert outcomes(database) == ["failed", "intended"]


@pytest.mark.parametrize("what", [What.AUDIT, What.REJECTS])
def test_what_is_for_others_is_refused_and_noted(database: Database, what: What) -> None:
    with pytest.raises(AccessError):
        disclose(database, ANALYST, what, ["a"], PROSECUTOR, "for trial", lambda: DATA)

    assert outcomes(database) == ["refused", "intended"]


def test_what_cannot_be_kept_in_the_ledger_does_not_leave(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(sa.text("DROP TABLE disclosures"))

    with pytest.raises(OperationsError):
        disclose(database, ANALYST, What.TABLE, ["a"], PROSECUTOR, "for trial", lambda: DATA)

    assert outcomes(database) == ["failed", "intended"]


def test_the_ledger_is_asked_for_one_id(database: Database) -> None:
    for ids in (["a"], ["b"]):
        disclose(database, ANALYST, What.TABLE, ids, PROSECUTOR, "for trial", lambda: DATA)

    assert [line.ids for line in disclosed(database, id_="a")] == [("a",)]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("+1 202 555 0143", "'+1 202 555 0143"),
        ("\t=1", "'⟨U+0009⟩=1"),
        ("\uff1d1", "'\uff1d1"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("-12.5", "-12.5"),
        (-12.5, -12.5),
        ("O'Brien", "O'Brien"),
        ("a\u202etxt", "a⟨U+202E⟩txt"),
        ("\x1b[0m", "⟨U+001B⟩[0m"),
    ],
)
def test_a_cell_is_neutral(written: str | float, left: str | float) -> None:
    assert neutral(written) == left


@given(st.text())
def test_no_cell_is_a_formula_or_hides_characters(text: str) -> None:
    left = neutral(text)

    assert isinstance(left, str)
    assert left.strip()[:1] not in FORMULA or float(left) < 0 or left == text == "-0"
    assert visible(left, keep="") == left
    assert neutral(left) == left


ROWS = st.lists(st.tuples(st.text(max_size=20), st.integers(-(10**9), 10**9)), max_size=5)


@given(ROWS)
def test_both_forms_of_a_table_hold_the_same_neutral_cells(rows: list[tuple[str, int]]) -> None:
    head = ("=name", "number")

    read = list(csv.reader(io.StringIO(csv_bytes(head, rows).decode("utf-8-sig"), newline="")))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes("t", head, rows))).worksheets[0]

    wanted = [["'=name", "number"], *([str(neutral(a)), str(b)] for a, b in rows)]
    assert read == wanted
    assert [[str(c.value or "") if c.column == 1 else str(c.value) for c in r]
            for r in sheet.rows] == wanted  # fmt: skip
    assert all(cell.data_type != "f" for row in sheet.rows for cell in row)


def test_a_cell_too_long_for_a_workbook_is_refused_not_cut() -> None:
    with pytest.raises(InputError, match="write CSV"):
        xlsx_bytes("t", ("a",), [("x" * 40_000,)])


@given(st.text() | st.text("='+-@ 5", max_size=6))
def test_a_marked_cell_is_no_formula_and_comes_back_as_it_was(text: str) -> None:
    shown = marked(text)

    assert unmarked(shown) == text
    assert shown.lstrip(" \u00a0\u3000")[:1] not in FORMULA - {"-"}
