"""A pasted list and its answers: every line by itself, and those that found nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.listed import BEST, LONGEST, Line, Listed, search_list, split
from workbench.explore.words import many
from workbench.ui import state
from workbench.ui.hits import Add, Open, rows
from workbench.ui.kept import kept
from workbench.ui.slow import slowly
from workbench.ui.text import html

TEXT = "search.list"
"""Key of the list as it was pasted."""
BOX = "search.list.box"
_LOOKS = "search.list.looks"
PICTURED = 60
"""Answers that one picture opens with; more would tell nothing."""

OpenAll = Callable[[Sequence[str]], None]
"""Opens one picture of several entities."""


def list_box() -> None:
    """The box that takes a list, behind a button beside the search box."""
    # looked up, the box closes: under another name it is another one
    with st.popover("List", width="content", key=f"list.popover.{_looks()}"):
        _list_box()


def _list_box() -> None:
    st.session_state.setdefault(BOX, st.session_state.get(TEXT, ""))
    st.text_area(
        f"Up to {LONGEST} plates, names, numbers or addresses, one on each line",
        key=BOX,
        height=220,
        placeholder="AB1234\nCarter, Marcus\n24-012345",
        help="Semicolons part lines too, and so do commas where everything stands on one line.",
    )
    st.button("Look up the list", key="list.look", type="primary", on_click=_look)


def keep(text: str) -> None:
    """Take a text as the list that is looked up; the box for one thing is empty then."""
    st.session_state[TEXT] = st.session_state[BOX] = text
    st.session_state[state.SEARCH] = ""
    st.query_params.from_dict({"list": "1"})


def _look() -> None:
    keep(st.session_state[BOX])
    st.session_state[_LOOKS] = _looks() + 1


def _looks() -> int:
    return int(st.session_state.get(_LOOKS, 0))


def listing(gateway: Gateway, open_: Open, open_all: OpenAll, add: Add | None) -> None:
    """The answers of the list that was pasted."""
    lines = split(st.session_state.get(TEXT, ""))
    if not lines:
        st.info("There is no list here: an address does not hold one. Paste it under **List**.")
        return
    listed = _answered(gateway, lines)
    _told(listed)
    _open_best(listed, open_all)
    for number, line in enumerate(listed.lines, start=1):
        _line(number, line, open_, add)


def _answered(gateway: Gateway, lines: tuple[str, ...]) -> Listed:
    """The answers, looked up once for what the viewer may see of the data as it stands."""
    there = [0]

    def report(done: int, total: int) -> None:
        there[0] = done

    def words() -> str:
        return f"Looking up {many(min(len(lines), LONGEST), 'line')}, {there[0]:,} of them answered"

    def answered() -> Listed:
        return slowly(words, lambda asked: search_list(asked, lines, report), key="list")

    return kept("search.list.answers", gateway, lines, answered)


def _told(listed: Listed) -> None:
    found = len(listed.lines) - len(listed.nothing)
    st.markdown(
        f"**{many(len(listed.lines), 'line')} read: {found:,} found something, "
        f"{len(listed.nothing):,} found nothing that you may see.**"
    )
    if left := listed.given - len(listed.lines):
        st.warning(
            f"{many(left, 'line')} of {listed.given:,} not read, the last ones: a list has "
            f"{LONGEST} at most. Look them up as another list."
        )
    if listed.nothing:
        items = "".join(f"<li>{html(text)}</li>" for text in listed.nothing)
        st.html(
            f'<details class="wb-nothing" open><summary>Found nothing: '
            f"{many(len(listed.nothing), 'line')}</summary><ul>{items}</ul></details>"
        )


def _open_best(listed: Listed, open_all: OpenAll) -> None:
    best = listed.best
    if len(best) < 2:
        return
    few = len(best) <= PICTURED
    words = (
        f"Open all {len(best):,} in one picture"
        if few
        else f"Open the first {PICTURED} of {len(best):,} in one picture"
    )
    st.button(
        words,
        key="tool-open-all",
        icon=":material/hub:",
        help="the best answer of each line; Add puts others on it",
        on_click=open_all,
        args=(best[:PICTURED],),
    )


def _line(number: int, line: Line, open_: Open, add: Add | None) -> None:
    if not line.hits:
        return
    cut = f"{len(line.hits)} of {line.total:,}, by best match"
    told = many(line.total, "answer") if line.total <= BEST else cut
    capped = " · its words are too common to look at all records: add another" * line.capped
    st.html(
        f'<div class="wb-facet">{number}. {html(line.text)} '
        f'<span class="wb-quiet">{html(told + capped)}</span></div>'
    )
    rows(line.hits, line.text, open_, add, within=f"{number}-")
