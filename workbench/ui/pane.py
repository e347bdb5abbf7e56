"""The chart with its filters, its panel and what stands below, in one fragment: a click moves
nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import cast

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.errors import WorkbenchError
from workbench.explore.cards import Card
from workbench.explore.expand import expand
from workbench.explore.filtering import Left, choices, filtered
from workbench.explore.picture import MOST_SHOWN, Drawn, History, Picture
from workbench.ui import acts, address, state
from workbench.ui.below import below
from workbench.ui.chooser import chooser
from workbench.ui.components.canvas import CanvasEvent, Chosen, Placed, canvas
from workbench.ui.connection import gateway
from workbench.ui.elements import Marks, elements
from workbench.ui.filters import filters_column
from workbench.ui.layout import Style
from workbench.ui.page import failure
from workbench.ui.panel import entity_panel, tie_panel
from workbench.ui.pathing import paths_panel
from workbench.ui.reading import anchors_for, days_for, drawn_for, unreviewed_for
from workbench.ui.times import in_time

FIRST = 18
"""Neighbours on a new picture: as many as can be read without moving closer."""
PATHS_KEY = "explore.paths"
LAYOUTS = {
    "organic": "Organic",
    "hierarchical": "Levels",
    "radial": "Rings",
    "time": "By time",
}


def begin(gateway_: Gateway, ids: tuple[str, ...], *, neighbours: bool) -> None:
    """Begin a picture with items and the links among them, or with the first's neighbours too.

    Undo leads back to the picture that was there.
    """
    start = Picture(ids[0], ids)
    if neighbours:
        found = expand(gateway_, ids[0], limit=FIRST)
        start = start.with_neighbours(ids[0], (card.id for card in found.neighbours))
    before = state.history()
    state.begin(before.then(start) if before else History(start))


@st.fragment
def pane() -> None:
    """Draw the chart and what belongs to it; errors stay inside."""
    try:
        _pane(gateway())
    except WorkbenchError as error:
        # the chart was not drawn: the next one takes from the picture where items were put
        state.move_back()
        failure(error)


def _pane(gateway_: Gateway) -> None:
    history = state.history()
    if history is None:
        return
    picture = history.present
    drawn = drawn_for(gateway_, picture)
    days = days_for(gateway_, drawn)
    filters = state.filters()
    inside = days.inside(filters.since, filters.until) if filters.dated else None
    left = filtered(drawn, filters, picture.focus, inside)
    # the bars show all of time, so that another span can be chosen over them
    ever = replace(filters, since=None, until=None)
    timed = _ids(filtered(drawn, ever, picture.focus) if filters.dated else left)
    if told := state.told():
        st.toast(told, icon=":material/info:")
    with st.container(key="pane"):
        side, middle, right = st.columns([0.15, 0.55, 0.30], gap="small")
    with side, st.container(key="filters"):
        _hidden(picture)
        filters_column(choices(drawn), left)
    with middle:
        _tools(history)
        event = _canvas(picture, left, Marks(unreviewed_for(gateway_, drawn), state.path()))
        _guarded(lambda: below(gateway_, left, days.of(timed), days))
    with right, st.container(key="panel", border=True):
        _guarded(lambda: _panel(gateway_, picture, drawn, left, event))
    _guarded(lambda: _write_address(gateway_, picture))


def _ids(left: Left) -> dict[str, None]:
    """What is left, in its order and quick to ask."""
    return dict.fromkeys(card.id for card in left.drawn.cards)


def _canvas(picture: Picture, left: Left, marks: Marks) -> CanvasEvent:
    nodes, links = elements(picture, left.drawn, marks)
    if picture.layout == "time" and (axis := in_time(node.when for node in nodes)):
        st.caption(axis)
    return canvas(
        nodes,
        links,
        key=state.CANVAS,
        height=None,
        arrangement=state.arrangement(),
        style=cast(Style, picture.layout),
        chosen=Chosen(state.selected(), state.pointed()),
        placed=Placed(picture.moved, state.undone()),
        shortcuts=acts.KEYS,
        empty=_empty(picture, left),
        on_expand=acts.on_expand,
        on_select=acts.on_select,
        on_command=acts.on_command,
        on_move=acts.on_move,
    )


def _empty(picture: Picture, left: Left) -> str:
    if not picture.shown:
        return "Everything is hidden. Undo, or search again."
    if left.items_out:
        return (
            f"Nothing is left: the filters leave out all {left.items_out:,} items. Clear filters."
        )
    return "There is nothing here that you may see. Search again."


def _panel(
    gateway_: Gateway, picture: Picture, drawn: Drawn, left: Left, event: CanvasEvent
) -> None:
    cards = {card.id: card for card in drawn.cards}
    ties = {tie.id: tie for tie in drawn.ties}
    if state.task() == acts.PATHS:
        _paths(gateway_, cards)
        return
    if (choosing := state.choosing()) in cards:
        chooser(gateway_, cards[choosing], picture, drawn, acts.add)
        return
    if event.selected_links and not event.selected and event.selected_links[0] in ties:
        tie_panel(gateway_, ties[event.selected_links[0]], cards)
        return
    there = _ids(left)
    chosen = [i for i in state.selected() if i in there]
    if len(chosen) > 1:
        st.caption(f"{len(chosen)} items are selected; the first is shown.")
    if id_ := told_of(chosen, picture.focus, there):
        entity_panel(gateway_, id_, acts.add)
    else:
        st.caption("Nothing is drawn.")


def told_of(chosen: Sequence[str], focus: str, there: Collection[str]) -> str | None:
    """The item that the panel tells of: one that is drawn, the focus where nothing is selected."""
    if chosen:
        return chosen[0]
    return focus if focus in there else next(iter(there), None)


def _hidden(picture: Picture) -> None:
    if picture.off:
        st.button(
            f"{len(picture.off):,} hidden · show",
            key="tool-hidden",
            type="tertiary",
            on_click=acts.show_hidden,
            help="Shows again what was taken off the chart.",
        )


def _paths(gateway_: Gateway, cards: Mapping[str, Card]) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Close", key="tool-paths-close", icon=":material/close:", on_click=acts.done)
        st.caption("Press **p** again to take another selection.")
    ends = [cards[id_] for id_ in state.ends() if id_ in cards]
    paths_panel(
        gateway_,
        ends,
        acts.show,
        key=PATHS_KEY,
        drop_unreviewed=state.firm(),
        avoid_hubs=state.avoids_hubs(),
    )
    keep_choices()


def keep_choices() -> None:
    """Remember what was chosen for paths: Streamlit forgets it once the panel is closed."""
    state.keep_firm(bool(st.session_state.get(f"{PATHS_KEY}.firm", state.firm())))
    state.keep_avoids_hubs(bool(st.session_state.get(f"{PATHS_KEY}.hubs", state.avoids_hubs())))


def _tools(history: History) -> None:
    selected = not history.present.standing.isdisjoint(state.selected())
    with st.container(key="tools", horizontal=True, gap="small", vertical_alignment="center"):
        _tool("undo", "Undo", acts.undo, off=not history.past, tip="z")
        _tool("redo", "Redo", acts.redo, off=not history.future, tip="Z")
        _tool("hide", "Hide", acts.hide, off=not selected, tip="h: takes the selection off")
        _tool("pin", "Pin", acts.pin, off=not selected,
              tip="Space: the selection stays where it is when the chart is arranged")  # fmt: skip
        _tool("group", "Group", acts.group, off=not selected,
              tip="g: draws the selection together, or opens a group")  # fmt: skip
        _tool("clear", "Clear", acts.clear, off=len(history.present.shown) < 2,
              tip="leaves only what was searched for")  # fmt: skip
        with st.popover("Layout", width="content", key="tool-layout"):
            for name, words in LAYOUTS.items():
                st.button(words, key=f"layout-{name}", on_click=acts.arrange, args=(name,))
            st.caption("What is pinned stays. Undo brings the positions back.")
        _tool("path", "Paths", acts.find_paths, off=False,
              tip="p: how are two or more items tied?")  # fmt: skip
        if len(history.present.shown) >= MOST_SHOWN:
            st.caption(f"full at {MOST_SHOWN:,} items", width="content")


def _tool(name: str, label: str, act: Callable[[], None], *, off: bool, tip: str) -> None:
    st.button(label, key=f"tool-{name}", on_click=act, disabled=off, help=tip)


def _write_address(gateway_: Gateway, picture: Picture) -> None:
    """Let the address name the picture: whoever opens it sees it in their own rights."""
    said = address.write(
        address.Address(
            around=anchors_for(gateway_, picture),
            filters=state.filters(),
            firm=state.firm(),
        )
    )
    if said != state.address() or said != st.query_params.to_dict():
        state.keep_address(said, picture)
        st.query_params.from_dict(said)


def _guarded(part: Callable[[], None]) -> None:
    """Draw a part; where it fails, say so in its place and keep the rest."""
    try:
        part()
    except WorkbenchError as error:
        failure(error)
