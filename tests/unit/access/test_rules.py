"""Sharing rules read for single records: audiences as people write them, and lasting answers."""

from __future__ import annotations

import pytest

from workbench.access.rules import Treatment, default_rules, parse_audience, parse_rules
from workbench.access.viewer import Role, Seat
from workbench.errors import InputError

GRANT = """
owners_see_as = ["investigator"]
sealed_for = ["supervisor"]
[groups]
near = ["ACPD", "FCPD"]
[[grant]]
why = "Neighbors but one"
of = ["@near", "!FCPD"]
category = ["*", "!arrest"]
handling = ["ordinary"]
to = ["*", "!FBI"]
role = ["analyst"]
gives = "view"
"""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("MPD/arrest", "MPD/arrest/"),
        ("MPD/arrest/ordinary", "MPD/arrest/"),
        (" MPD/arrest/sealed+juvenile ", "MPD/arrest/juvenile+sealed"),
    ],
)
def test_an_audience_has_one_form(written: str, read: str) -> None:
    assert parse_audience(written) == read


@pytest.mark.parametrize("text", ["", "MPD", "/arrest/", "MPD/nothing/", "MPD/*/", "MPD/arrest/x"])
def test_what_is_no_audience_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_audience(text)


@pytest.mark.parametrize(
    ("agency", "audience", "given"),
    [
        ("MPD", "ACPD/incident/", Treatment.VIEW),
        ("MPD", "ACPD/arrest/", Treatment.HIDDEN),
        ("MPD", "FCPD/incident/", Treatment.HIDDEN),
        ("FBI", "ACPD/incident/", Treatment.HIDDEN),
        ("MPD", "ACPD/incident/juvenile", Treatment.HIDDEN),
    ],
)
def test_groups_and_exceptions_decide(agency: str, audience: str, given: Treatment) -> None:
    assert parse_rules(GRANT).treatment(Seat(agency, Role.ANALYST), audience) is given


def test_a_reason_names_the_grant_that_gives_most() -> None:
    reasons = default_rules().reasons(Seat("MPD", Role.ANALYST), "FBI/arrest/juvenile")

    assert reasons == (
        "juvenile: Juveniles, victims and witnesses are there, without their identity (masked)",
    )
