"""The graph canvas: a Streamlit part around vendored Cytoscape.js that requests nothing.

The browser keeps the picture. A rerun sends every item with its stable id; what is new is added
where Python placed it, what is gone is removed, and nothing else moves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from workbench.errors import InputError
from workbench.ui.layout import arrange, place
from workbench.ui.spacing import Point

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

Kind = Literal[
    "person",
    "vehicle",
    "location",
    "incident",
    "item",
    "phone",
    "email",
    "officer",
    "area",
    "hub",
]
Ring = Literal["", "unreviewed", "disagree"]

NOTHING_SHOWN = "Nothing to show yet. Search for a name, plate, phone or address to begin."
FARTHEST = 1e6
"""Largest coordinate taken from a browser, in canvas units."""


@dataclass(frozen=True, slots=True)
class CanvasNode:
    """One item on the chart. ``x`` and ``y`` are where it first stands; None lets us place it."""

    id: str
    kind: Kind
    label: str
    detail: str = ""
    """Second line, such as a birth date."""
    agencies: tuple[str, ...] = ()
    """Owning agencies; the first is written on the badge, the others are counted."""
    x: float | None = None
    y: float | None = None
    focus: bool = False
    caution: bool = False
    """Officer-safety caution or live warrant."""
    more: int = 0
    """Neighbours that are not shown."""
    ring: Ring = ""
    """``unreviewed``: rests on a merge nobody reviewed; ``disagree``: its records disagree."""
    pointer: bool = False
    """Known only as "agency X holds a record": drawn hatched."""


@dataclass(frozen=True, slots=True)
class CanvasLink:
    """One link between two shown items; wider with more records, dashed only if unconfirmed."""

    id: str
    source: str
    target: str
    label: str
    records: int = 1
    dashed: bool = False
    directed: bool = False
    """Draws an arrow to ``target``, where the label alone would not tell who did what."""


@dataclass(frozen=True, slots=True)
class CanvasEvent:
    """What the person did. Every id is one that was shown; the reader must still authorise it."""

    selected: tuple[str, ...] = ()
    """Selected items."""
    expand: str | None = None
    """The item to expand, in the one run that follows a double-click, ``e`` or Enter."""
    positions: Mapping[str, Point] = field(default_factory=dict)
    """Where each shown item stands, as placed by Python or moved by the person."""
    selected_links: tuple[str, ...] = ()
    command: str | None = None
    """The key of ``shortcuts`` that was pressed, in the one run that follows."""


def canvas(
    nodes: Sequence[CanvasNode],
    links: Sequence[CanvasLink],
    *,
    key: str,
    height: int | None = 560,
    arrangement: str = "",
    shortcuts: Mapping[str, str] | None = None,
    empty: str = NOTHING_SHOWN,
    on_expand: Callable[[], None] | None = None,
    on_select: Callable[[], None] | None = None,
    on_command: Callable[[], None] | None = None,
) -> CanvasEvent:
    """Draw the chart and return what the person did on it.

    Args:
        nodes: items, each id once across items and links.
        links: links whose two ends are among ``nodes``.
        key: names this canvas; its positions live as long as the browser tab.
        height: in pixels; None fills the height of what holds the canvas.
        arrangement: names the layout in use. While it stays the same nothing that is shown moves,
            whatever ``x`` and ``y`` say; a new name applies them to every item and fits the view.
        shortcuts: further keys and what they do, such as ``{"p": "find a path"}``; a press comes
            back as ``command``.
        empty: words in place of a chart without items.
        on_expand: runs before the script after a double-click, ``e`` or Enter; read the item with
            :func:`expand_requested`.
        on_select: runs before the script when the selection changed.
        on_command: runs before the script after a key of ``shortcuts``.

    Raises:
        InputError: an id comes twice, a link's end is missing, or a kind is unknown.
    """
    _check(nodes, links)
    positions = _positions(nodes, links, key, arrangement)
    sent = [
        asdict(node) | {"x": positions[node.id][0], "y": positions[node.id][1]} for node in nodes
    ]
    result = _component()(
        key=key,
        data={
            "key": key,
            "nodes": sent,
            "links": [asdict(link) for link in links],
            "height": height,
            "arrangement": arrangement,
            "shortcuts": dict(shortcuts or {}),
            "empty": empty,
        },
        on_selected_change=on_select or _nothing,
        on_positions_change=_nothing,
        on_expand_change=on_expand or _nothing,
        on_command_change=on_command or _nothing,
    )
    chosen = result.get("selected")
    chosen = [i for i in chosen if isinstance(i, str)] if isinstance(chosen, list) else []
    node_ids, link_ids = {node.id for node in nodes}, {link.id for link in links}
    expand, command = result.get("expand"), result.get("command")
    return CanvasEvent(
        selected=tuple(i for i in chosen if i in node_ids),
        expand=expand if isinstance(expand, str) and expand in node_ids else None,
        positions=positions,
        selected_links=tuple(i for i in chosen if i in link_ids),
        command=command if isinstance(command, str) and command in (shortcuts or {}) else None,
    )


def expand_requested(key: str) -> str | None:
    """The id that the browser asks to expand, for use inside ``on_expand``.

    It comes from the browser unchecked: authorise it before reading anything.
    """
    wanted = _state(key).get("expand")
    return wanted if isinstance(wanted, str) else None


@cache
def kinds() -> dict[str, dict[str, str]]:
    """Name, Cytoscape shape, colours, outline and icon (paths in a 24-unit box) of each kind."""
    table: dict[str, dict[str, str]] = json.loads(_source("canvas/kinds.json"))
    return table


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "workbench_canvas",
        html=_source("canvas/canvas.html"),
        css=_source("canvas/canvas.css"),
        js=_module(),
    )


def _module() -> str:
    """One ES module: the vendored bundle sees a CommonJS ``module``, so it sets no global."""
    return "\n".join(
        [
            "const cytoscape = (() => {",
            "const module = { exports: {} }, exports = module.exports;",
            _source("vendor/cytoscape-3.34.4.min.js"),
            "return module.exports;",
            "})();",
            f"const KINDS = {json.dumps(kinds())};",
            _source("canvas/look.js"),
            _source("canvas/labels.js"),
            _source("canvas/view.js"),
            _source("canvas/canvas.js"),
        ]
    )


def _source(name: str) -> str:
    return files("workbench.ui.components").joinpath(name).read_text(encoding="utf-8")


def _nothing() -> None:
    """Streamlit returns only the values that have a callback."""


def _check(nodes: Sequence[CanvasNode], links: Sequence[CanvasLink]) -> None:
    known: set[str] = set()
    for name in [*(node.id for node in nodes), *(link.id for link in links)]:
        if name in known:
            raise InputError(f"The chart holds {name!r} twice; give each item and link one id.")
        known.add(name)
    shown = {node.id for node in nodes}
    for link in links:
        for end in (link.source, link.target):
            if end not in shown:
                raise InputError(
                    f"Link {link.id!r} ends at {end!r}, which the chart does not hold; "
                    "add that item or leave the link out."
                )
    for node in nodes:
        if node.kind not in kinds():
            raise InputError(
                f"Item {node.id!r} is of unknown kind {node.kind!r}; "
                f"use one of {', '.join(kinds())}."
            )


def _state(key: str) -> Mapping[str, Any]:
    state = st.session_state.get(key)
    return state if isinstance(state, Mapping) else {}


def _positions(
    nodes: Sequence[CanvasNode], links: Sequence[CanvasLink], key: str, arrangement: str
) -> dict[str, Point]:
    """Where each item stands: as the person moved it, else as it stood, else as given, else new.

    A copy outlives the component, which forgets its state when another page is shown.
    """
    place_of_copy = f"{key}.positions"
    kept_for, kept = st.session_state.get(place_of_copy, ("", {}))
    if kept_for != arrangement:
        kept = {}
    given = {
        node.id: (float(node.x), float(node.y))
        for node in nodes
        if node.x is not None and node.y is not None
    }
    known = given | kept | _moved(_state(key).get("positions"), arrangement, {n.id for n in nodes})
    shown = {node.id: known[node.id] for node in nodes if node.id in known}
    ids = [node.id for node in nodes]
    pairs = [(link.source, link.target) for link in links]
    if shown:
        shown |= place(shown, ids, pairs)
    else:
        shown = arrange(ids, pairs, next((node.id for node in nodes if node.focus), None))
    st.session_state[place_of_copy] = (arrangement, known | shown)
    return {node: shown[node] for node in ids}


def _moved(state: object, arrangement: str, ids: set[str]) -> dict[str, Point]:
    """Moves reported by the browser, which may send anything: only shown ids and sane numbers."""
    if not isinstance(state, Mapping) or state.get("arrangement") != arrangement:
        return {}
    moves = state.get("at")
    if not isinstance(moves, Mapping):
        return {}
    return {
        node: (float(point[0]), float(point[1]))
        for node, point in moves.items()
        if node in ids and isinstance(point, list) and len(point) == 2 and all(map(_sane, point))
    }


def _sane(number: object) -> bool:
    return (
        isinstance(number, int | float)
        and not isinstance(number, bool)
        and abs(number) <= FARTHEST  # nor is any number that is none, or has no end
    )
