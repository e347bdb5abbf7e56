"""Whom administrators and auditors govern: their own agency, and the host's everybody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.unit.access.conftest import ADMINISTRATOR, NOON
from tests.unit.access.test_one_answer import Kept
from workbench.access import accounts, rulebook, sessions
from workbench.access.accounts import Account
from workbench.access.audit import Asked, search, within_reach
from workbench.access.database import Database
from workbench.access.differences import strangers
from workbench.access.gateway import Gateway
from workbench.access.looks import Outcome
from workbench.access.rules import default_rules, parse_rules
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError, InputError

OWN = Viewer("theirs", "PGPD", Role.ADMINISTRATOR, "")
OTHER = Viewer("strange", "FBI", Role.ADMINISTRATOR, "")
GRANT = """
[[grant]]
why = "To try"
of = ["{of}"]
category = ["*"]
handling = ["ordinary"]
to = ["{to}"]
role = ["analyst"]
gives = "view"
"""


def disable(database: Database, account: Account, by: Viewer) -> None:
    accounts.disable(database, account, reason="left", by=by, now=NOON)


def enable(database: Database, account: Account, by: Viewer) -> None:
    accounts.enable(database, account, by=by, now=NOON)


def release(database: Database, account: Account, by: Viewer) -> None:
    accounts.release(database, account, by=by)


def promote(database: Database, account: Account, by: Viewer) -> None:
    accounts.change_role(database, account, role=Role.SUPERVISOR, agency="PGPD", by=by)


def take_over(database: Database, account: Account, by: Viewer) -> None:
    accounts.change_role(database, account, role=Role.SUPERVISOR, agency=by.agency, by=by)


def another(database: Database, account: Account, by: Viewer) -> None:
    accounts.create(
        database, user="new", name="N. New", agency=account.agency, role=Role.ANALYST,
        issuer="https://login.example", subject="new-1", by=by, now=NOON,
    )  # fmt: skip


ACTS = [disable, enable, release, promote, take_over, another]
Act = Callable[[Database, Account, Viewer], None]


@pytest.mark.parametrize("act", ACTS)
def test_another_agencys_accounts_are_left_alone_and_the_attempt_is_noted(
    database: Database, account: Account, act: Act
) -> None:
    before = accounts.everyone(database)

    with pytest.raises(AccessError, match="accounts of PGPD are for its own administrators"):
        act(database, account, OTHER)

    assert accounts.everyone(database) == before
    assert search(database, Asked(user="strange", outcome="refused")).total == 1


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("by", [OWN, ADMINISTRATOR])
def test_its_own_and_the_hosts_administrators_change_them(
    database: Database, account: Account, act: Act, by: Viewer
) -> None:
    act(database, account, by)

    assert search(database, Asked(user=by.user, outcome="refused")).total == 0


def test_an_account_is_not_given_to_another_agency_by_its_own(
    database: Database, account: Account
) -> None:
    with pytest.raises(AccessError, match="accounts of FBI"):
        accounts.change_role(database, account, role=Role.ANALYST, agency="FBI", by=OWN)


def test_a_session_is_ended_by_its_own_administrators(database: Database, account: Account) -> None:
    _, session = sessions.begin(database, account, address="127.0.0.1", now=NOON)

    with pytest.raises(AccessError, match="ended by its own"):
        sessions.revoke(database, session.id, by=OTHER)
    assert len(sessions.standing(database, NOON)) == 1
    sessions.revoke(database, session.id, by=OWN)

    assert sessions.standing(database, NOON) == []


def test_sharing_rules_are_published_by_the_hosts_administrators_alone(database: Database) -> None:
    text = default_rules().text + GRANT.format(of="MPD", to="PGPD")

    with pytest.raises(AccessError, match="ask MPD's"):
        rulebook.publish(database, text, OWN, "to see more", 0, NOON)

    assert rulebook.latest(database).number == 0


def test_an_auditor_reads_their_own_agencys_entries_and_the_hosts_all() -> None:
    everything, of_fbi = Asked(case_number="1"), Asked(agency="FBI")
    theirs = Viewer("a", "PGPD", Role.AUDITOR, "")
    hosts = Viewer("a", "MPD", Role.AUDITOR, "")

    assert within_reach(theirs, everything) == Asked(case_number="1", agency="PGPD")
    assert within_reach(theirs, of_fbi) == Asked(agency="PGPD")
    assert within_reach(hosts, everything) == everything
    assert within_reach(hosts, of_fbi) == of_fbi


def test_refused_rows_are_for_the_hosts_administrators_and_the_attempt_is_noted() -> None:
    kept = Kept()
    gateway = Gateway(None, OWN, default_rules(), kept)  # type: ignore[arg-type]

    with pytest.raises(AccessError, match="ask MPD's"):
        gateway.administer("rejects_open", source=None)

    assert [[look.outcome for look in looks] for looks in kept.noted] == [[Outcome.REFUSED]]


@pytest.mark.parametrize("to", ["USSS", "!USSS", "DOC", "mpd"])
def test_a_viewer_whom_nobody_knows_is_refused_in_the_rules(to: str) -> None:
    with pytest.raises(InputError, match="does not sign in"):
        parse_rules(default_rules().text + GRANT.format(of="MPD", to=to))


def test_an_owner_whom_nobody_knows_is_warned_of() -> None:
    rules = parse_rules(default_rules().text + GRANT.format(of="PGDP", to="FBI"))

    assert strangers(default_rules(), ()) == ()
    assert [warning.split(",")[0] for warning in strangers(rules, ())] == [
        "No source states records of PGDP"
    ]
    assert strangers(rules, {"PGDP"}) == ()
