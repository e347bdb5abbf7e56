"""Items: a firearm by its serial with make and model."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from workbench.resolution import items
from workbench.resolution.items import Item

GLOCK = Item("A", "MPD", "FIREARM", "BKXR417", False, "GLOCK", "19", "9")


def weight(one: Item, other: Item) -> int:
    pair = items.compare(one, other)
    return pair.weight if pair else 0


def test_the_same_serial_make_and_model_is_one_firearm() -> None:
    assert weight(GLOCK, replace(GLOCK, key="B", agency="ATF")) > 10_000


def test_a_model_or_calibre_that_is_not_stated_holds_nothing_apart() -> None:
    assert weight(GLOCK, replace(GLOCK, key="B", model="", calibre="")) > 0


def test_the_same_serial_of_another_maker_is_another_firearm() -> None:
    assert weight(GLOCK, replace(GLOCK, key="B", make="RUGER", model="LCP")) < 0


def test_a_short_serial_needs_make_and_model_beside_it() -> None:
    short = replace(GLOCK, serial="417")

    assert weight(short, replace(short, key="B")) > 0
    assert weight(short, replace(short, key="B", model="43X")) < 0


def test_one_character_off_is_a_proposal_only() -> None:
    other = replace(GLOCK, key="B", serial="BKXR411")

    assert items.PROPOSED_FROM < weight(GLOCK, other) <= 0
    assert [pair.weight for pair in items.candidates([GLOCK, other])[0]] == [weight(GLOCK, other)]


def test_an_obliterated_or_missing_serial_never_joins() -> None:
    gone = replace(GLOCK, key="B", serial="", obliterated=True)
    blank = replace(GLOCK, key="C", serial="")

    assert items.candidates([GLOCK, gone, blank, replace(gone, key="D")]) == ([], [])


def test_other_property_is_no_firearm() -> None:
    assert items.compare(GLOCK, replace(GLOCK, key="B", category="TELEPHONE")) is None


def test_reads_graph_properties() -> None:
    row = {
        "key": "PGPD|RMS|1|I1", "agency": "PGPD", "item_category": "firearm",
        "serial_serial": "BKXR417", "serial_obliterated": False, "make": "S&W",
        "model": "M&P Shield", "calibre": ".40",
    }  # fmt: skip

    assert items.read(row) == Item(
        "PGPD|RMS|1|I1", "PGPD", "FIREARM", "BKXR417", False, "SMITH & WESSON", "M&P SHIELD", "40"
    )
    assert (
        items.read(row | {"calibre": "9MM"}).calibre
        == items.read(row | {"calibre": "9 mm"}).calibre
    )


def records() -> st.SearchStrategy[list[Item]]:
    fields = st.builds(
        Item,
        key=st.just(""),
        agency=st.just("MPD"),
        category=st.sampled_from(["", "FIREARM"]),
        serial=st.sampled_from(["", "BKXR417", "BKXR411", "BKX417", "417"]),
        obliterated=st.booleans(),
        make=st.sampled_from(["", "GLOCK", "RUGER"]),
        model=st.sampled_from(["", "19"]),
        calibre=st.sampled_from(["", "9", "40"]),
    )
    return st.lists(fields, max_size=8).map(
        lambda found: [replace(record, key=f"K{n}") for n, record in enumerate(found)]
    )


@given(records())
def test_comparing_is_symmetric_and_its_parts_sum(found: list[Item]) -> None:
    for one in found:
        for other in found:
            pair = items.compare(one, other)
            assert pair == items.compare(other, one)
            if pair:
                assert pair.weight == sum(part.weight for part in pair.parts)


@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(found: list[Item], random: Random) -> None:
    assert items.candidates(random.sample(found, len(found))) == items.candidates(found)


@given(records())
def test_what_is_never_compared_is_never_a_candidate(found: list[Item]) -> None:
    paired = {key for pair in items.candidates(found)[0] for key in (pair.left, pair.right)}

    assert not paired & {item.key for item in found if item.obliterated or not item.serial}
