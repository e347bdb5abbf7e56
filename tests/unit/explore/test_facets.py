"""Facets count answers and narrow them; each count says what choosing it would leave."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.facets import NOTHING_CHOSEN, Facet, Facets, Traits, choose, count

VALUES = st.frozensets(st.sampled_from("abc"), max_size=3)
ANSWERS = st.dictionaries(
    st.text("0123456789", min_size=1, max_size=3),
    st.fixed_dictionaries(dict.fromkeys(Facet, VALUES)),
    max_size=12,
)
CHOSEN = st.builds(Facets, VALUES, VALUES, VALUES, VALUES, VALUES)


@given(ANSWERS)
def test_nothing_chosen_leaves_all(of: dict[str, Traits]) -> None:
    assert choose(of, NOTHING_CHOSEN) == list(of)


@given(ANSWERS, CHOSEN)
def test_every_answer_left_has_a_value_of_each_facet_chosen(
    of: dict[str, Traits], chosen: Facets
) -> None:
    for id_ in choose(of, chosen):
        for facet in Facet:
            assert not chosen.of(facet) or chosen.of(facet) & of[id_][facet]


@given(ANSWERS, CHOSEN, st.sampled_from(Facet), st.sampled_from("abc"))
def test_a_count_is_what_choosing_its_value_alone_would_leave(
    of: dict[str, Traits], chosen: Facets, facet: Facet, value: str
) -> None:
    alone = Facets(**{f.value: (value,) if f is facet else chosen.of(f) for f in Facet})

    assert count(of, chosen).get(facet, {}).get(value, 0) == len(choose(of, alone))


@given(ANSWERS, CHOSEN)
def test_what_is_chosen_stays_listed_to_be_taken_back(
    of: dict[str, Traits], chosen: Facets
) -> None:
    counts = count(of, chosen)

    assert all(chosen.of(facet) <= counts.get(facet, {}).keys() for facet in Facet)


def test_years_stand_in_their_order_and_others_by_number() -> None:
    of: dict[str, Traits] = {
        "1": {Facet.YEAR: frozenset(("2023", "2024")), Facet.PLACE: frozenset(("A", "B"))},
        "2": {Facet.YEAR: frozenset(("2023",)), Facet.PLACE: frozenset(("B",))},
    }

    counts = count(of, NOTHING_CHOSEN)

    assert list(counts[Facet.YEAR].items()) == [("2024", 1), ("2023", 2)]
    assert list(counts[Facet.PLACE].items()) == [("B", 2), ("A", 1)]


def test_nothing_counts_or_chooses_by_race_or_ethnicity() -> None:
    assert {facet.value for facet in Facet} == {"kind", "agency", "role", "year", "place"}


def test_what_is_no_year_is_chosen_like_any_other_word() -> None:
    wrong = ("9" * 5_000, "20x4", "٢٠٢٤")

    counts = count({"1": {Facet.YEAR: frozenset(("2024",))}}, Facets(year=wrong))

    assert counts[Facet.YEAR] == {"2024": 1, **dict.fromkeys(wrong, 0)}
