from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.records.phones import parse_phone


@pytest.mark.parametrize(
    ("raw", "e164", "digits"),
    [
        ("(202) 727-9099", "+12027279099", "2027279099"),
        ("202.727.9099 x12", "+12027279099", "202727909912"),
        ("+44 20 7946 0958", "+442079460958", "442079460958"),
        ("2027279099.0", "+12027279099", "2027279099"),
        ("0-(070)893-3322", "", "00708933322"),
        ("555-1212", "", "5551212"),
        ("000-000-0000", "", "0000000000"),
    ],
)
def test_a_number_is_e164_or_only_digits(raw: str, e164: str, digits: str) -> None:
    phone = parse_phone(raw)

    assert phone is not None
    assert (phone.raw, phone.e164, phone.digits) == (raw, e164, digits)


@pytest.mark.parametrize("raw", ["", "NONE", "UNK", "-", "no phone"])
def test_no_number_is_none(raw: str) -> None:
    assert parse_phone(raw) is None


@given(st.text(max_size=20) | st.text("0123456789()-+ x.", max_size=20))
def test_reading_the_number_again_changes_nothing(raw: str) -> None:
    phone = parse_phone(raw)
    if phone is None:
        return
    assert phone.raw == raw
    if phone.e164:
        again = parse_phone(phone.e164)
        assert again is not None
        assert again.e164 == phone.e164
