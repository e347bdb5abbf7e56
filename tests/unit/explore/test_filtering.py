"""What filters leave of a picture."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.cards import Card
from workbench.explore.expand import Tie
from workbench.explore.filtering import Filters, choices, filtered
from workbench.explore.picture import Drawn


def card(id_: str, kind: str, *agencies: str, city: str = "") -> Card:
    return Card(id_, kind, id_.upper(), "", agencies or ("MPD",), 1, city=city)


def tie(start: str, type_: str, end: str, first: str = "", last: str = "") -> Tie:
    return Tie(type_, start, end, 1, first, last or first)


ROBBERY = Drawn(
    (
        card("ann", "person", "MPD", "PGPD"),
        card("bob", "person", "PGPD"),
        card("robbery", "incident", "MPD"),
        card("theft", "incident", "PGPD"),
        card("7th & h", "location", "MPD", city="WASHINGTON DC"),
        card("main st", "location", "PGPD", city="HYATTSVILLE MD"),
    ),
    (
        tie("ann", "SUBJECT_OF", "robbery", "2024-01-10 22:00 EST"),
        tie("bob", "SUBJECT_OF", "theft", "2024-03-02"),
        tie("robbery", "OCCURRED_AT", "7th & h", "2024-01-10"),
        tie("theft", "OCCURRED_AT", "main st", "2024-03-02"),
        tie("ann", "ASSOCIATED_WITH", "bob"),
    ),
    {"ann": 3},
)


def left(filters: Filters, inside: frozenset[str] | None = None) -> set[str]:
    return {c.id for c in filtered(ROBBERY, filters, "ann", inside).drawn.cards}


def test_without_filters_everything_is_left() -> None:
    assert filtered(ROBBERY, Filters(), "ann").drawn is ROBBERY


def test_a_kind_keeps_all_of_its_items_and_what_the_picture_was_begun_with() -> None:
    assert left(Filters(kinds=frozenset({"person", "incident"}))) == {
        "ann", "bob", "robbery", "theft",
    }  # fmt: skip
    assert left(Filters(kinds=frozenset({"location"}))) == {"ann", "7th & h", "main st"}


def test_a_kind_leaves_as_many_items_as_its_pill_says_and_counts_the_others() -> None:
    found = filtered(ROBBERY, Filters(kinds=frozenset({"incident"})), "ann")

    incidents = [card for card in found.drawn.cards if card.kind == "incident"]
    assert len(incidents) == choices(ROBBERY).kinds["incident"] == 2
    assert (found.items_out, found.ties_out) == (3, 4)


def test_a_link_takes_along_what_no_such_link_ties() -> None:
    links = frozenset({"SUBJECT_OF"})

    assert left(Filters(links=links)) == {"ann", "bob", "robbery", "theft"}
    assert left(Filters(links=links, kinds=frozenset({"location"}))) == {"ann"}


def test_an_item_stays_where_one_of_the_agencies_states_it() -> None:
    assert left(Filters(agencies=frozenset({"MPD"}))) == {"ann", "robbery", "7th & h"}


def test_an_agency_keeps_all_that_it_states_although_it_hangs_on_nothing() -> None:
    drawn = Drawn(ROBBERY.cards, ROBBERY.ties[1:], {})

    found = filtered(drawn, Filters(agencies=frozenset({"PGPD"})), "robbery")

    assert {c.id for c in found.drawn.cards} == {"ann", "bob", "theft", "main st", "robbery"}


def test_a_place_takes_the_incidents_elsewhere_along() -> None:
    assert left(Filters(places=frozenset({"WASHINGTON DC"}))) == {
        "ann",
        "bob",
        "robbery",
        "7th & h",
    }


def test_a_span_of_time_leaves_undated_links_and_says_how_many() -> None:
    found = filtered(
        ROBBERY, Filters(until=date(2024, 1, 31)), "ann", inside=frozenset({"robbery"})
    )

    assert {c.id for c in found.drawn.cards} == {"ann", "bob", "robbery", "7th & h"}
    assert (found.items_out, found.ties_out, found.undated) == (2, 2, 1)


def test_a_year_alone_is_in_every_span_of_that_year() -> None:
    drawn = Drawn(ROBBERY.cards[:2], (tie("ann", "ASSOCIATED_WITH", "bob", "2024"),), {})

    assert len(filtered(drawn, Filters(since=date(2024, 5, 1)), "ann").drawn.ties) == 1
    assert len(filtered(drawn, Filters(since=date(2025, 1, 1)), "ann").drawn.ties) == 0


def test_choices_count_items_and_links_the_most_frequent_first() -> None:
    found = choices(ROBBERY)

    assert list(found.links.items())[:2] == [("OCCURRED_AT", 2), ("SUBJECT_OF", 2)]
    assert found.agencies == {"MPD": 3, "PGPD": 4}
    assert list(found.agencies) == ["PGPD", "MPD"]
    assert found.places == {"HYATTSVILLE MD": 1, "WASHINGTON DC": 1}


@given(
    st.frozensets(st.sampled_from(["person", "incident", "location"])),
    st.frozensets(st.sampled_from(["MPD", "PGPD"])),
    st.dates(date(2023, 12, 1), date(2024, 4, 1)),
)
def test_what_is_left_is_of_the_picture_and_every_link_has_both_ends(
    kinds: frozenset[str], agencies: frozenset[str], since: date
) -> None:
    found = filtered(ROBBERY, Filters(kinds=kinds, agencies=agencies, since=since), "ann")

    ids = {c.id for c in found.drawn.cards}
    assert set(found.drawn.cards) <= set(ROBBERY.cards)
    assert all(t.start in ids and t.end in ids for t in found.drawn.ties)
    assert found.items_out == len(ROBBERY.cards) - len(ids)
