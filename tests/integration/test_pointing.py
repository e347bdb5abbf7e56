"""From a pointer to its owner: who is pointed to what, and what only the owner learns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.two_agencies import person, write
from tests.viewers import ONE_SEES_ALL, reading
from workbench import settings as configuration
from workbench.access.answering import named_records, queue
from workbench.access.asking import ask
from workbench.access.database import open_database
from workbench.access.notices import NoticeKind, inbox
from workbench.access.pointing import POINTERS, behind, tokens
from workbench.access.requests import RequestKind
from workbench.access.rules import Rules, parse_rules
from workbench.access.viewer import Role, Viewer
from workbench.errors import AccessError
from workbench.explore.pointers import TYPES, WITHHELD, pointers, withheld
from workbench.explore.search import search
from workbench.graph.client import Graph
from workbench.pipeline.sharing import apply_rules
from workbench.records.model import Link, RecordKey
from workbench.records.vocabulary import LinkType

pytestmark = pytest.mark.integration

POINTING = """
[[grant]]
why = "Of arrests others learn whom to ask"
of = ["PGPD"]
category = ["arrest"]
handling = ["ordinary"]
to = ["FBI"]
role = ["analyst"]
gives = "pointer"
[[grant]]
why = "The FBI's analysts see the host's"
of = ["MPD"]
category = ["*"]
handling = ["ordinary"]
to = ["FBI"]
role = ["analyst"]
gives = "view"
[[grant]]
why = "Whose arrests are there, without who"
of = ["FCPD"]
category = ["*"]
handling = ["ordinary"]
to = ["FBI"]
role = ["analyst"]
gives = "masked"
"""
LANE = Viewer("lane", "FBI", Role.ANALYST, "burglaries", "24-031")
OWNER = Viewer("boss", "PGPD", Role.SUPERVISOR, "burglaries", "24-031")
HIDDEN = "PGPD|RMS|P1|person"
MASKED = RecordKey("FCPD", "RMS", "F1", "person")


@pytest.fixture
def rules() -> Rules:
    return parse_rules(ONE_SEES_ALL + POINTING)


@pytest.fixture
def region(empty_graph: Graph, rules: Rules) -> Graph:
    """A person of whom two agencies have a record, beside somebody of whom one has."""
    beside = Link(LinkType.ASSOCIATED_WITH, MASKED)
    write(
        empty_graph,
        [
            person("MPD", "M1", "Quill, Jasper Orson", born="1991-04-17", fbi="123456AB8",
                   links=(beside,)),
            person("PGPD", "P1", "Quill, Jasper O", born="1991-04-17", fbi="123456AB8"),
            person("FCPD", "F1", "Veil, Una", born="1993-01-02"),
        ],
    )  # fmt: skip
    apply_rules(empty_graph, rules)
    return empty_graph


def test_who_is_pointed_can_ask_and_only_the_owner_learns_of_what(
    region: Graph, rules: Rules, tmp_path: Path
) -> None:
    here = configuration.from_environment({"WORKBENCH_HOME": str(tmp_path)})
    gateway = reading(region, LANE, rules)
    (hit,) = search(gateway, "quill").hits
    with open_database(here) as database:
        # Act
        stands = tokens(database, gateway, POINTERS, id=hit.card.id)
        again = tokens(database, reading(region, LANE, rules), POINTERS, id=hit.card.id)
        ask(database, LANE, RequestKind.PERMISSION, "PGPD", stands["PGPD"], "May we rely on it?")

        # Assert
        assert again == stands
        assert [one.agency for one in pointers(gateway, hit.card.id)] == [*stands] == ["PGPD"]
        (request,) = queue(database, OWNER)
        assert named_records(database, request) == (HIDDEN,)
        told = [one.kind for one in inbox(database, OWNER)]
        assert sorted(told) == [NoticeKind.POINTER, NoticeKind.REQUEST]
        found = behind(database, OWNER, stands["PGPD"])
        assert found is not None
        assert (found.user, found.records) == ("lane", (HIDDEN,))


def test_nothing_that_was_read_for_the_asker_names_what_is_behind(
    region: Graph, rules: Rules
) -> None:
    gateway = reading(region, LANE, rules)
    (hit,) = search(gateway, "quill").hits

    rows = gateway.read(POINTERS, id=hit.card.id)
    tied = gateway.read(WITHHELD, id=hit.card.id, types=TYPES)

    assert rows == [{"agency": "PGPD"}]
    assert [(row["agency"], row["records"]) for row in tied] == [("FCPD", 1)]
    assert HIDDEN not in str((rows, tied))
    assert str(MASKED) not in str((rows, tied))


def test_who_is_behind_a_withheld_identity_can_be_asked_about_without_telling_the_owner_first(
    region: Graph, rules: Rules, tmp_path: Path
) -> None:
    here = configuration.from_environment({"WORKBENCH_HOME": str(tmp_path)})
    gateway = reading(region, LANE, rules)
    (hit,) = search(gateway, "quill").hits
    owner = Viewer("chief", "FCPD", Role.SUPERVISOR, "burglaries")
    with open_database(here) as database:
        stands = tokens(database, gateway, WITHHELD, id=hit.card.id, types=TYPES)

        assert [one.agency for one in withheld(gateway, hit.card.id)] == [*stands] == ["FCPD"]
        assert inbox(database, owner) == ()
        found = behind(database, owner, stands["FCPD"])
        assert found is not None
        assert found.records == (str(MASKED),)


def test_without_a_purpose_nothing_is_behind(region: Graph, rules: Rules) -> None:
    gateway = reading(region, Viewer("lane", "FBI", Role.ANALYST, " "), rules)

    with pytest.raises(AccessError, match="no purpose"):
        gateway.behind(POINTERS, id="0000000000000000")
