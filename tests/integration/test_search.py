"""Searching by what is told, by nickname and sound, in lists, narrowed by facets, and completed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from tests.integration.picture import wipe
from tests.integration.two_agencies import incident, moment, person, place, vehicle, write
from tests.viewers import PARTNER, Pages, one_sees_all, reading
from workbench.access.gateway import Gateway
from workbench.explore.completing import completions
from workbench.explore.facets import NOTHING_CHOSEN, Counts, Facet, Facets
from workbench.explore.listed import LONGEST, TOGETHER, search_list
from workbench.explore.search import SearchResult, narrowing, search
from workbench.graph.client import Graph
from workbench.pipeline.sharing import apply_rules
from workbench.records.features import parse_feature
from workbench.records.model import Link, NarrativeRecord, Record, RecordKey
from workbench.records.vins import parse_vin
from workbench.records.vocabulary import Category, LinkType

pytestmark = pytest.mark.integration

VIN = "1HGCM82633A004352"


def narrative(agency: str, number: str, text: str, of: RecordKey) -> NarrativeRecord:
    return NarrativeRecord(
        key=RecordKey(agency, "RMS", number, "narrative"),
        category=Category.NARRATIVE,
        text=text,
        observed=moment(3),
        links=(Link(LinkType.NARRATES, of),),
    )


def records() -> Sequence[Record]:
    """People, cars and what was told of two robberies: one of MPD, one with a party of PGPD."""
    corner = place("MPD", "S1", "7th St NW & H St NW")
    open_ = incident("MPD", "25000001", "ROBBERY", days=2, at=corner.key)
    closed = incident("MPD", "25000002", "ROBBERY", days=400, at=corner.key)
    rose = parse_feature("TAT L ARM ROSE")
    assert rose is not None
    smith = person(
        "MPD", "P1", "Smith, Robert", born="1980-02-03", phone="202-555-0143",
        links=(Link(LinkType.SUBJECT_OF, open_.key), Link(LinkType.LIVES_AT, corner.key)),
    )  # fmt: skip
    return (
        corner,
        place("MPD", "S2", "1034 Maple Ave NE"),
        place("PGPD", "S3", "1034 Maple Ave NE Apt 2"),
        open_,
        closed,
        replace(smith, features=(rose,)),
        person("MPD", "P2", "Smith, Catherine", links=(Link(LinkType.VICTIM_OF, open_.key),)),
        person("PGPD", "P3", "Smithers, Rob", links=(Link(LinkType.WITNESS_OF, closed.key),)),
        replace(
            vehicle("MPD", "C1", "AB7103", "DC", make="FORD", model="EXPLORER", color="WHI"),
            model_year=2016,
            vin=parse_vin(VIN),
        ),
        narrative("MPD", "25000001", "S-1 ran from a white van toward the Metro.", open_.key),
        narrative("MPD", "25000002", "A witness saw the white van again.", closed.key),
    )


@pytest.fixture(scope="module")
def told(graph: Graph) -> Iterator[Gateway]:
    """All of the records, for a viewer who may see everything."""
    wipe(graph)
    write(graph, records())
    apply_rules(graph, one_sees_all())
    yield reading(graph, rules=one_sees_all())
    wipe(graph)


@pytest.fixture
def restricted(told: Gateway) -> Gateway:
    """The same graph, for one who sees MPD's records alone."""
    return reading(told.graph, PARTNER, one_sees_all())


def found(result: SearchResult) -> list[tuple[str, str]]:
    return [(hit.card.title, hit.reason) for hit in result.hits]


@pytest.mark.parametrize(
    ("text", "title", "reason"),
    [
        ("bob smith", "SMITH, ROBERT", "name, BOB is a nickname of ROBERT"),
        ("rob smithers", "SMITHERS, ROB", "name exactly as typed"),
        ("kathryn smith", "SMITH, CATHERINE", "name, KATHRYN sounds like CATHERINE"),
        ("schmidt robert", "SMITH, ROBERT", "name, SCHMIDT sounds like SMITH"),
        ("smth robert", "SMITH, ROBERT", "name, one letter differs in SMITH"),
        ("smith 2/3/80", "SMITH, ROBERT", "name has these words, and the birth date"),
        ("rose tattoo", "SMITH, ROBERT", "mark or tattoo, stated as TAT L ARM ROSE by MPD"),
        ("tattoo left arm", "SMITH, ROBERT", "mark or tattoo, stated as TAT L ARM ROSE by MPD"),
        ("710", "DC AB7103", "plate has this part"),
        ("b71o", "DC AB7103", "plate has this part with look-alike characters"),
        ("?B7?O3", "DC AB7103", "plate fits ?B7?O3 with look-alike characters"),
        ("B?1O3", "DC AB7103", "plate has this part B?1O3 with look-alike characters"),
        ("?1O3", "DC AB7103", "plate has this part ?1O3 with look-alike characters"),
        ("B?1?3", "DC AB7103", "plate has this part B?1?3"),
        ("AB7193", "DC AB7103", "plate, one character differs"),
        ("33A004352", "DC AB7103", f"VIN ends so, stated as {VIN} by MPD"),
        ("1HGCM82633A004353", "DC AB7103",
         f"VIN, one character differs, stated as {VIN} by MPD"),
        ("white ford explorer 2016", "DC AB7103",
         "looks, stated as WHI FORD EXPLORER 2016 by MPD"),
        ("ford 2017", "DC AB7103",
         "looks, of the year before or after, stated as WHI FORD EXPLORER 2016 by MPD"),
        ("ran from a white van", "ROBBERY 25000001",
         "narrative has this phrase: “S-1 ran from a white van toward the Metro.”"),
        ("metro van", "ROBBERY 25000001",
         "narrative has these words: “S-1 ran from a white van toward the Metro.”"),
        ("555-0143", "(202) 555-0143", "phone ends so"),
    ],
)  # fmt: skip
def test_what_is_told_is_found_with_the_reason(
    told: Gateway, text: str, title: str, reason: str
) -> None:
    assert found(search(told, text))[0] == (title, reason)


def test_an_address_is_found_by_its_block_and_with_or_without_its_unit(
    told: Gateway, restricted: Gateway
) -> None:
    house, flat = "1034 MAPLE AVE NE", "1034 MAPLE AVE NE #2"

    assert found(search(told, "1000 block maple ave ne")) == [
        (house, "within the block"),
        (flat, "within the block"),
    ]
    assert found(search(told, "1034 maple ave ne apt 2")) == [
        (flat, "address exactly as typed"),
        (house, "same address without the unit"),
    ]
    assert found(search(told, "1034 maple ave ne")) == [
        (house, "address exactly as typed"),
        (flat, "same address, with a unit"),
    ]
    assert found(search(told, "900 block maple ave ne")) == []
    assert found(search(restricted, "1000 block maple ave ne")) == [(house, "within the block")]


def test_a_vehicle_of_another_year_or_color_is_no_answer(told: Gateway) -> None:
    assert found(search(told, "ford explorer 2010")) == []
    assert found(search(told, "black ford explorer")) == []


def test_a_narrative_with_a_hidden_party_is_neither_found_nor_shown(
    told: Gateway, restricted: Gateway
) -> None:
    assert [title for title, _ in found(search(told, "white van again"))] == ["ROBBERY 25000002"]
    assert found(search(restricted, "white van again")) == []
    assert [title for title, _ in found(search(restricted, "white van"))] == ["ROBBERY 25000001"]


def test_a_narrative_that_is_shown_is_noted(told: Gateway) -> None:
    ledger = Pages()
    search(Gateway(told.graph, told.viewer, told.rules, ledger), "ran from a white van")

    (look,) = [look for look in ledger.looks if look.statement == "entity_narratives"]
    assert look.ids == ("MPD|RMS|25000001|narrative",)


def facets(gateway: Gateway, result: SearchResult, chosen: Facets = NOTHING_CHOSEN) -> Counts:
    assert result.found is not None
    counts = narrowing(gateway, result.found, chosen).counts
    # what the search read of the answers already is not read again, and counts the same
    ledger = Pages()
    again = Gateway(gateway.graph, gateway.viewer, gateway.rules, ledger)
    assert narrowing(again, result.found, chosen, result.known).counts == counts
    assert bool(ledger.looks) == (result.known is None)
    return counts


def test_facets_count_all_answers_and_narrow_them(told: Gateway) -> None:
    victim = Facets(role=("victim",))
    every = search(told, "smith", limit=1)
    victims = search(told, "smith", chosen=victim)
    nobody = search(told, "smith", chosen=Facets(role=("victim",), agency=("PGPD",)))

    assert (every.total, every.any_total, len(every.hits)) == (3, 3, 1)
    assert facets(told, every) == {
        Facet.KIND: {"person": 3},
        Facet.AGENCY: {"MPD": 2, "PGPD": 1},
        Facet.ROLE: {"subject": 1, "victim": 1, "witness": 1},
        Facet.YEAR: {"2024": 3},
        Facet.PLACE: {"WASHINGTON": 3},
    }
    assert [title for title, _ in found(victims)] == ["SMITH, CATHERINE"]
    assert facets(told, victims, victim)[Facet.AGENCY] == {"MPD": 1}
    assert facets(told, victims, victim)[Facet.ROLE] == facets(told, every)[Facet.ROLE]
    assert (nobody.total, nobody.any_total) == (0, 3)


def test_facets_rest_on_viewable_records_alone(restricted: Gateway) -> None:
    counts = facets(restricted, search(restricted, "smith"))

    assert counts[Facet.AGENCY] == {"MPD": 2}
    assert counts[Facet.ROLE] == {"subject": 1, "victim": 1}


def test_each_line_of_a_list_is_answered_and_none_is_lost(told: Gateway) -> None:
    texts = ("AB71O3", "nobody at all", "bob smith", "AB71O3")

    listed = search_list(told, texts)

    assert [line.text for line in listed.lines] == [
        "AB71O3",
        "nobody at all",
        "bob smith",
        "AB71O3",
    ]
    assert [found.card.title for line in listed.lines for found in line.hits[:1]] == [
        "DC AB7103", "SMITH, ROBERT", "DC AB7103",
    ]  # fmt: skip
    assert listed.nothing == ("nobody at all",)
    assert len(listed.best) == 2


def test_a_line_is_answered_as_it_is_alone(told: Gateway) -> None:
    texts = ("AB71O3", "smith", "white van", "555-0143", "7th & H St NW")
    listed = search_list(told, texts)

    for line, text in zip(listed.lines, texts, strict=True):
        alone = search(told, text)
        assert (line.total, line.hits) == (alone.total, alone.hits[: len(line.hits)])


def test_a_list_that_is_too_long_says_how_much_was_read(told: Gateway) -> None:
    far: list[tuple[int, int]] = []

    listed = search_list(
        told, [f"nobody {n}" for n in range(LONGEST + 7)], lambda *done: far.append(done)
    )

    assert (len(listed.lines), listed.given) == (LONGEST, LONGEST + 7)
    assert far == [(start, LONGEST) for start in range(0, LONGEST, TOGETHER)]


def test_completions_are_values_of_viewable_records_the_most_stated_first(
    told: Gateway, restricted: Gateway
) -> None:
    assert [(one.kind, one.value) for one in completions(told, "smi")] == [
        ("person", "SMITH, CATHERINE"), ("person", "SMITH, ROBERT"), ("person", "SMITHERS, ROB"),
    ]  # fmt: skip
    assert [one.value for one in completions(restricted, "smi")] == [
        "SMITH, CATHERINE", "SMITH, ROBERT",
    ]  # fmt: skip
    assert [one.value for one in completions(told, "ab7")] == ["AB7103"]
    assert [one.value for one in completions(told, "h st")] == ["7TH ST NW & H ST NW"]
    assert completions(told, "sm") == ()
    assert completions(told, "ab7103") == ()
