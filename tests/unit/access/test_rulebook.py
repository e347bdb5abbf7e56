"""Versions of the sharing rules: who may publish what, and what a change is said to change."""

from __future__ import annotations

from itertools import product

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.access.conftest import ADMINISTRATOR, NOON
from workbench.access.audit import Asked, search
from workbench.access.database import Database
from workbench.access.differences import boxes, difference, matrix
from workbench.access.rulebook import history, in_force, latest, propose, publish
from workbench.access.rules import Treatment, default_rules, parse_rules
from workbench.access.viewer import Role, Seat, Viewer
from workbench.errors import AccessError, InputError, OperationsError
from workbench.records.agencies import SHARING_AGENCIES

TEXT = default_rules().text
OTHER = TEXT.replace('virginia = ["ACPD", "FCPD"]', 'virginia = ["ACPD"]')
THIRD = TEXT.replace('virginia = ["ACPD", "FCPD"]', "virginia = []")


def test_the_packaged_rules_hold_until_others_are_published(database: Database) -> None:
    assert in_force(database) == default_rules()
    assert [one.number for one in history(database)] == [0]


def test_a_published_version_is_in_force_and_in_the_history(database: Database) -> None:
    publish(database, OTHER, ADMINISTRATOR, "Fairfax agreed", 0, NOON)

    assert in_force(database) == parse_rules(OTHER)
    made = history(database)[0]
    assert (made.number, made.user, made.at, made.reason) == (1, "root", NOON, "Fairfax agreed")


def test_an_old_version_is_brought_back_by_publishing_it_again(database: Database) -> None:
    publish(database, OTHER, ADMINISTRATOR, "Fairfax agreed", 0)

    publish(database, history(database)[-1].text, ADMINISTRATOR, "Fairfax withdrew", 1)

    assert in_force(database).text == TEXT
    assert [one.number for one in history(database)] == [2, 1, 0]


def test_the_second_of_two_administrators_is_told_of_the_first(database: Database) -> None:
    publish(database, OTHER, ADMINISTRATOR, "Fairfax agreed", 0)

    with pytest.raises(InputError, match="root has published version 1 since"):
        publish(database, THIRD, ADMINISTRATOR, "Nobody keeps reads", 0)

    assert latest(database).number == 1


@pytest.mark.parametrize("reason", ["", "  \n", "...", "a\x00b", "x" * 1_001, "a\u202eb"])
def test_a_reason_is_in_words(database: Database, reason: str) -> None:
    with pytest.raises(InputError, match="reason"):
        publish(database, OTHER, ADMINISTRATOR, reason, 0)

    assert latest(database).number == 0


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), f"{TEXT}\n\n"])
def test_the_rules_in_force_are_not_published_again(database: Database, text: str) -> None:
    with pytest.raises(InputError, match="rules in force"):
        publish(database, text, ADMINISTRATOR, "Again", 0)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_but_administrators_publishes_or_proposes(database: Database, role: Role) -> None:
    viewer = Viewer("lane", "PGPD", role, "burglaries")

    with pytest.raises(AccessError, match="administrators"):
        publish(database, OTHER, viewer, "Let me", 0)
    with pytest.raises(AccessError, match="administrators"):
        propose(database, OTHER, viewer, "Let me", 0)

    assert latest(database).number == 0
    assert search(database, Asked(action="publish", outcome="refused")).total == 1


def test_what_is_published_is_in_the_audit_before_and_after(database: Database) -> None:
    publish(database, OTHER, ADMINISTRATOR, "Fairfax agreed", 0)

    entries = search(database, Asked(action="publish")).entries
    assert [(one.outcome, one.shown_ids) for one in entries] == [
        ("done", ("rules:1",)),
        ("intended", ()),
    ]


def test_published_rules_cannot_be_changed_in_place(database: Database) -> None:
    publish(database, OTHER, ADMINISTRATOR, "Fairfax agreed", 0)

    with pytest.raises((OperationsError, sa.exc.DBAPIError)), database.writing() as connection:
        connection.execute(sa.text("UPDATE rulebook SET text = 'x'"))

    assert in_force(database) == parse_rules(OTHER)


def test_rules_changed_behind_the_back_are_not_used(database: Database) -> None:
    publish(database, OTHER, ADMINISTRATOR, "Fairfax agreed", 0)
    with database.writing() as connection:
        connection.execute(sa.text("DROP TRIGGER rulebook_no_change"))
        connection.execute(sa.text("UPDATE rulebook SET text = :t"), {"t": THIRD})

    with pytest.raises(OperationsError, match="changed outside"):
        in_force(database)


def test_a_proposal_says_who_gains_and_loses_what(database: Database) -> None:
    proposal = propose(database, OTHER, ADMINISTRATOR, "Fairfax agreed", 0)

    assert proposal.number == 1
    assert proposal.difference == (
        (
            "Everyone of FCPD on a case loses: plate-read records of ACPD (ordinary) were viewed, "
            "are now hidden."
        ),
        (
            "Everyone of all but ACPD and FCPD on a case gains: plate-read records of FCPD "
            "(ordinary) were hidden, are now viewed."
        ),
    )


def test_a_difference_looks_only_at_the_audiences_asked_for() -> None:
    told = difference(parse_rules(TEXT), parse_rules(OTHER), ["FCPD/arrest/"])

    assert told == ("Nobody gains or loses anything of these records: only words change.",)


def test_another_contact_is_told() -> None:
    new = parse_rules(TEXT.replace("[contacts]", '[contacts]\nMPD = "the desk, 555-0100"'))

    assert difference(parse_rules(TEXT), new) == (
        (
            "Whoever is pointed to records of MPD is told to ask the desk, 555-0100, no longer the "
            "records unit of Metropolitan Police Department."
        ),
    )


def test_the_matrix_of_a_seat_begins_with_its_own_agency() -> None:
    seat = Seat("FCPD", Role.SUPERVISOR, on_case=True)

    found = matrix(default_rules(), seat)

    assert found[0].owners == ("FCPD",)
    assert set(found[0].rows[0][1]) == {Treatment.VIEW}
    assert sorted(owner for one in found for owner in one.owners) == sorted(
        agency.code for agency in SHARING_AGENCIES
    )


CELLS = st.sets(st.tuples(*(st.sampled_from("ab"),) * 2, st.sampled_from("abc")))


@given(CELLS)
def test_boxes_hold_every_cell_once_and_no_other(cells: set[tuple[str, ...]]) -> None:
    held = [cell for box in boxes(cells) for cell in product(*box)]

    assert sorted(held) == sorted(cells)
