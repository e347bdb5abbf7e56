"""Whatever is done to the audit is found, and named where it was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.access.conftest import NOON
from tests.unit.access.tampering import Fresh, changed, end, named, removed, swapped, tamper
from tests.unit.access.test_audit import looked
from workbench.access.audit import ANCHORED_EVERY, anchor, append, verify
from workbench.access.database import Database
from workbench.access.tables import audit, head

LENGTH = 6
SEQS = range(1, LENGTH + 1)
FIELDS = tuple(column.name for column in audit.columns if column.name != "seq")
each_fresh = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def six(database: Database) -> Database:
    return filled(database)


def filled(database: Database) -> Database:
    for number in SEQS:
        append(database, looked(number), at=NOON + timedelta(minutes=number))
    return database


def value(database: Database, seq: int, field: str) -> Any:
    with database.reading() as connection:
        return connection.scalar(sa.select(audit.c[field]).where(audit.c.seq == seq))


def another(old: Any, place: int, by: int) -> Any:
    """A value that differs in one byte, character or unit."""
    if isinstance(old, int):
        return old + by
    if isinstance(old, bytes):
        at = place % len(old)
        return old[:at] + bytes([old[at] ^ by]) + old[at + 1 :]
    if not old:
        return chr(by + 32)
    at = place % len(old)
    return old[:at] + chr(ord(old[at]) ^ by or 1) + old[at + 1 :]


@each_fresh
@given(
    seq=st.sampled_from(SEQS),
    field=st.sampled_from(FIELDS),
    place=st.integers(0, 63),
    by=st.integers(1, 7),
)
def test_any_one_changed_byte_is_found_and_named(
    fresh: Fresh, seq: int, field: str, place: int, by: int
) -> None:
    with fresh() as database:
        old = value(filled(database), seq, field)
        tamper(database, changed(seq, **{field: another(old, place, by)}))

        found = verify(database).broken

    assert (seq, "it was changed") in {(one.seq, one.what) for one in found}
    assert {one.seq for one in found} <= {seq, seq + 1}


@each_fresh
@given(gone=st.sets(st.sampled_from(SEQS), min_size=1))
def test_any_removed_entries_are_found_and_each_gap_is_named(fresh: Fresh, gone: set[int]) -> None:
    with fresh() as database:
        tamper(filled(database), removed(*gone))

        found = [one.seq for one in verify(database).broken]

    assert found == [seq for seq in sorted(gone) if seq - 1 not in gone]


@each_fresh
@given(order=st.permutations(SEQS))
def test_any_other_order_is_found_from_its_first_entry_on(
    fresh: Fresh, order: Sequence[int]
) -> None:
    moves = [changed(seq, seq=-place) for place, seq in enumerate(order, 1)]
    moves += [changed(-seq, seq=seq) for seq in SEQS]
    elsewhere = [seq for seq, was in enumerate(order, 1) if seq != was]
    with fresh() as database:
        tamper(filled(database), *moves)

        found = {one.seq for one in verify(database).broken}

    assert set(elsewhere) <= found
    assert min(found, default=0) == min(elsewhere, default=0)


@pytest.mark.parametrize(("one", "other"), [*pairwise(SEQS), (1, LENGTH)])
def test_two_entries_that_changed_places_are_both_named(
    six: Database, one: int, other: int
) -> None:
    tamper(six, *swapped(one, other))

    assert {seq for seq, what in named(six) if what == "it was changed"} == {one, other}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ((removed(3),), (3, "entry 3 is missing")),
        ((removed(2, 3),), (2, "entry 2 to 3 is missing")),
        ((removed(6),), (6, "entries up to 6 were written")),
        ((changed(3, seq=0),), (0, "an entry has the number 0")),
        ((changed(3, seq=-4),), (3, "entry 3 is missing")),
        ((end(hash="0" * 64),), (6, "it is not the end that was written")),
        ((end(seq=5),), (6, "it is not the end that was written")),
        ((sa.delete(head),), (7, "the end of the chain is not there")),
    ],
)
def test_what_was_done_is_said(
    six: Database, change: tuple[sa.Executable, ...], said: tuple[int, str]
) -> None:
    tamper(six, *change)

    assert said in named(six)


def test_an_entry_that_was_put_in_is_named(six: Database) -> None:
    with six.reading() as connection:
        last = connection.execute(sa.select(audit).where(audit.c.seq == LENGTH)).one()
    tamper(six, sa.insert(audit).values({**last._mapping, "seq": LENGTH + 1}))

    assert {seq for seq, _ in named(six)} == {LENGTH + 1}


def rewritten(database: Database, *numbers: int) -> None:
    """Another chain in the place of the one that was written, in itself without a fault."""
    tamper(database, sa.delete(audit), end(seq=0, hash=""))
    append(database, *map(looked, numbers))


def test_anchors_find_a_chain_that_was_rewritten_as_a_whole(six: Database) -> None:
    anchor(six)

    rewritten(six, *range(11, 11 + LENGTH))

    assert named(six) == {(LENGTH, "it is not the entry that was anchored")}


def test_anchors_find_a_tail_that_was_cut_off_with_its_end(six: Database) -> None:
    anchor(six)

    rewritten(six, 1, 2)

    assert named(six) == {(3, f"entries up to {LENGTH} were anchored")}


def test_a_chain_rewritten_before_an_early_anchor_is_found_by_it(database: Database) -> None:
    append(database, *map(looked, range(ANCHORED_EVERY)))
    append(database, looked(1), looked(2))

    rewritten(database, 7, *range(1, ANCHORED_EVERY + 2))

    assert named(database) == {(ANCHORED_EVERY, "it is not the entry that was anchored")}


def test_a_changed_anchor_is_named(six: Database) -> None:
    anchor(six)
    path = six.anchors[0]
    path.write_bytes(path.read_bytes().replace(b'"seq":6', b'"seq":5') + b"{}}\n")

    assert named(six) == {
        (0, f"{path}, line 1: the anchor was not written here"),
        (0, f"{path}, line 2: it is no anchor"),
    }


def test_an_anchor_whose_writing_was_cut_short_takes_nothing_back(six: Database) -> None:
    anchor(six)
    path = six.anchors[0]
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:40])
    assert named(six) == set()

    append(six, looked(7))
    assert anchor(six) == LENGTH + 1

    assert path.read_bytes().startswith(whole + whole[:40] + b"\n")
    rewritten(six, *range(7))
    assert {seq for seq, _ in named(six)} == {LENGTH, LENGTH + 1}


def test_an_end_that_is_anchored_is_not_anchored_again(six: Database) -> None:
    anchor(six)
    whole = six.anchors[0].read_bytes()

    assert anchor(six) == LENGTH

    assert six.anchors[0].read_bytes() == whole
