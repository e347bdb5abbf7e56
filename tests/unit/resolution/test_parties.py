"""The people that a vehicle's or incident's record names."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.resolution import parties
from workbench.resolution.parties import Alike, Party

ROSS = Party("ROSS", "JONATHAN", "1998-11-30")


@pytest.mark.parametrize(
    ("other", "alike"),
    [
        (ROSS, Alike.BIRTH_DATE),
        (Party("ROSS", "JON", "1998-11-30"), Alike.BIRTH_DATE),
        (Party("ROSS-GARCIA", "J", "1998-11-30"), Alike.BIRTH_DATE),
        (Party("ROSS", "JONATHAN"), Alike.NAME),
        (Party("ROSS", "JONATHAN", "1998-11-03"), Alike.NAME),
        (Party("ROSS", "JONATHAN", "1971-02-04"), Alike.NO),
        (Party("HILL", "DENISE", "1998-11-30"), Alike.NO),
        (Party("ROSS", ""), Alike.NO),
    ],
)
def test_who_is_the_same(other: Party, alike: Alike) -> None:
    assert parties.alike(ROSS, other) is alike
    assert parties.alike(other, ROSS) is alike
    shared_keys = set(parties.keys([ROSS])) & set(parties.keys([other]))
    assert shared_keys or not alike


def test_nobody_is_counted_twice() -> None:
    found = parties.shared([ROSS], [ROSS, Party("ROSS", "JONATHAN")])

    assert found == [(Alike.BIRTH_DATE, ROSS, ROSS)]


def test_reads_a_person_records_properties() -> None:
    row = {"name_sur_name": "ROSS", "name_given_name": "JONATHAN"}

    assert parties.read(row | {"birth_date_date": date(1998, 11, 30)}) == ROSS
    assert parties.read(
        row | {"birth_date_date": date(1998, 1, 1), "birth_date_placeholder": True}
    ) == Party("ROSS", "JONATHAN")
    assert parties.read({}) is None
