"""What a person does with a picture: each a step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbench.errors import WorkbenchError
from workbench.explore.expand import expand
from workbench.explore.picture import GROUP, MOST_SHOWN, Drawn, History, Picture
from workbench.explore.words import many
from workbench.ui import state
from workbench.ui.components.canvas import expand_requested, moved_items, positions_before
from workbench.ui.connection import gateway
from workbench.ui.elements import HUB
from workbench.ui.reading import drawn_for
from workbench.ui.text import sentence

ADDED = 12
"""Neighbours that one expansion adds: as many as can be read beside what is there."""
PATHS = "paths"
"""The task of the panel while paths are looked for."""
KEYS = {
    "p": "find paths from the selection",
    "h": "hide the selection",
    "Space": "pin the selection, or let it go",
    "g": "group the selection, or open the group",
    "z": "undo",
    "Z": "redo",
}


def add(id_: str, neighbours: Sequence[str]) -> None:
    """Put neighbours of an item on the picture; where all are on it, say so and take no step."""
    history = state.history()
    if history is None:
        return
    if set(neighbours) <= set(history.present.shown):
        state.tell("All that this leads to is on the chart already.")
        return
    _then(history, history.present.with_neighbours(id_, neighbours))


def show(items: Sequence[str], ties: Sequence[str]) -> None:
    """Put a path on the picture and let it stand out."""
    history = state.history()
    if history is None:
        return
    _then(history, history.present.with_items(items))
    state.show_path(frozenset((*items, *ties)))


def _then(history: History, picture: Picture) -> None:
    if len(picture.shown) == MOST_SHOWN > len(history.present.shown):
        state.tell(f"The chart is full at {MOST_SHOWN:,} items: hide some to add others.")
    state.keep(history.then(picture))


def on_expand() -> None:
    """What the browser names is looked up for this viewer like everything else."""
    id_, history = expand_requested(state.CANVAS), state.history()
    if id_ is None or history is None:
        return
    if id_.startswith(GROUP):
        state.keep(history.then(history.present.ungrouped([id_])))
        return
    if id_.startswith(HUB):
        state.choose(id_.removeprefix(HUB))
        return
    if id_ not in history.present.shown:
        return
    try:
        _expand(history.present, id_)
    except WorkbenchError as error:
        state.tell(f"Nothing was added: {sentence(str(error))}.")


def _expand(picture: Picture, id_: str) -> None:
    here = gateway()
    drawn: Drawn = drawn_for(here, picture)
    if id_ in picture.expanded and id_ in drawn.hidden:
        state.choose(id_)
        return
    state.choose(None)
    tied = sum(id_ in (tie.start, tie.end) for tie in drawn.ties)
    found = expand(here, id_, limit=ADDED + tied)
    unseen = [card.id for card in found.neighbours if card.id not in picture.shown]
    add(id_, unseen[:ADDED])
    if state.filters().any:
        state.tell("Filters are set: what was added and does not meet them is not drawn.")


def on_select() -> None:
    """Take what was selected on the chart."""
    chosen = _said("selected")
    state.take_selection([i for i in chosen if not i.startswith(HUB)])
    hubs = [i for i in chosen if i.startswith(HUB)]
    state.choose(hubs[0].removeprefix(HUB) if hubs else None)


def on_move() -> None:
    """Remember where items were put, as a step."""
    history, moved = state.history(), moved_items(state.CANVAS)
    if history is not None and moved:
        history = history.at(positions_before(state.CANVAS))
        state.keep(history.then(history.present.with_moves(moved)))


def on_command() -> None:
    """Do what a key stands for."""
    acts = {"h": hide, "z": undo, "Z": redo, "Space": pin, "g": group, "p": find_paths}
    act = acts.get(str(state.canvas().get("command")))
    if act:
        act()


def undo() -> None:
    """One step back."""
    history = state.history()
    if history is not None:
        _back_to(history, history.undone())


def redo() -> None:
    """One step forward again."""
    history = state.history()
    if history is not None:
        _back_to(history, history.redone())


def _back_to(history: History, other: History) -> None:
    if other.present.moved != history.present.moved:
        state.move_back()
    state.keep(other)


def hide() -> None:
    """Take the selection off."""
    _step(lambda picture: picture.without(_selected()))
    state.take_selection(())


def show_hidden() -> None:
    """Bring back what was taken off."""
    history = state.history()
    if history is not None:
        _then(history, history.present.with_items(history.present.off))


def pin() -> None:
    """Pin the selection, or let it go."""
    _step(lambda picture: picture.with_pins(_selected()))


def group() -> None:
    """Draw the selection together, or open the groups in it."""
    chosen = _selected()
    groups = [i for i in chosen if i.startswith(GROUP)]
    if groups and len(groups) == len(chosen):
        _step(lambda picture: picture.ungrouped(groups))
    elif len(chosen) < 2:
        state.tell("Select two or more items to group them.")
    else:
        _step(lambda picture: picture.grouped(chosen, many(len(picture.held(chosen)), "item")))
        state.take_selection(())


def arrange(layout: str) -> None:
    """Arrange anew; what is pinned stays."""
    history = state.history()
    if history is not None:
        history = history.at(positions_before(state.CANVAS))
        state.keep(history.then(history.present.arrange(layout)))


def clear() -> None:
    """Leave only what the picture was begun with."""
    _step(lambda picture: Picture(picture.focus, (picture.focus,)))


def find_paths() -> None:
    """Give the panel to paths among what is selected, or from where the picture began."""
    history = state.history()
    chosen = [i for i in _selected() if not i.startswith(GROUP)]
    state.keep_ends(chosen or ([history.present.focus] if history else []))
    state.begin_task(PATHS)
    state.choose(None)


def done() -> None:
    """Give the panel back to what is selected."""
    state.begin_task("")
    state.show_path(frozenset())


def _step(step: Callable[[Picture], Picture]) -> None:
    history = state.history()
    if history is not None:
        state.keep(history.then(step(history.present)))


def _selected() -> list[str]:
    """The items and groups that are selected now: the chart may have sent them with the key.

    A box selects links too; they go with their items.
    """
    history = state.history()
    standing = history.present.standing if history else frozenset[str]()
    return [i for i in _said("selected") or state.selected() if i in standing]


def _said(name: str) -> list[str]:
    chosen = state.canvas().get(name)
    return [i for i in chosen if isinstance(i, str)] if isinstance(chosen, list) else []
