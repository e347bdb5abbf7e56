"""Searching, entities and expansion, each for a viewer who may see all and for one who may not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.integration.two_agencies import HUB_INCIDENTS, person, region, write
from tests.viewers import PARTNER, READER, one_sees_all, reading
from workbench.access.gateway import READING, Gateway
from workbench.access.viewer import Role
from workbench.errors import AccessError
from workbench.explore.cards import cards_of, portraits
from workbench.explore.entity import entity, record, records, revisions
from workbench.explore.expand import between, expand, groups, totals
from workbench.explore.facets import Facet, Facets
from workbench.explore.picture import Picture, draw
from workbench.explore.search import SearchResult, narrowing, search
from workbench.graph.client import Graph
from workbench.graph.statements import names, statement
from workbench.pipeline.sharing import apply_rules
from workbench.records.model import Link, Reference
from workbench.records.vocabulary import LinkType, ReferenceKind

pytestmark = pytest.mark.integration


@pytest.fixture
def everything(empty_graph: Graph) -> Gateway:
    write(empty_graph, region())
    apply_rules(empty_graph, one_sees_all())
    return reading(empty_graph, rules=one_sees_all())


@pytest.fixture
def restricted(everything: Gateway) -> Gateway:
    return reading(everything.graph, PARTNER, one_sees_all())


def found(result: SearchResult) -> list[tuple[str, str]]:
    return [(hit.card.title, hit.reason) for hit in result.hits]


def one(gateway: Gateway, text: str) -> str:
    """Id of the best answer."""
    return search(gateway, text).hits[0].card.id


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        ("carter marcus", "CARTER, MARCUS D JR", "name has these words"),
        ("marcsu carter", "CARTER, MARCUS D JR", "name, two letters exchanged in MARCUS"),
        ("carter 4/17/1991", "CARTER, MARCUS D JR", "name has these words, and the birth date"),
        ("1991-04-17", "CARTER, MARCUS D JR", "birth date"),
        ("FBI 123456AB7", "CARTER, MARCUS D JR", "FBI number exactly as typed"),
        ("AB7103", "DC AB7103", "plate exactly as typed"),
        ("dc ab-7103", "DC AB7103", "plate exactly as typed"),
        ("AB71O3", "DC AB7103", "plate, 1 look-alike character"),
        ("AB?10*", "DC AB7103", "plate fits AB?10*"),
        ("7th & H St NW", "7TH ST NW & H ST NW", "address exactly as typed"),
        ("H & 7th St NW", "7TH ST NW & H ST NW", "intersection, its streets in the other order"),
        ("karter marc", "CARTER, MARCUS D JR", "name stated as KARTER, MARC by PGPD"),
        ("900 blk h street ne", "900 BLK H ST NE", "address exactly as typed"),
        ("24-000005", "THEFT 24000005", "case number exactly as typed"),
        ("(202) 555-0143", "(202) 555-0143", "phone exactly as typed"),
    ],
)
def test_one_box_finds_everything(everything: Gateway, text: str, title: str, reason: str) -> None:
    result = search(everything, text)

    assert found(result)[0] == (title, reason)


@pytest.mark.parametrize("text", ['"', "\\", "a) OR (b", '+-!(){}[]^"~*?:\\/', "AND", "x" * 5_000])
def test_nothing_typed_breaks_the_index(everything: Gateway, text: str) -> None:
    assert search(everything, text).total == 0


def test_among_equal_matches_more_records_come_first_then_later_ones(empty_graph: Graph) -> None:
    write(
        empty_graph,
        [
            person("MPD", "E1", "Whitlock, Al", born="1970-01-01", days=1),
            person("MPD", "E2", "Whitlock, Bo", born="1980-01-01", days=9),
            person("MPD", "E3", "Whitlock, Cy Jr", born="1990-01-01", fbi="123456AB7"),
            person("PGPD", "E4", "Whitlock, Cy Jr", born="1990-01-01", fbi="123456AB7"),
        ],
    )

    answers = search(reading(empty_graph), "whitlock").hits

    assert [hit.card.title for hit in answers] == [
        "WHITLOCK, CY JR", "WHITLOCK, BO", "WHITLOCK, AL",
    ]  # fmt: skip


def test_an_officer_is_called_by_name(empty_graph: Graph) -> None:
    officer = Reference(ReferenceKind.OFFICER, "MPD 4411", "Agius, Sam")
    link = Link(LinkType.INVESTIGATED_BY, officer)
    write(empty_graph, [person("MPD", "F1", "Gray, Ann", days=1, links=[link])])

    view = entity(reading(empty_graph), officer.id)

    assert view is not None
    assert (view.card.title, view.card.subtitle) == ("Agius, Sam", "MPD 4411")


def test_an_empty_result_says_what_was_tried(everything: Gateway) -> None:
    result = search(everything, "zebediah")

    assert result.hits == ()
    assert result.tried == (
        "name, alias or moniker ZEBEDIAH",
        "mark, look, offense or narrative with ZEBEDIAH",
    )


def test_a_card_is_that_of_the_portrait_of_which_more_is_read(everything: Gateway) -> None:
    rows = everything.graph.read("MATCH (e:Entity|Reference) RETURN e.id AS id ORDER BY id")
    ids = [row["id"] for row in rows]

    cards = cards_of(everything, ids)

    assert cards == {id_: one.card for id_, one in portraits(everything, ids).items()}
    assert {card.kind for card in cards.values()} > {"person", "vehicle", "location", "incident"}


def test_a_cut_says_how_many_there_are_and_kinds_are_chosen_before_it(everything: Gateway) -> None:
    result = search(everything, "2400", limit=5)
    chosen = search(everything, "2400", limit=5, chosen=Facets(kind=("location",)))

    assert len(result.hits) == 5
    assert result.found is not None
    kinds = narrowing(everything, result.found).counts[Facet.KIND]
    assert result.total == kinds["incident"] == HUB_INCIDENTS
    assert chosen.total == 0


def test_an_entity_tells_who_states_each_value_cautions_first(everything: Gateway) -> None:
    view = entity(everything, one(everything, "carter marcus"))

    assert view is not None
    assert view.fields[0].name == "Cautions"
    assert view.cautions[0].agencies == ("PGPD",)
    born = next(field for field in view.fields if field.name == "Born")
    assert {(v.text, v.agencies, v.keys) for v in born.values} == {
        ("1991-04-17", ("MPD",), ("MPD|RMS|A1|person",)),
        ("1991-07-04", ("PGPD",), ("PGPD|RMS|B1|person",)),
    }
    assert view.card.disagree == ("birth date",)
    assert view.card.agencies == ("MPD", "PGPD")
    assert view.card.caution


def test_records_say_where_they_came_from(everything: Gateway) -> None:
    listed = records(everything, one(everything, "carter marcus"))

    assert [(r.key, r.file, r.agency) for r in listed.records] == [
        ("PGPD|RMS|B1|person", "region.csv", "PGPD"),
        ("MPD|RMS|A1|person", "region.csv", "MPD"),
    ]
    opened = record(everything, "MPD|RMS|A1|person")
    assert opened is not None
    assert opened.raw["name"] == "Carter, Marcus D Jr"
    assert opened.normal["Name"] == "CARTER, MARCUS D JR"
    assert opened.normal["When it happened"] == "2024-01-02 12:00 EST"
    assert opened.line == listed.records[1].line


def test_superseded_revisions_stay_readable(everything: Gateway) -> None:
    write(
        everything.graph,
        [person("MPD", "A1", "Carter, Marcus", born="1991-04-17", fbi="123456AB7", days=1)],
        source="region",
    )

    now = record(everything, "MPD|RMS|A1|person")
    (old,) = revisions(everything, "MPD|RMS|A1|person")

    assert now is not None
    assert (now.revision, now.raw["name"]) == (2, "Carter, Marcus")
    assert (old.revision, old.raw["name"]) == (1, "Carter, Marcus D Jr")


def test_a_former_id_leads_to_the_entity_of_its_record(everything: Gateway) -> None:
    seed = everything.graph.read(
        "MATCH (r:Record {key: 'PGPD|RMS|B1|person'}) RETURN r.seed AS seed"
    )[0]["seed"]
    id_ = one(everything, "carter marcus")

    view = entity(everything, seed)

    assert seed != id_
    assert view is not None
    assert view.card.id == id_


def test_a_hub_gives_its_most_recent_neighbours_and_counts_the_rest(everything: Gateway) -> None:
    corner = one(everything, "7th & H NW")

    expansion = expand(everything, corner, limit=10)
    later = expand(everything, corner, limit=10, skip=10)

    assert (expansion.shown, expansion.total) == (10, HUB_INCIDENTS + 1)
    assert expansion.more == HUB_INCIDENTS - 9
    days = [tie.last for tie in expansion.ties]
    assert days == sorted(days, reverse=True)
    assert {t.id for t in later.ties}.isdisjoint(t.id for t in expansion.ties)
    (group,) = expansion.groups
    assert (group.words, group.neighbours) == ("what occurred here", HUB_INCIDENTS + 1)
    assert group.agencies == {"MPD": HUB_INCIDENTS + 1, "PGPD": 1}


def test_expansion_can_be_narrowed_by_link_and_agency(everything: Gateway) -> None:
    corner, carter = one(everything, "7th & H NW"), one(everything, "carter marcus")

    by_agency = expand(everything, corner, agency="PGPD")
    by_link = expand(everything, carter, ["DRIVES"])

    assert [card.title for card in by_agency.neighbours] == ["ROBBERY PG240001"]
    assert [card.title for card in by_link.neighbours] == ["DC AB7103"]


def test_a_picture_holds_the_links_among_its_items(everything: Gateway) -> None:
    carter = one(everything, "carter marcus")
    neighbours = expand(everything, carter).neighbours
    picture = Picture(carter, (carter,)).with_neighbours(carter, [c.id for c in neighbours])

    drawn = draw(everything, picture)

    assert {card.id for card in drawn.cards} == set(picture.shown)
    assert {tie.type for tie in drawn.ties} == {"SUBJECT_OF", "DRIVES", "USES"}
    assert carter not in drawn.hidden


def test_what_is_hidden_is_found_by_nothing(restricted: Gateway) -> None:
    for text in ("secret only", "PG240001", "1991-07-04", "robbery"):
        assert found(search(restricted, text)) == [], text


def test_what_is_typed_as_a_hidden_record_has_it_answers_by_viewable_names_alone(
    restricted: Gateway,
) -> None:
    (hit,) = search(restricted, "karter marc").hits

    assert hit.card.title == "CARTER, MARCUS D JR"
    assert hit.reason == ("name, one letter differs in CARTER")
    assert "PGPD" not in repr(hit)


def test_an_entity_is_made_of_viewable_records_alone(
    everything: Gateway, restricted: Gateway
) -> None:
    id_ = one(everything, "carter marcus")

    view = entity(restricted, id_)

    assert view is not None
    assert (view.card.records, view.card.agencies) == (1, ("MPD",))
    assert not view.card.caution
    assert view.card.disagree == ()
    assert view.card.last == view.card.first == "2024-01-02 12:00 EST"
    assert "PGPD" not in repr(view)
    assert "KARTER" not in repr(view)
    assert [r.key for r in records(restricted, id_).records] == ["MPD|RMS|A1|person"]
    assert records(restricted, id_).total == 1


def test_links_and_counts_rest_on_viewable_records_alone(
    everything: Gateway, restricted: Gateway
) -> None:
    carter, corner = one(everything, "carter marcus"), one(everything, "7th & H NW")
    robbery, phone = one(everything, "PG240001"), one(everything, "202-555-0143")

    assert len(expand(everything, carter).neighbours) == 4
    assert {c.title for c in expand(restricted, carter).neighbours} == {
        "THEFT 24000001", "DC AB7103", "(202) 555-0143",
    }  # fmt: skip
    assert expand(restricted, corner, limit=3).total == HUB_INCIDENTS
    assert [g.agencies for g in groups(restricted, corner)] == [{"MPD": HUB_INCIDENTS}]
    assert expand(restricted, corner, agency="PGPD").total == 0
    assert totals(restricted, [corner, carter]) == {corner: HUB_INCIDENTS, carter: 3}
    assert {t.end for t in between(restricted, [carter, robbery, corner, phone])} == {phone}
    uses = next(t for t in between(restricted, [carter, phone]))
    assert (uses.records, uses.first, uses.last) == (
        1,
        "2024-01-02 12:00 EST",
        "2024-01-02 12:00 EST",
    )
    seen = entity(restricted, phone)
    assert seen is not None
    assert (seen.card.records, seen.card.agencies) == (1, ("MPD",))
    assert "written by" not in repr(seen)


def test_a_hidden_entity_looks_like_one_that_never_was(
    everything: Gateway, restricted: Gateway
) -> None:
    hidden = one(everything, "secret only")
    seed = everything.graph.read(
        "MATCH (r:Record {key: 'PGPD|RMS|B2|person'}) RETURN r.seed AS seed"
    )[0]["seed"]

    assert entity(restricted, hidden) is entity(restricted, seed) is None
    assert entity(restricted, "0000000000000000") is None
    assert record(restricted, "PGPD|RMS|B2|person") is None
    assert revisions(restricted, "PGPD|RMS|B2|person") == ()
    assert expand(restricted, hidden).total == 0
    assert records(restricted, hidden).total == 0


def test_every_answer_equals_that_of_a_graph_without_the_hidden_records(
    everything: Gateway, restricted: Gateway
) -> None:
    texts = ("carter", "carter marcus", "AB71O3", "2400", "h st", "202-555-0143", "1991-04-17")
    before = [_answers(restricted, text) for text in texts]

    everything.graph.command("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")
    write(everything.graph, [r for r in region() if r.key.agency == "MPD"])
    apply_rules(everything.graph, one_sees_all())
    restricted_again = reading(everything.graph, PARTNER, one_sees_all())

    assert [_answers(restricted_again, text) for text in texts] == before


def _answers(gateway: Gateway, text: str) -> list[Any]:
    """Everything told about a search's answers, without opaque ids."""
    told = []
    for hit in search(gateway, text).hits:
        view, expansion = entity(gateway, hit.card.id), expand(gateway, hit.card.id, limit=5)
        assert view is not None
        told.append(
            (
                replace(hit.card, id=""),
                hit.reason,
                view.fields,
                [(r.key, r.observed) for r in records(gateway, hit.card.id).records],
                [replace(card, id="") for card in expansion.neighbours],
                [(t.type, t.records, t.first, t.last) for t in expansion.ties],
                (expansion.total, expansion.groups),
            )
        )
    return told


def test_withdrawn_records_leave_every_answer(everything: Gateway) -> None:
    everything.graph.command("MATCH (r:Record {key: 'PGPD|RMS|B1|person'}) SET r.current = false")

    assert found(search(everything, "karter")) == [
        ("CARTER, MARCUS D JR", "name, one letter differs in CARTER")
    ]
    view = entity(everything, one(everything, "carter marcus"))
    assert view is not None
    assert view.cautions == ()


def test_the_gateway_refuses_what_does_not_filter(everything: Gateway) -> None:
    with pytest.raises(AccessError, match="no statement for users"):
        everything.read("status_records")
    with pytest.raises(AccessError, match="no statement for users"):
        everything.read("../pyproject")
    with pytest.raises(AccessError, match="leave out viewable"):
        everything.read("entity_record", key="x", viewable=["MPD/arrest/"])


def test_administrators_read_no_records(everything: Gateway) -> None:
    administrator = replace(READER, role=Role.ADMINISTRATOR)
    stranger = reading(everything.graph, administrator, one_sees_all())

    assert stranger.viewable == ()
    assert search(stranger, "carter marcus").total == 0
    assert everything.viewable == (
        "MPD/arrest/", "MPD/incident/", "MPD/registration/",
        "PGPD/arrest/", "PGPD/incident/", "PGPD/registration/",
    )  # fmt: skip


@pytest.mark.parametrize("name", [n for n in names() if n.startswith((*READING, "access_"))])
def test_every_statement_is_planned_by_the_server(
    graph: Graph, name: str, header: Callable[[str], dict[str, None]]
) -> None:
    assert graph.read("EXPLAIN " + statement(name), **header(name)) == []


@pytest.fixture
def header() -> Callable[[str], dict[str, None]]:
    def parameters(name: str) -> dict[str, None]:
        line = statement(name).splitlines()[1].removeprefix("// parameters: ")
        return {} if line == "none" else dict.fromkeys(line.split(", "))

    return parameters


def test_links_are_asked_for_by_their_dates_on_the_hosts_clock(everything: Gateway) -> None:
    corner = one(everything, "7th & H NW")

    january = expand(everything, corner, since=date(2024, 1, 2), until=date(2024, 1, 4))
    early = expand(everything, corner, until=date(2024, 1, 2))

    assert (january.total, early.total) == (3, 1)
    assert {tie.last[:10] for tie in january.ties} == {"2024-01-02", "2024-01-03", "2024-01-04"}
    assert expand(everything, corner, since=date(2030, 1, 1)).total == 0
