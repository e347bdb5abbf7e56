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
