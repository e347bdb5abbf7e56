"""The graph canvas: a Streamlit part around vendored Cytoscape.js that requests nothing.

The browser keeps the picture. A rerun sends every item with its stable id; what is new is added
where Python placed it, what is gone is removed, and nothing else moves.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st

from workbench.errors import InputError
from workbench.ui.layout import Style, arrange, place
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
    "group",
    "hub",
]
Ring = Literal["", "unreviewed", "disagree", "both"]

NOTHING_SHOWN = "Nothing to show yet. Search for a name, plate, phone or address to begin."
SCRIPTS = ("look", "legend", "labels", "detail", "strokes", "view", "attend", "list", "canvas")
"""The parts of the browser's module, in the order in which they stand in it."""
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
    pinned: bool = False
    """Bears a pin; a new arrangement leaves it where it stands."""
    holds: int = 0
    """Items that a node of kind ``group`` stands for; expanding it asks Python to open it."""
    dim: bool = False
    """Faded: outside what is filtered for, such as a window of time."""
    strong: bool = False
    """Set off: on the path that was found."""
    when: str = ""
    """First date as ISO 8601 text, for the arrangement by time."""


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
    dim: bool = False
    """Faded: outside what is filtered for."""
    strong: bool = False
    """Set off: on the path that was found."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A selection made elsewhere: in a table, on a map, in time."""

    ids: tuple[str, ...]
    """Items and links; those that are not shown are left out."""
    serial: int
    """Shown once for each new number above 0; afterwards the selection is the person's again."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where items are to stand again, as after an undo. The view stays where it is."""

    at: Mapping[str, Point]
    """Items that it does not name stay where they are."""
    serial: int
    """Applied once for each new number above 0."""


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
    style: Style = "organic",
    chosen: Chosen | None = None,
    placed: Placed | None = None,
    shortcuts: Mapping[str, str] | None = None,
    empty: str = NOTHING_SHOWN,
    on_expand: Callable[[], None] | None = None,
    on_select: Callable[[], None] | None = None,
    on_command: Callable[[], None] | None = None,
    on_move: Callable[[], None] | None = None,
) -> CanvasEvent:
    """Draw the chart and return what the person did on it.

    Args:
        nodes: items, each id once across items and links.
        links: links whose two ends are among ``nodes``.
        key: names this canvas; its positions live as long as the browser tab.
        height: in pixels; None fills the height of what holds the canvas.
        arrangement: names the layout in use. While it stays the same nothing that is shown moves,
            whatever ``x`` and ``y`` say; a new name applies them to every item, arranges those
            without them anew about the pinned ones, and fits the view.
        style: how items without ``x`` and ``y`` are arranged.
        chosen: a selection made elsewhere.
        placed: where items are to stand again.
        shortcuts: further keys and what they do, such as ``{"p": "find a path"}``; a press comes
            back as ``command``. The space bar is ``"Space"``.
        empty: words in place of a chart without items.
        on_expand: runs before the script after a double-click, ``e`` or Enter; read the item with
            :func:`expand_requested`.
        on_select: runs before the script when the selection changed.
        on_command: runs before the script after a key of ``shortcuts``.
        on_move: runs before the script after the person moved items; read them with
            :func:`moved_items`, and where all stood before with :func:`positions_before`.

    Raises:
        InputError: an id comes twice, a link's end is missing, or a kind is unknown.
    """
    _check(nodes, links)
    positions = _positions(nodes, links, key, arrangement, style, placed)
    sent = {
        "key": key,
        "nodes": _columns(nodes, CanvasNode)
        | {axis: [positions[node.id][i] for node in nodes] for i, axis in enumerate("xy")},
        "links": _columns(links, CanvasLink),
        "height": height,
        "arrangement": arrangement,
        "placing": placed.serial if placed else 0,
        "select": {
            "serial": chosen.serial if chosen else 0,
            "ids": list(chosen.ids if chosen else ()),
        },
        "shortcuts": dict(shortcuts or {}),
        "empty": empty,
    }
    # by which the browser knows without a look at every item that nothing changed
    digest = blake2b(json.dumps(sent).encode(), digest_size=8).hexdigest()
    result = _component()(
        key=key,
        data=sent | {"digest": digest},
        on_selected_change=on_select or _nothing,
        on_positions_change=on_move or _nothing,
        on_expand_change=on_expand or _nothing,
        on_command_change=on_command or _nothing,
    )
    told = result.get("selected")
    selected = [i for i in told if isinstance(i, str)] if isinstance(told, list) else []
    node_ids, link_ids = {node.id for node in nodes}, {link.id for link in links}
    expand, command = result.get("expand"), result.get("command")
    return CanvasEvent(
        selected=tuple(i for i in selected if i in node_ids),
        expand=expand if isinstance(expand, str) and expand in node_ids else None,
        positions=positions,
        selected_links=tuple(i for i in selected if i in link_ids),
        command=command if isinstance(command, str) and command in (shortcuts or {}) else None,
    )


def expand_requested(key: str) -> str | None:
    """The id that the browser asks to expand, for use inside ``on_expand``.

    It comes from the browser unchecked: authorise it before reading anything.
    """
    wanted = _state(key).get("expand")
    return wanted if isinstance(wanted, str) else None


def moved_items(key: str) -> dict[str, Point]:
    """Where the person has just put items, for use inside ``on_move``; else empty."""
    before, arrangement, placing = _kept(key)
    told = _moved(_state(key).get("positions"), arrangement, placing, set(before))
    return {node: point for node, point in told.items() if point != before[node]}


def positions_before(key: str) -> dict[str, Point]:
    """Where every item stood in the last run, for use inside any of the callbacks."""
    return dict(_kept(key)[0])


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
            *(_source(f"canvas/{name}.js") for name in SCRIPTS),
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


def _columns(
    rows: Sequence[CanvasNode] | Sequence[CanvasLink], of: type[CanvasNode] | type[CanvasLink]
) -> dict[str, list[Any]]:
    """A list for each field: a name is sent once, not once for each of thousands of items."""
    return {one.name: [getattr(row, one.name) for row in rows] for one in fields(of)}


def _kept(key: str) -> tuple[dict[str, Point], str, int]:
    """Where items stood in the last run, in which arrangement, and the last ``Placed`` applied.

    This copy outlives the component, which forgets its state when another page is shown.
    """
    kept: tuple[dict[str, Point], str, int] = st.session_state.get(f"{key}.positions", ({}, "", 0))
    return kept


def _positions(
    nodes: Sequence[CanvasNode],
    links: Sequence[CanvasLink],
    key: str,
    arrangement: str,
    style: Style,
    placed: Placed | None,
) -> dict[str, Point]:
    """Where each item stands: as put back, as moved, else as it stood, else as given, else new."""
    kept, kept_for, placing = _kept(key)
    ids = [node.id for node in nodes]
    if kept_for != arrangement:
        pinned = {node.id for node in nodes if node.pinned}
        kept = {node: point for node, point in kept.items() if node in pinned}
    given = {
        node.id: (float(node.x), float(node.y))
        for node in nodes
        if node.x is not None and node.y is not None
    }
    serial = placed.serial if placed else 0
    told = _moved(_state(key).get("positions"), arrangement, serial, set(ids))
    known = given | kept | told
    if placed and serial != placing:
        known |= {node: (float(x), float(y)) for node, (x, y) in placed.at.items()}
    shown = {node: known[node] for node in ids if node in known}
    pairs = [(link.source, link.target) for link in links]
    if all(node.pinned for node in nodes if node.id in shown):
        focus = next((node.id for node in nodes if node.focus), None)
        when = {node.id: node.when for node in nodes if node.when}
        shown = arrange(ids, pairs, focus, style=style, pinned=shown, when=when)
    else:
        shown |= place(shown, ids, pairs)
    st.session_state[f"{key}.positions"] = (known | shown, arrangement, serial)
    return {node: shown[node] for node in ids}


def _moved(state: object, arrangement: str, placing: int, ids: set[str]) -> dict[str, Point]:
    """Moves reported by the browser, which may send anything: only shown ids and sane numbers."""
    if not isinstance(state, Mapping) or state.get("arrangement") != arrangement:
        return {}
    if state.get("placing", 0) != placing:
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
