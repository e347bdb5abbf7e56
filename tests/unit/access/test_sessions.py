"""A session ends when it should, and nothing brings it back."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from tests.unit.access.conftest import ADMINISTRATOR, NOON
from workbench.access import sessions, tables
from workbench.access.accounts import (
    FAILURES,
    UNUSED,
    WITHIN,
    Account,
    by_user,
    change_role,
    create,
    disable,
    enable,
    failed,
    release,
)
from workbench.access.audit import Asked, search
from workbench.access.database import Database
from workbench.access.purpose import parse_purpose
from workbench.access.sessions import IDLE, LONGEST, State, look
from workbench.access.viewer import Role
from workbench.errors import AccessError, InputError

SECOND = timedelta(seconds=1)


@pytest.fixture
def token(database: Database, account: Account) -> str:
    return sessions.begin(database, account, address="10.1.2.3", now=NOON)[0]


def state(database: Database, token: str, after: timedelta, *, active: bool = False) -> State:
    return look(database, token, NOON + after, active=active).state


def test_a_session_is_active_until_nobody_has_used_it_for_half_an_hour(
    database: Database, token: str
) -> None:
    assert state(database, token, IDLE - SECOND) is State.ACTIVE
    assert state(database, token, IDLE) is State.IDLE
    assert state(database, token, SECOND) is State.IDLE, "a clock put back brings nothing back"


def test_activity_keeps_a_session_and_timers_do_not(database: Database, token: str) -> None:
    assert state(database, token, IDLE - SECOND, active=True) is State.ACTIVE
    assert state(database, token, 2 * IDLE - 2 * SECOND) is State.ACTIVE
    assert state(database, token, 2 * IDLE - SECOND) is State.IDLE


def test_after_twelve_hours_somebody_signs_in_again(database: Database, token: str) -> None:
    after = timedelta()
    while after < LONGEST - 2 * IDLE:
        after += IDLE - SECOND
        assert state(database, token, after, active=True) is State.ACTIVE
    assert state(database, token, LONGEST - SECOND, active=True) in (State.ACTIVE, State.IDLE)
    assert state(database, token, LONGEST, active=True) is not State.ACTIVE


def test_a_clock_that_was_put_back_brings_no_expired_session_back(
    database: Database, token: str
) -> None:
    after = timedelta()
    while after < LONGEST - IDLE / 2:
        after += IDLE / 2
        assert state(database, token, after, active=True) is (
            State.EXPIRED if after == LONGEST else State.ACTIVE
        )
    assert state(database, token, LONGEST) is State.EXPIRED

    assert state(database, token, LONGEST - SECOND) is State.EXPIRED


def test_a_timer_writes_nothing(database: Database, token: str) -> None:
    before = look(database, token, NOON, active=False)

    assert look(database, token, NOON + IDLE / 2, active=False) == before


def test_no_session_begins_for_an_account_that_cannot_be_used_any_more(
    database: Database, account: Account
) -> None:
    disable(database, account, reason="left the agency", by=ADMINISTRATOR, now=NOON)

    with pytest.raises(AccessError, match="disabled: left the agency"):
        sessions.begin(database, account, address="10.1.2.3", now=NOON)


def test_sessions_that_stand_are_listed(database: Database, account: Account, token: str) -> None:
    other, _ = sessions.begin(database, account, address="10.9.9.9", now=NOON + SECOND)

    assert [s.address for s, _ in sessions.standing(database, NOON + SECOND)] == [
        "10.9.9.9",
        "10.1.2.3",
    ]
    last = look(database, other, NOON, active=True).session
    assert last is not None
    sessions.end(database, last)
    assert [s.address for s, _ in sessions.standing(database, NOON + SECOND)] == ["10.1.2.3"]
    assert sessions.standing(database, NOON + IDLE) == []


def test_the_token_itself_is_kept_nowhere(database: Database, token: str) -> None:
    with database.reading() as connection:
        kept = connection.execute(sa.select(tables.sessions)).one()

    assert token not in map(str, kept)


def test_the_banner_and_the_purpose_are_kept_with_the_session(
    database: Database, token: str
) -> None:
    session = look(database, token, NOON, active=True).session
    assert session is not None

    sessions.accept_banner(database, session, now=NOON)
    sessions.set_purpose(database, session, parse_purpose("C", "24-031", ""))

    noted = look(database, token, NOON, active=True).session
    assert noted is not None
    assert noted.banner_at is not None
    assert (noted.use_code, noted.case_number, noted.reason) == ("C", "24-031", "")


def test_a_copied_token_is_worth_nothing_after_signing_out(database: Database, token: str) -> None:
    session = look(database, token, NOON, active=True).session
    assert session is not None

    sessions.end(database, session)

    assert state(database, token, SECOND) is State.ENDED
    assert state(database, "made up", SECOND) is State.ABSENT
    assert look(database, None, NOON, active=True).state is State.ABSENT


def test_revoking_ends_a_session_and_what_has_ended_stays_so(
    database: Database, token: str
) -> None:
    session = look(database, token, NOON, active=True).session
    assert session is not None

    sessions.revoke(database, session.id, by=ADMINISTRATOR)
    sessions.end(database, session)

    assert state(database, token, SECOND) is State.REVOKED


def test_a_disabled_account_loses_its_sessions_at_once(
    database: Database, token: str, account: Account
) -> None:
    disable(database, account, reason="left the agency", by=ADMINISTRATOR, now=NOON)

    assert state(database, token, SECOND) is State.REVOKED
    enable(database, account, by=ADMINISTRATOR, now=NOON)
    assert state(database, token, SECOND) is State.REVOKED


def test_a_change_of_role_ends_the_sessions(
    database: Database, token: str, account: Account
) -> None:
    change_role(database, account, role=Role.SUPERVISOR, agency="PGPD", by=ADMINISTRATOR)

    assert state(database, token, SECOND) is State.REVOKED
    changed = by_user(database, "lane")
    assert changed is not None
    assert changed.role is Role.SUPERVISOR


def test_an_account_unused_for_ninety_days_is_disabled(
    database: Database, account: Account
) -> None:
    assert account.state(NOON + UNUSED - SECOND) == ""
    assert account.state(NOON + UNUSED) == "disabled: unused for 90 days"

    enable(database, account, by=ADMINISTRATOR, now=NOON + UNUSED)
    again = by_user(database, "lane")
    assert again is not None
    assert again.state(NOON + UNUSED + SECOND) == ""


def test_five_failures_within_fifteen_minutes_lock_until_released(
    database: Database, account: Account
) -> None:
    for n in range(FAILURES - 1):
        assert not failed(database, account, address="10.1.2.3", now=NOON + n * SECOND)
    assert not failed(database, account, address="10.1.2.3", now=NOON + WITHIN + 5 * SECOND)
    for n in range(FAILURES - 1):
        locked = failed(database, account, address="x", now=NOON + WITHIN + (6 + n) * SECOND)
    assert locked

    now = by_user(database, "lane")
    assert now is not None
    assert now.state(NOON) == "locked after failed sign-ins"
    release(database, now, by=ADMINISTRATOR)
    free = by_user(database, "lane")
    assert free is not None
    assert free.state(NOON) == ""
    assert not failed(database, free, address="x", now=NOON + WITHIN + 12 * SECOND)


def test_what_is_done_to_an_account_is_noted_before_and_after(
    database: Database, account: Account
) -> None:
    disable(database, account, reason="left the agency", by=ADMINISTRATOR, now=NOON)
    with pytest.raises(InputError, match="already"):
        create(
            database, user="lane", name="D. Lane", agency="MPD", role=Role.ANALYST, issuer="x",
            subject="y", by=ADMINISTRATOR, now=NOON,
        )  # fmt: skip

    entries = reversed(search(database, Asked(user="root")).entries)
    assert [(entry.action, entry.outcome) for entry in entries] == [
        ("account made", "intended"),
        ("account made", "done"),
        ("account disabled", "intended"),
        ("account disabled", "done"),
        ("account made", "intended"),
        ("account made", "failed"),
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"user": " "}, "needs a user"),
        ({"agency": "ROCKVILLE"}, "does not sign in"),
        ({"user": "lane"}, "already"),
        ({"subject": "lane-1"}, "already"),
        ({"name": "a\u202eb"}, "not shown"),
    ],
)
def test_accounts_that_cannot_be_are_refused(
    database: Database, account: Account, change: dict[str, str], said: str
) -> None:
    words = {"user": "roe", "name": "A. Roe", "agency": "MPD", "subject": "roe-1"} | change

    with pytest.raises(InputError, match=said):
        create(
            database,
            issuer="https://login.example",
            role=Role.ANALYST,
            by=ADMINISTRATOR,
            now=NOON,
            **words,
        )


@pytest.mark.parametrize(
    ("code", "case", "reason"),
    [
        ("C", "24-031", ""),
        ("C", "", "robbery series on H Street"),
        ("A", "2024/115", "quarterly audit of access"),
        ("F", "", "recovered pistol trace"),
    ],
)
def test_purposes_that_say_something_are_taken(code: str, case: str, reason: str) -> None:
    purpose = parse_purpose(code, case, reason)

    assert (purpose.code, purpose.case, purpose.reason) == (code, case, reason)


@pytest.mark.parametrize(
    ("code", "case", "reason"),
    [
        ("", "24-031", ""),
        ("X", "24-031", ""),
        ("C", "", ""),
        ("C", " ", "  "),
        ("C", "abc", ""),
        ("C", "1111111", ""),
        ("C", "", "test"),
        ("C", "", "asdf asdf"),
        ("C", "", "aaaa aaaa bbbb"),
        ("C", "", "qwer zxcv"),
        ("C", "", "xkcd bcdfg"),
        ("C", "", "....."),
        ("C", "24-031", "test test"),
        ("C", "24\u200b031", ""),
        ("C", "", "word " * 100),
    ],
)
def test_blank_and_nonsense_purposes_are_refused(code: str, case: str, reason: str) -> None:
    with pytest.raises(InputError):
        parse_purpose(code, case, reason)
