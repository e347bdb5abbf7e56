"""What a path rests on: changes of part, weak points, and ranks."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.cards import Card
from workbench.explore.evidence import (
    Behind,
    Path,
    Point,
    Step,
    Weakness,
    by_length,
    by_strength,
    path,
    through,
)
from workbench.explore.merges import FirmParts

joins = st.lists(
    st.frozensets(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1),
    min_size=1,
    max_size=4,
)
points = st.lists(st.tuples(st.sampled_from(list(Weakness)[:-1]), st.integers(0, 3)), max_size=4)


@given(joins)
def test_a_path_changes_part_as_seldom_as_can_be(steps: list[frozenset[tuple[int, int]]]) -> None:
    fewest = min(
        sum(a[1] != b[0] for a, b in pairwise(chain)) for chain in product(*map(sorted, steps))
    )

    led = through([str(n) for n in range(len(steps) + 1)], steps)

    assert sum(one.enters != one.leaves for one in led) == fewest
    chain = [(a.leaves, b.enters) for a, b in pairwise(led)]
    assert all(one in step for one, step in zip(chain, steps, strict=True))


def made(weak: list[tuple[Weakness, int]], name: str = "") -> Path:
    told = tuple(Point(w, "i", n, "") for w, n in sorted(weak))
    steps = tuple(Step("a", "b", (), 1, ("MPD",)) for _ in weak)
    return Path(("a", "b"), steps, told, ("MPD",), 1, name)


@given(points, points)
def test_of_two_paths_the_one_whose_weakest_point_is_stronger_comes_first(
    one: list[tuple[Weakness, int]], other: list[tuple[Weakness, int]]
) -> None:
    first, second = by_strength([made(one, "1"), made(other, "2")])

    def weakest(ranked: Path) -> tuple[int, int]:
        found = ranked.weakest
        return (found.weakness, found.records) if found else (Weakness.NONE, 0)

    assert weakest(first) >= weakest(second)


@given(points)
def test_a_further_weak_point_never_makes_a_path_stronger(
    weak: list[tuple[Weakness, int]],
) -> None:
    plain, weaker = made(weak, "1"), made([*weak, (Weakness.ONE_RECORD, 1)], "2")

    assert by_strength([weaker, plain]) == (plain, weaker)


def test_by_length_the_shorter_comes_first_although_it_is_weaker() -> None:
    short = made([(Weakness.MERGE, 2)])
    long = made([(Weakness.ONE_AGENCY, 9), (Weakness.ONE_AGENCY, 9)])

    assert by_strength([short, long]) == (long, short)
    assert by_length([long, short]) == (short, long)


CARDS = {i: Card(i, "person", f"ITEM {i}", "", ("MPD",), 1) for i in "abc"}
BEHIND = {
    ("a", "b"): [Behind("a", "b", "SUBJECT_OF", "MPD|R|1", "MPD|R|2", "2024-01-01T05:00")],
    ("b", "c"): [
        Behind("c", "b", "SUBJECT_OF", "PGPD|R|4", "PGPD|R|3", ""),
        Behind("c", "b", "SUBJECT_OF", "PGPD|R|5", "PGPD|R|3", ""),
    ],
}


def test_a_path_names_its_weakest_point_first_and_the_records_on_either_side() -> None:
    parts = {"b": FirmParts((("MPD|R|2",), ("PGPD|R|3",)))}

    found = path(["a", "b", "c"], BEHIND, parts, CARDS, {"b": 250}, name="", firm=False)

    assert [p.weakness for p in found.points] == [
        Weakness.MERGE, Weakness.HUB, Weakness.ONE_RECORD, Weakness.ONE_AGENCY,
    ]  # fmt: skip
    assert "entered by MPD|R|2 and left by PGPD|R|3" in found.points[0].words
    assert "250" in found.points[1].words
    assert found.agencies == ("MPD", "PGPD")
    assert [(s.records, s.agencies) for s in found.steps] == [(1, ("MPD",)), (2, ("PGPD",))]
    assert found.steps[1].links[0].outgoing is False


def test_an_end_with_parts_says_for_which_of_its_records_the_path_holds() -> None:
    parts = {"a": FirmParts((("MPD|R|0",), ("MPD|R|1",)))}

    found = path(["a", "b"], BEHIND, parts, CARDS, {}, name="", firm=True)

    assert found.points[0].weakness is Weakness.END
    assert found.points[0].words == (
        "The path rests on one of the 2 records of ITEM a, MPD|R|1. Scores alone join the other "
        "one to it, and nobody has reviewed that. That concerns only this end itself, no step of "
        "the path"
    )


def test_an_end_says_how_many_records_are_joined_firmly_and_how_many_by_scores() -> None:
    firm = tuple(f"MPD|R|{n}|" for n in range(1, 6))
    parts = {"a": FirmParts((firm, *((f"PGPD|R|{n}|",) for n in range(3))))}
    behind = {("a", "b"): [Behind("a", "b", "SUBJECT_OF", "MPD|R|1|", "MPD|R|9|", "")]}

    found = path(["a", "b"], behind, parts, CARDS, {}, name="", firm=False)

    assert found.points[0].words == (
        "5 of the 8 records of ITEM a are joined by reviews or exact identifiers, and the path "
        "rests on those. Scores alone join the other 3, and nobody has reviewed that"
    )
    assert found.points[1].words == "ITEM a – ITEM b: one record of MPD says so, MPD|R|1"
