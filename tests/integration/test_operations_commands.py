"""Accounts and the audit by the command line."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from tests.commands import workbench
from tests.unit.access.tampering import changed, removed, tamper
from workbench import settings as configuration
from workbench.access.audit import verify
from workbench.access.database import open_database
from workbench.settings import Settings

LANE = ("lane", "--name", "D. Lane", "--agency", "PGPD", "--role", "analyst",
        "--issuer", "https://login.example", "--subject", "lane-1")  # fmt: skip


@pytest.fixture
def told(tmp_path: Path) -> Settings:
    """A home with one account."""
    here = configuration.from_environment({"WORKBENCH_HOME": str(tmp_path / "home")})
    assert workbench(here, "accounts", "add", *LANE).returncode == 0
    return here


def test_an_account_is_made_changed_and_listed_and_all_of_it_is_noted(told: Settings) -> None:
    changes = (
        ("disable", "lane", "--reason", "left the agency"),
        ("enable", "lane"),
        ("release", "lane"),
        ("role", "lane", "--agency", "MPD", "--role", "supervisor"),
    )
    for change in changes:
        done = workbench(told, "accounts", *change)
        assert (done.returncode, done.stderr) == (0, "")

    listed = workbench(told, "accounts", "list").stdout
    found = workbench(told, "audit", "search", "--user", f"{getpass.getuser()} (command line)")

    assert listed.split()[:5] == ["lane", "MPD", "supervisor", "in", "use"]
    for act in ("made", "disabled", "enabled", "released", "role changed"):
        assert f"account {act}  done" in found.stdout
        assert f"account {act}  intended" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", *LANE), "already"),
        (("disable", "nobody", "--reason", "x"), "there is no account 'nobody'"),
        (("disable", "lane", "--reason", " "), "say why"),
    ],
)
def test_what_cannot_be_is_one_error(told: Settings, arguments: tuple[str, ...], said: str) -> None:
    failed = workbench(told, "accounts", *arguments)

    assert failed.returncode == 2
    assert said in failed.stderr
    assert failed.stderr.count("\n") == 1


def test_a_whole_audit_is_verified_and_anchored(told: Settings) -> None:
    anchored = workbench(told, "audit", "anchor")
    verified = workbench(told, "audit", "verify")

    assert "entry 2 is anchored in" in anchored.stdout
    assert (verified.returncode, verified.stdout) == (0, "2 entries: the chain holds\n")


def test_a_changed_audit_is_named_entry_by_entry_and_not_anchored(told: Settings) -> None:
    with open_database(told) as database:
        before = database.anchors[0].read_bytes()
        tamper(database, changed(1, agency="MTPD"), removed(2))

    verified = workbench(told, "audit", "verify")

    assert verified.returncode == 1
    assert "entry 1: it was changed" in verified.stderr
    assert "entry 2: entries up to 2 were written" in verified.stderr
    assert "tell your security officer" in verified.stderr
    with open_database(told) as database:
        assert database.anchors[0].read_bytes() == before
        assert not verify(database).holds
