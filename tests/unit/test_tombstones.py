"""Tombstones, their keyed sums, and which refused rows belong to a record that goes."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from workbench.errors import InputError, WorkbenchError
from workbench.pipeline.policy import policy
from workbench.pipeline.secret import NAME, Keyed, keyed
from workbench.pipeline.ties import tied, traces
from workbench.pipeline.tombstones import (
    Expunged,
    State,
    Tombstone,
    from_json,
    numbered,
    to_json,
)

SECRET = Keyed(b"0" * 32)
STONE = Tombstone(
    seed="00ff",
    digest=SECRET.of("MPD|RMS|24011234|"),
    number_digest=SECRET.of(numbered("MPD", "24011234")),
    key_id=SECRET.id,
    reason_code="court-order",
    authority="order 7",
    at=datetime(2026, 3, 1, 12, tzinfo=UTC),
    by="clerk",
    state=State.DONE,
    sources=("mpd-arrests",),
)
GONE = Expunged(SECRET, frozenset({STONE.digest}), frozenset({STONE.number_digest}))
SAID: dict[str, Any] = {
    "name_raw": "DOE, JANE Q",
    "birth_date_raw": "04/17/1991",
    "identifications_raw": ["MD-1234567"],
    "vin_raw": None,
    "serial_raw": None,
}


def test_a_tombstone_reads_as_it_was_written_and_tells_no_number() -> None:
    line = to_json(STONE)

    assert from_json(line) == STONE
    assert "24011234" not in line
    with pytest.raises(InputError, match="no list of expunged records"):
        from_json("{}")


def test_the_record_is_told_by_its_key_under_the_same_secret_only() -> None:
    other = Expunged(Keyed(b"1" * 32), GONE.records, GONE.numbers)

    assert GONE.holds("MPD|RMS|24011234|")
    assert not GONE.holds("MPD|RMS|24011235|")
    assert not other.holds("MPD|RMS|24011234|")


def test_a_row_has_the_number_however_it_is_written() -> None:
    assert GONE.numbered(["MPD"], {"CCN": " 24-011234"})
    assert not GONE.numbered(["PGPD"], {"CCN": "24-011234"})
    assert not GONE.numbered(["MPD"], {"CCN": "24-0112345"})


def test_the_secret_is_made_once_for_its_owner_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    first = keyed(tmp_path / "home")

    assert keyed(tmp_path / "home") == first
    path = tmp_path / "home" / NAME
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == [NAME]
    assert "secret" not in repr(first)
    path.write_bytes(b"short")
    with pytest.raises(WorkbenchError, match="damaged"):
        keyed(tmp_path / "home")


def reject(id: str, source: str = "mpd-arrests", reason: str = "", **values: str) -> dict[str, Any]:
    text = msgspec.json.encode(values).decode()
    return {"id": id, "source": source, "reason": reason, "values": text, "corrections": []}


def test_a_refused_row_is_tied_by_key_number_identification_or_name_with_birth_date() -> None:
    of = traces([{"key": "MPD|RMS|24011234|a", "said": SAID, "sources": ["mpd-arrests"]}])
    corrected = reject("corrected", NO="?") | {"corrections": ['{"NO": "24011234"}']}
    rows = [
        reject("reason", "other", "the same number (MPD|RMS|24011234|a)", NO="7"),
        reject("number", CCN="24-011234"),
        reject("identification", "other", SID="md1234567"),
        reject("name", "other", LAST="Doe", FIRST="Jane Q.", DOB="04/17/1991"),
        corrected,
    ]

    assert tied(rows, of) == ["reason", "number", "identification", "name", "corrected"]


def test_a_row_of_somebody_else_is_not_tied() -> None:
    of = traces([{"key": "MPD|RMS|24011234|a", "said": SAID, "sources": ["mpd-arrests"]}])
    rows = [
        reject("cross number", "other", CCN="24-011234"),
        reject("name alone", "other", NAME="DOE, JANE Q"),
        reject("birth date alone", "other", DOB="04/17/1991"),
        reject("another number", CCN="24-011235"),
    ]

    assert tied(rows, of) == []


def test_the_packaged_policy_stands_until_the_home_has_one(tmp_path: Path) -> None:
    assert policy(tmp_path).agencies == {"ACPD": 21, "FCPD": 21}

    (tmp_path / "retention.toml").write_text("[plate-reads]\ndays = 30\n")

    assert (policy(tmp_path).days, policy(tmp_path).agencies) == (30, {})


@pytest.mark.parametrize(
    "text",
    ["", "[plate-reads]\ndays = -1", "[plate-reads]\ndays = 'x'", "[plate-reads]\nday = 3", "="],
)
def test_a_policy_that_cannot_be_used_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "retention.toml").write_text(text)

    with pytest.raises(InputError, match=r"retention\.toml"):
        policy(tmp_path)
