"""Pictures and their history."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbench.explore.picture import MOST_SHOWN, History, Picture


def test_neighbours_come_after_what_is_shown_and_only_once() -> None:
    picture = Picture("a", ("a", "b")).with_neighbours("a", ["c", "b", "d"])

    assert picture.shown == ("a", "b", "c", "d")
    assert picture.expanded == {"a"}


def test_a_picture_never_grows_beyond_what_can_be_read() -> None:
    picture = Picture("a", ("a",)).with_neighbours("a", [str(i) for i in range(5_000)])

    assert len(picture.shown) == MOST_SHOWN
    assert picture.shown[0] == "a"


@given(st.lists(st.sampled_from("abcdef"), max_size=12))
def test_undoing_everything_gives_the_first_picture_and_redoing_the_last(steps: list[str]) -> None:
    first = History(Picture("x", ("x",)))
    history = first
    for step in steps:
        history = history.then(history.present.with_neighbours("x", [step]))
    last = history

    for _ in steps:
        history = history.undone()
    assert history.present == first.present

    for _ in steps:
        history = history.redone()
    assert history.present == last.present


def test_a_new_step_forgets_what_was_undone() -> None:
    history = History(Picture("a", ("a",)))
    history = history.then(Picture("a", ("a", "b"))).undone().then(Picture("a", ("a", "c")))

    assert history.redone() == history


def test_what_is_hidden_leaves_its_group_its_pin_and_its_place() -> None:
    picture = Picture("a", ("a", "b", "c", "d")).grouped(["b", "c"], "two")
    picture = picture.with_pins(["d", "group:1"]).with_moves({"d": (1.0, 2.0), "b": (3.0, 4.0)})

    left = picture.without(["b", "d"])

    assert left.shown == ("a", "c")
    assert (left.groups, left.pinned, left.moved) == ((), frozenset(), {})
    assert picture.without(["group:1"]).shown == ("a", "d")


def test_what_is_hidden_is_counted_until_it_comes_back() -> None:
    picture = Picture("a", ("a", "b", "c", "d")).grouped(["b", "c"], "two")

    hidden = picture.without(["group:1", "d", "never shown"])

    assert hidden.off == ("b", "c", "d")
    assert hidden.with_neighbours("a", ["c", "e"]).off == ("b", "d")
    back = hidden.with_items(hidden.off)
    assert (set(back.shown), back.off) == ({"a", "b", "c", "d"}, ())


def test_a_group_takes_up_groups_and_opens_again() -> None:
    picture = Picture("a", ("a", "b", "c", "d")).grouped(["b", "c"], "two")

    three = picture.grouped(["group:1", "d"], "three")

    assert [group.members for group in three.groups] == [("b", "c", "d")]
    assert three.standing == {"a", "group:2"}
    assert three.ungrouped(["group:2"]).standing == {"a", "b", "c", "d"}
    assert picture.grouped(["a"], "one alone") == picture


def test_pins_go_where_all_that_is_chosen_is_pinned() -> None:
    picture = Picture("a", ("a", "b")).with_pins(["a"])

    assert picture.with_pins(["a", "b"]).pinned == {"a", "b"}
    assert picture.with_pins(["a", "not shown"]).pinned == frozenset()


def test_a_new_arrangement_keeps_only_what_is_pinned_where_it_was_put() -> None:
    picture = Picture("a", ("a", "b")).with_moves({"a": (1.0, 1.0), "b": (2.0, 2.0)})

    assert picture.with_pins(["b"]).arrange("radial").moved == {"b": (2.0, 2.0)}
