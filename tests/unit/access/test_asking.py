"""Requests to owners: who may ask, answer and read them, and what the asker cannot learn."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from tests.unit.access.conftest import NOON
from workbench.access import answering
from workbench.access.answering import (
    named_records,
    queue,
    standing_permissions,
    verified,
)
from workbench.access.asking import Acknowledged, ask, asked, withdraw
from workbench.access.audit import Asked, search
from workbench.access.database import Database
from workbench.access.disclosure import Recipient, What, disclose, given_out
from workbench.access.dissemination import sort
from workbench.access.notices import NoticeKind, inbox, mark, unread
from workbench.access.pointing import behind, token
from workbench.access.requests import Answered, RequestKind, Scope, State, Use
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError, InputError

KEY = "MPD|RMS|24001|person"
OTHER = "MPD|RMS|24002|person"
answer = partial(answering.answer, readable={KEY, OTHER})
LATER = NOON + timedelta(days=30)
RELY = Scope(frozenset({Use.RELY}))


def viewer(user: str, agency: str, role: Role, purpose: str = "burglaries") -> Viewer:
    return Viewer(user, agency, role, purpose)


LANE = viewer("lane", "PGPD", Role.ANALYST)
COLLEAGUE = viewer("moss", "PGPD", Role.ANALYST)
THEIR_SUPERVISOR = viewer("boss", "PGPD", Role.SUPERVISOR)
OWNER = viewer("chief", "MPD", Role.SUPERVISOR)
DETECTIVE = viewer("dee", "MPD", Role.INVESTIGATOR)
STRANGER = viewer("eve", "FBI", Role.SUPERVISOR)


def permission(database: Database, about: str = KEY) -> Acknowledged:
    return ask(database, LANE, RequestKind.PERMISSION, "MPD", about, "May we act on it?", NOON)


def test_a_permission_is_granted_with_scope_and_expiry_and_then_ends(database: Database) -> None:
    made = permission(database)

    answer(
        database,
        OWNER,
        made.id,
        Answered.GRANTED,
        scope=RELY,
        expires=LATER,
        now=NOON,
    )

    (standing,) = standing_permissions(database, "PGPD", [KEY], NOON)[KEY]
    assert (standing.scope, standing.expires) == (RELY, LATER)
    assert not standing_permissions(database, "PGPD", [KEY], LATER)[KEY]
    assert not standing_permissions(database, "FBI", [KEY], NOON)[KEY]
    assert not standing_permissions(database, "PGPD", ["MPD|RMS|24002|person"], NOON)[
        "MPD|RMS|24002|person"
    ]
    (request,) = asked(database, LANE)
    assert (request.state(NOON), request.state(LATER)) == (State.ANSWERED, State.EXPIRED)


def test_the_owner_takes_back_what_it_granted(database: Database) -> None:
    made = permission(database)
    answer(
        database,
        OWNER,
        made.id,
        Answered.GRANTED,
        scope=RELY,
        expires=LATER,
        now=NOON,
    )

    answer(database, OWNER, made.id, Answered.DECLINED, answered_before=1, now=NOON)

    assert not standing_permissions(database, "PGPD", [KEY], NOON)[KEY]


def test_a_verification_is_given_by_the_owners_investigators_too(database: Database) -> None:
    made = ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEY, "Still right?", NOON)

    answer(
        database,
        DETECTIVE,
        made.id,
        Answered.CORRECTED,
        note="Born 1991",
        now=NOON,
    )

    found = verified(database, "PGPD", KEY)
    assert found is not None
    assert (found.outcome, found.note) == (Answered.CORRECTED, "Born 1991")
    assert verified(database, "FBI", KEY) is None


@pytest.mark.parametrize(
    "about", [KEY, "MPD|RMS|no such|person", "FBI|X|1|", "pointer:made-up", "made up"]
)
def test_the_asker_learns_nothing_from_what_is_named(database: Database, about: str) -> None:
    made = permission(database, about)

    assert (made.owner, made.at, len(made.id)) == ("MPD", NOON, 32)
    (request,) = asked(database, LANE)
    assert (request.state(NOON), request.answers) == (State.OPEN, ())
    assert [one.id for one in queue(database, OWNER)] == [made.id]


@pytest.mark.parametrize("about", ["FBI|X|1|", "pointer:made-up", "made up"])
def test_what_names_no_record_of_the_owner_can_only_be_declined(
    database: Database, about: str
) -> None:
    made = permission(database, about)

    assert named_records(database, queue(database, OWNER)[0]) == ()
    with pytest.raises(InputError, match="names no record of yours"):
        answer(
            database,
            OWNER,
            made.id,
            Answered.GRANTED,
            scope=RELY,
            expires=LATER,
            now=NOON,
        )
    answer(database, OWNER, made.id, Answered.DECLINED, now=NOON)


def test_a_pointers_token_names_its_records_to_the_owner_alone(database: Database) -> None:
    stands = token(database, LANE, "MPD", [KEY], NOON)
    made = permission(database, stands)
    to_another = ask(database, LANE, RequestKind.PERMISSION, "FBI", stands, "May we?", NOON)

    answer(
        database,
        OWNER,
        made.id,
        Answered.GRANTED,
        scope=RELY,
        expires=LATER,
        now=NOON,
    )

    assert KEY not in stands
    assert standing_permissions(database, "PGPD", [KEY], NOON)[KEY]
    (request,) = queue(database, STRANGER)
    assert request.id == to_another.id
    assert named_records(database, request) == ()


@pytest.mark.parametrize("other", [LANE, THEIR_SUPERVISOR, STRANGER, DETECTIVE])
def test_only_the_owner_answers_and_others_hear_what_they_hear_of_absent_ones(
    database: Database, other: Viewer
) -> None:
    made = permission(database)

    told = []
    for id_ in (made.id, "0" * 32):
        with pytest.raises(AccessError) as refused:
            answer(database, other, id_, Answered.DECLINED, now=NOON)
        told.append(str(refused.value))

    assert told[0] == told[1]
    assert search(database, Asked(action="answer", outcome="refused")).total == 2


def test_a_question_is_seen_by_its_asker_their_supervisor_and_the_owner(
    database: Database,
) -> None:
    made = permission(database)

    assert [one.id for one in asked(database, THEIR_SUPERVISOR)] == [made.id]
    for other in (COLLEAGUE, STRANGER, OWNER):
        assert asked(database, other) == ()
    for other in (STRANGER, DETECTIVE, LANE, THEIR_SUPERVISOR):
        assert queue(database, other) == ()


@pytest.mark.parametrize(
    ("scope", "expires"),
    [
        (RELY, None),
        (RELY, NOON),
        (Scope(), LATER),
        (Scope(frozenset({Use.DISSEMINATE})), LATER),
        (Scope(frozenset({Use.ACT}), ("FBI",)), LATER),
        (Scope(frozenset({Use.DISSEMINATE}), ("NOBODY",)), LATER),
    ],
)
def test_a_grant_without_scope_or_expiry_is_refused(
    database: Database, scope: Scope, expires: object
) -> None:
    made = permission(database)

    with pytest.raises(InputError):
        answer(
            database, OWNER, made.id, Answered.GRANTED,
            scope=scope, expires=expires, now=NOON,  # type: ignore[arg-type]
        )  # fmt: skip


def test_the_second_of_two_answers_at_once_is_refused(database: Database) -> None:
    made = permission(database)
    answer(database, OWNER, made.id, Answered.DECLINED, now=NOON)

    with pytest.raises(InputError, match="since you opened it"):
        answer(
            database,
            OWNER,
            made.id,
            Answered.GRANTED,
            scope=RELY,
            expires=LATER,
            now=NOON,
        )


def test_what_is_withdrawn_ends_and_is_not_answered(database: Database) -> None:
    made = permission(database)
    answer(
        database,
        OWNER,
        made.id,
        Answered.GRANTED,
        scope=RELY,
        expires=LATER,
        now=NOON,
    )

    with pytest.raises(AccessError):
        withdraw(database, COLLEAGUE, made.id)
    withdraw(database, LANE, made.id)

    assert asked(database, LANE)[0].state(NOON) is State.WITHDRAWN
    assert not standing_permissions(database, "PGPD", [KEY], NOON)[KEY]
    with pytest.raises(InputError, match="withdrawn"):
        answer(
            database,
            OWNER,
            made.id,
            Answered.DECLINED,
            answered_before=2,
            now=NOON,
        )


@pytest.mark.parametrize(
    "asker",
    [
        viewer("a", "PGPD", Role.AUDITOR),
        viewer("a", "PGPD", Role.ADMINISTRATOR),
        viewer("a", "PGPD", Role.ANALYST, " "),
    ],
)
def test_who_does_not_read_records_for_a_purpose_does_not_ask(
    database: Database, asker: Viewer
) -> None:
    with pytest.raises(AccessError):
        ask(database, asker, RequestKind.CONTACT, "MPD", KEY, "Call me", NOON)

    assert queue(database, OWNER) == ()


@pytest.mark.parametrize(("owner", "text"), [("NOBODY", "Please"), ("PGPD", "Please"), ("MPD", "")])
def test_a_request_needs_an_owner_and_words(database: Database, owner: str, text: str) -> None:
    with pytest.raises(InputError):
        ask(database, LANE, RequestKind.CONTACT, owner, KEY, text, NOON)


def test_an_override_tells_the_owner_and_permits_nothing(database: Database) -> None:
    made = ask(database, LANE, RequestKind.OVERRIDE, "MPD", KEY, "A child is missing", NOON)

    (notice,) = inbox(database, OWNER)
    assert (notice.kind, notice.about) == (NoticeKind.OVERRIDE, made.id)
    assert not standing_permissions(database, "PGPD", [KEY], NOON)[KEY]
    with pytest.raises(InputError, match="nothing"):
        answer(database, OWNER, made.id, Answered.DECLINED, now=NOON)


def test_notices_reach_whom_they_are_for_and_are_read_by_each_alone(database: Database) -> None:
    other_chief = viewer("deputy", "MPD", Role.SUPERVISOR)
    made = permission(database)
    answer(database, OWNER, made.id, Answered.DECLINED, now=NOON)

    (request,) = inbox(database, OWNER)
    mark(database, OWNER, [request.id], read=True)

    assert (unread(database, OWNER), unread(database, other_chief)) == (0, 1)
    assert [one.kind for one in inbox(database, LANE)] == [NoticeKind.ANSWER]
    for nobody in (COLLEAGUE, THEIR_SUPERVISOR, STRANGER, DETECTIVE):
        assert inbox(database, nobody) == ()
    mark(database, OWNER, [request.id], read=False)
    assert unread(database, OWNER) == 1


def test_anothers_notice_cannot_be_marked(database: Database) -> None:
    permission(database)
    (notice,) = inbox(database, OWNER)

    with pytest.raises(InputError, match="no such notice"):
        mark(database, LANE, [notice.id], read=True)

    assert unread(database, OWNER) == 1


def test_every_act_is_in_the_audit(database: Database) -> None:
    made = permission(database)
    answer(database, OWNER, made.id, Answered.DECLINED, now=NOON)

    done = search(database, Asked(id=f"request:{made.id}", outcome="done")).entries
    assert [one.action for one in done] == ["answer", "ask"]


def test_the_same_records_give_an_agency_one_token_and_the_owner_one_notice(
    database: Database,
) -> None:
    first = token(database, LANE, "MPD", [KEY, OTHER], NOON)

    assert token(database, COLLEAGUE, "MPD", [OTHER, KEY], LATER) == first
    assert token(database, STRANGER, "MPD", [KEY, OTHER], NOON) != first
    told = inbox(database, OWNER)
    assert [one.kind for one in told] == [NoticeKind.POINTER] * 2
    found = behind(database, OWNER, first)
    assert found is not None
    assert (found.user, found.agency, found.records) == ("lane", "PGPD", (KEY, OTHER))


@pytest.mark.parametrize("other", [LANE, THEIR_SUPERVISOR, STRANGER])
def test_what_a_token_stands_for_is_told_to_the_owner_alone(
    database: Database, other: Viewer
) -> None:
    stands = token(database, LANE, "MPD", [KEY], NOON)

    assert behind(database, other, stands) is None
    assert behind(database, OWNER, "pointer:made-up") is None


def test_whoever_relies_on_a_record_hears_of_a_correction_without_its_key(
    database: Database,
) -> None:
    # Arrange: the FBI was answered about what is behind a pointer; PGPD has given the record out
    stands = token(database, STRANGER, "MPD", [KEY], NOON, tell=False)
    theirs = ask(database, STRANGER, RequestKind.PERMISSION, "MPD", stands, "May we?", NOON)
    answer(
        database, OWNER, theirs.id, Answered.GRANTED, scope=RELY, expires=LATER,
        now=NOON,
    )  # fmt: skip
    to = Recipient("ATF", "R. Roe")
    given = disclose(database, COLLEAGUE, What.TABLE, [KEY], to, "case 1", lambda: b"x", now=NOON)
    made = ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEY, "Still right?", NOON)

    # Act
    answer(
        database, DETECTIVE, made.id, Answered.CORRECTED, note="Born 1991",
        now=NOON,
    )  # fmt: skip

    # Assert
    (latest, *_) = inbox(database, STRANGER)
    assert (latest.kind, latest.about) == (NoticeKind.CORRECTION, theirs.id)
    (told,) = inbox(database, COLLEAGUE)
    assert (told.kind, told.about) == (NoticeKind.CORRECTION, f"file:{given.name}")
    assert [one.kind for one in inbox(database, LANE)] == [NoticeKind.ANSWER]
    line = given_out(database, COLLEAGUE, given.name)
    assert line is not None
    assert line.recipient == to
    assert given_out(database, STRANGER, given.name) is None


def test_who_may_not_read_a_record_does_not_answer_for_it(database: Database) -> None:
    made = ask(database, LANE, RequestKind.VERIFICATION, "MPD", KEY, "Still right?", NOON)

    with pytest.raises(InputError, match="that you may read"):
        answer(database, DETECTIVE, made.id, Answered.VERIFIED, readable={OTHER}, now=NOON)

    assert verified(database, "PGPD", KEY) is None


def test_another_agencys_token_stands_for_nothing(database: Database) -> None:
    stands = token(database, STRANGER, "MPD", [KEY], NOON, tell=False)
    permission(database, stands)

    (request,) = queue(database, OWNER)

    assert named_records(database, request) == ()


def test_an_override_stands_and_nothing_is_withdrawn_twice(database: Database) -> None:
    override = ask(database, LANE, RequestKind.OVERRIDE, "MPD", KEY, "A child is missing", NOON)
    made = permission(database)
    withdraw(database, LANE, made.id)

    with pytest.raises(InputError, match="stands"):
        withdraw(database, LANE, override.id)
    with pytest.raises(InputError, match="withdrawn before"):
        withdraw(database, LANE, made.id)


@pytest.mark.parametrize("text", ["\u3164", "\u2800 \u2800", "read \u202e this", "a\u200bb"])
def test_words_that_nobody_sees_are_refused(database: Database, text: str) -> None:
    with pytest.raises(InputError):
        ask(database, LANE, RequestKind.CONTACT, "MPD", KEY, text, NOON)


def test_passing_on_needs_the_owners_permission_to_that_recipient(database: Database) -> None:
    own = "PGPD|RMS|1|person"
    made = permission(database)
    to_dea = Scope(frozenset({Use.DISSEMINATE}), ("ATF",))

    assert sort(database, "PGPD", [KEY, own], "ATF", NOON).must_stay == (KEY,)
    answer(
        database,
        OWNER,
        made.id,
        Answered.GRANTED,
        scope=to_dea,
        expires=LATER,
        now=NOON,
    )

    assert sort(database, "PGPD", [KEY, own], "ATF", NOON).may == (KEY, own)
    assert sort(database, "PGPD", [KEY, own], "FBI", NOON).must_stay == (KEY,)
    assert sort(database, "PGPD", [KEY, own], "ATF", LATER).owners == ("MPD",)
    assert sort(database, "PGPD", [KEY, own], "PGPD", NOON).must_stay == ()
    assert sort(database, "PGPD", [KEY, own], "MPD", NOON).must_stay == ()
