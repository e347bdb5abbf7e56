"""What a person does with what is selected."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import streamlit as st

from workbench.explore.picture import History, Picture
from workbench.ui import acts, state
from workbench.ui.pane import told_of

BOXED = ["a", "a>SUBJECT_OF>b", "b", "c>SUBJECT_OF>b", "c", "hub:a", "d"]
"""Four items, as a box selects them: with the links and the hub among them."""


@pytest.fixture(autouse=True)
def chart() -> Iterator[None]:
    """A chart of five items of which four are selected."""
    st.session_state.clear()
    state.keep(History(Picture("a", ("a", "b", "c", "d", "e"))))
    st.session_state[state.CANVAS] = {"selected": BOXED}
    state.take_selection(BOXED)
    yield
    st.session_state.clear()


def present() -> Picture:
    history = state.history()
    assert history is not None
    return history.present


def test_a_group_counts_the_items_in_it_and_no_links() -> None:
    acts.group()

    (group,) = present().groups
    assert (group.name, group.members) == ("4 items", ("a", "b", "c", "d"))


def test_a_group_that_takes_up_a_group_counts_all_items() -> None:
    acts.group()
    (first,) = present().groups
    st.session_state[state.CANVAS] = {"selected": [first.id, "e", f"{first.id}>SUBJECT_OF>e"]}

    acts.group()

    assert [group.name for group in present().groups] == ["5 items"]


def test_pins_and_paths_are_of_items() -> None:
    acts.pin()
    acts.find_paths()

    assert present().pinned == {"a", "b", "c", "d"}
    assert state.ends() == ("a", "b", "c", "d")


def test_hiding_takes_items_off_and_a_link_alone_hides_nothing() -> None:
    acts.hide()
    assert present().shown == ("e",)

    st.session_state[state.CANVAS] = {"selected": ["a>SUBJECT_OF>b"]}
    acts.hide()

    assert present().shown == ("e",)


def test_what_was_hidden_comes_back_as_a_step() -> None:
    acts.hide()
    assert present().off == ("a", "b", "c", "d")

    acts.show_hidden()
    assert (set(present().shown), present().off) == ({"a", "b", "c", "d", "e"}, ())

    acts.undo()
    assert present().shown == ("e",)


def test_the_panel_tells_of_what_is_drawn_and_of_the_focus_where_nothing_is_selected() -> None:
    assert told_of(["b", "c"], "a", ["a", "b", "c"]) == "b"
    assert told_of([], "a", ["b", "a"]) == "a"
    assert told_of([], "hidden", ["b", "c"]) == "b"
    assert told_of([], "hidden", []) is None
