"""The canvas with the panel of what is selected on it, in one fragment: a click moves nothing."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.errors import WorkbenchError
from workbench.explore.cards import Card
from workbench.explore.expand import expand
from workbench.explore.picture import MOST_SHOWN, Drawn, History, Picture, draw
from workbench.explore.words import link_words
from workbench.ui import state
from workbench.ui.chooser import chooser
from workbench.ui.components.canvas import CanvasLink, CanvasNode, canvas, expand_requested
from workbench.ui.connection import gateway
from workbench.ui.page import failure
from workbench.ui.panel import entity_panel, tie_panel

FIRST = 18
"""Neighbours on a new picture: as many as can be read without moving closer."""
ADDED = 12
"""Neighbours that one expansion adds: as many as can be read beside what is there."""
HUB = "more:"
"""Begins the id of the "+N more" node of an item."""
KEYS = {"h": "hide", "z": "undo", "Z": "redo"}


def begin(gateway_: Gateway, opened: str, id_: str) -> None:
    """Begin a picture with an entity and its neighbours."""
    found = expand(gateway_, id_, limit=FIRST)
    start = Picture(id_, (id_,))
    picture = start.with_neighbours(id_, (card.id for card in found.neighbours))
    state.begin(opened, History(picture))


@st.fragment
def pane() -> None:
    """Draw the canvas and the panel; errors stay inside."""
    try:
        _pane(gateway())
    except WorkbenchError as error:
        failure(error)


def _pane(gateway_: Gateway) -> None:
    history = state.history()
    if history is None:
        return
    picture = history.present
    drawn = _drawn(gateway_, picture)
    if told := state.told():
        st.toast(told, icon=":material/check:")
    with st.container(key="pane"):
        left, right = st.columns([0.64, 0.36], gap="small")
    with left:
        selected_before = _selection()
        _tools(history, selected_before)
        nodes, links = _elements(picture, drawn)
        event = canvas(
            nodes,
            links,
            key=state.CANVAS,
            height=None,
            arrangement=state.arrangement(),
            shortcuts=KEYS,
            empty="Everything is hidden. Undo, or search again.",
            on_expand=_on_expand,
            on_select=_on_select,
            on_command=_on_command,
        )
        if len(picture.shown) >= MOST_SHOWN:
            st.caption(f"The picture is full at {MOST_SHOWN} items: hide some to add others.")
    with right, st.container(key="panel", border=True):
        cards = {card.id: card for card in drawn.cards}
        ties = {tie.id: tie for tie in drawn.ties}
        if (choosing := state.choosing()) in cards:
            chooser(gateway_, cards[choosing], picture, add)
        elif event.selected_links and not event.selected and event.selected_links[0] in ties:
            tie_panel(gateway_, ties[event.selected_links[0]], cards)
        else:
            chosen = [i for i in event.selected if i in cards]
            id_ = chosen[0] if chosen else picture.focus
            if len(chosen) > 1:
                st.caption(f"{len(chosen)} items are selected; the first is shown.")
            entity_panel(gateway_, id_, add)


def add(id_: str, neighbours: list[str]) -> None:
    """Put neighbours of an item on the picture; where all are on it, say so and take no step."""
    history = state.history()
    if history is None:
        return
    if set(neighbours) <= set(history.present.shown):
        state.tell("All that this leads to is on the chart already.")
        return
    state.keep(history.then(history.present.with_neighbours(id_, neighbours)))


def _drawn(gateway_: Gateway, picture: Picture) -> Drawn:
    key = (picture.shown, tuple(gateway_.viewable), gateway_.as_of())
    found = state.drawn(key)
    if found is None:
        found = draw(gateway_, picture)
        state.keep_drawn(key, found)
    return found


def _elements(picture: Picture, drawn: Drawn) -> tuple[list[CanvasNode], list[CanvasLink]]:
    nodes = [_node(card, picture, drawn.hidden.get(card.id, 0)) for card in drawn.cards]
    links = [
        CanvasLink(t.id, t.start, t.end, link_words(t.type), records=t.records) for t in drawn.ties
    ]
    for card in drawn.cards:
        more = drawn.hidden.get(card.id, 0)
        if more and card.id in picture.expanded:
            hub = f"{HUB}{card.id}"
            nodes.append(CanvasNode(hub, "hub", f"+{more:,} more"))
            links.append(CanvasLink(f"{hub}>", card.id, hub, "not shown"))
    return nodes, links


def _node(card: Card, picture: Picture, more: int) -> CanvasNode:
    return CanvasNode(
        id=card.id,
        kind=card.kind,  # type: ignore[arg-type]
        label=card.title,
        detail=card.subtitle.partition(" · ")[0],
        agencies=card.agencies,
        focus=card.id == picture.focus,
        caution=card.caution,
        more=0 if card.id in picture.expanded else more,
        ring="disagree" if card.disagree else "",
    )


def _tools(history: History, selected: list[str]) -> None:
    row = st.container(horizontal=True, gap="small", vertical_alignment="center")
    with row:
        _tool("undo", "Undo", _undo, off=not history.past, tip="z")
        _tool("redo", "Redo", _redo, off=not history.future, tip="Z")
        _tool("hide", "Hide", _hide, off=not selected, tip="h: takes the selection off")
        _tool("clear", "Clear", _clear, off=len(history.present.shown) < 2,
              tip="leaves only what was searched for")  # fmt: skip
        st.caption("Double-click or **e** expands", width="content")


def _tool(name: str, label: str, act: Callable[[], None], *, off: bool, tip: str) -> None:
    st.button(label, key=f"tool-{name}", on_click=act, disabled=off, help=tip)


def _selection() -> list[str]:
    chosen = state.canvas().get("selected")
    return [i for i in chosen if isinstance(i, str)] if isinstance(chosen, list) else []


def _on_expand() -> None:
    """What the browser names is looked up for this viewer like everything else."""
    id_, history = expand_requested(state.CANVAS), state.history()
    if id_ is None or history is None:
        return
    if id_.startswith(HUB):
        state.choose(id_.removeprefix(HUB))
        return
    if id_ not in history.present.shown:
        return
    picture = history.present
    try:
        drawn = _drawn(gateway(), picture)
        if id_ in picture.expanded and id_ in drawn.hidden:
            state.choose(id_)
            return
        state.choose(None)
        tied = sum(id_ in (tie.start, tie.end) for tie in drawn.ties)
        found = expand(gateway(), id_, limit=ADDED + tied)
    except WorkbenchError:
        return
    unseen = [card.id for card in found.neighbours if card.id not in picture.shown]
    add(id_, unseen[:ADDED])


def _on_select() -> None:
    hubs = [i for i in _selection() if i.startswith(HUB)]
    state.choose(hubs[0].removeprefix(HUB) if hubs else None)


def _on_command() -> None:
    acts = {"h": _hide, "z": _undo, "Z": _redo}
    act = acts.get(str(state.canvas().get("command")))
    if act:
        act()


def _undo() -> None:
    history = state.history()
    if history is not None:
        state.keep(history.undone())


def _redo() -> None:
    history = state.history()
    if history is not None:
        state.keep(history.redone())


def _hide() -> None:
    history = state.history()
    if history is not None:
        state.keep(history.then(history.present.without(_selection())))


def _clear() -> None:
    history = state.history()
    if history is not None:
        focus = history.present.focus
        state.keep(history.then(Picture(focus, (focus,))))
