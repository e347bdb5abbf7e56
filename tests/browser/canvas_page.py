"""A page with a made chart, for the canvas tests: what it was told is written below the chart.

``CANVAS_NODES`` makes a larger chart; ``CANVAS_EMPTY`` one without items.
"""

from __future__ import annotations

import json
import os
import random
from dataclasses import replace

import streamlit as st

from workbench.ui.components.canvas import (
    CanvasEvent,
    CanvasLink,
    CanvasNode,
    Chosen,
    Placed,
    canvas,
    expand_requested,
    kinds,
    moved_items,
    positions_before,
)

NODES = [
    CanvasNode("p1", "person", "CARTER, MARCUS D JR", "born 1991-04-17", focus=True, more=4,
               agencies=("MPD", "PGPD", "MTPD"), caution=True),
    CanvasNode("p2", "person", "OKAFOR, DEVON", "born 1988-11-02", agencies=("ACPD",),
               ring="unreviewed"),
    CanvasNode("v1", "vehicle", "DC GH4821", "2016 Honda Accord", agencies=("MPD", "FCPD"),
               ring="disagree"),
    CanvasNode("l1", "location", "900 block H St NE", agencies=("MPD",)),
    CanvasNode("i1", "incident", "Robbery 24011234", "2024-01-19 22:40", agencies=("MPD",)),
    CanvasNode("t1", "item", "Glock 19", "serial ABX4471", agencies=("ATF",)),
    CanvasNode("h1", "phone", "+1 202 555 0143", agencies=("USMS",)),
    CanvasNode("m1", "email", "m.carter@example.org", agencies=("FBI",)),
    CanvasNode("o1", "officer", "Badge 4417", agencies=("MPD",)),
    CanvasNode("a1", "area", "Fifth District", agencies=("MPD",)),
    CanvasNode("g1", "person", "PGPD holds a record", "ask records@pgpd", pointer=True,
               agencies=("PGPD",)),
    CanvasNode("more", "hub", "+1,184 more"),
]  # fmt: skip
LINKS = [
    CanvasLink("e1", "p1", "i1", "subject of", records=4),
    CanvasLink("e2", "p2", "i1", "witness of"),
    CanvasLink("e3", "p1", "v1", "drives", records=12),
    CanvasLink("e4", "i1", "l1", "occurred at"),
    CanvasLink("e5", "v1", "i1", "involved in", dashed=True),
    CanvasLink("e6", "t1", "i1", "involved in"),
    CanvasLink("e7", "p1", "h1", "uses", records=2, directed=True),
    CanvasLink("e8", "p1", "m1", "uses"),
    CanvasLink("e9", "i1", "o1", "investigated by"),
    CanvasLink("e10", "l1", "a1", "in"),
    CanvasLink("e11", "p1", "g1", "associated with", dashed=True),
    CanvasLink("e12", "l1", "more", "seen at"),
    CanvasLink("e13", "p1", "p2", "associated with"),
]


OTHERS = [
    CanvasNode("q1", "person", "WHITLOCK, GORDON", focus=True),
    CanvasNode("q2", "vehicle", "MD 7AB1234"),
]
OTHER_LINKS = [CanvasLink("f1", "q1", "q2", "drives")]
KEYS = {
    "p": "find a path", "Space": "pin", "g": "group", "d": "fade the others", "t": "set off",
}  # fmt: skip


def expand() -> None:
    node = expand_requested("chart")
    if node == "group":
        st.session_state["group"] = []
    elif node is not None:
        st.session_state.setdefault("expanded", []).append(node)


def command() -> None:
    state = st.session_state["chart"]
    selected = state.get("selected") or []
    for key, name in (("Space", "pinned"), ("g", "group"), ("d", "kept"), ("t", "strong")):
        if state["command"] == key:
            st.session_state[name] = selected


def move() -> None:
    st.session_state["moved"] = sorted(moved_items("chart"))
    st.session_state.setdefault("before", []).append(positions_before("chart"))


def select_elsewhere() -> None:
    st.session_state["chosen"] = Chosen(("p2", "i1"), st.session_state["runs"])


def undo() -> None:
    at = st.session_state["before"].pop()
    st.session_state["placed"] = Placed(at, st.session_state["runs"])


def arrange() -> None:
    st.session_state["arrangement"] = f"rows-{st.session_state['runs']}"


def marked(
    nodes: list[CanvasNode], links: list[CanvasLink]
) -> tuple[list[CanvasNode], list[CanvasLink]]:
    """The chart with what the keys of this page did."""
    pinned, group, kept, strong = (
        st.session_state.get(name, []) for name in ("pinned", "group", "kept", "strong")
    )
    nodes = [
        replace(
            node, pinned=node.id in pinned, dim=bool(kept) and node.id not in kept,
            strong=node.id in strong,
        )
        for node in nodes
        if node.id not in group
    ]  # fmt: skip
    if group:
        nodes.append(CanvasNode("group", "group", "My group", holds=len(group)))
    drawn = []
    for link in links:
        source, target = ("group" if end in group else end for end in (link.source, link.target))
        if source != target:
            faded = bool(kept) and not {source, target} <= set(kept)
            path = {source, target} <= set(strong)
            drawn.append(replace(link, source=source, target=target, dim=faded, strong=path))
    return nodes, drawn


def made(number: int) -> tuple[list[CanvasNode], list[CanvasLink]]:
    dice = random.Random(7)
    side = int(number**0.5) + 1
    every = [kind for kind in kinds() if kind not in {"hub", "group"}]
    nodes = [
        CanvasNode(f"n{i}", every[i % len(every)], f"Item {i}", agencies=("MPD", "FBI"),
                   x=i % side * 150.0, y=i // side * 120.0)
        for i in range(number)
    ]  # fmt: skip
    ends = [(i, dice.randrange(i)) for i in range(1, number)]
    ends += [(dice.randrange(number), dice.randrange(number)) for _ in range(number)]
    return nodes, [CanvasLink(f"e{j}", f"n{a}", f"n{b}", "tied") for j, (a, b) in enumerate(ends)]


st.set_page_config(layout="wide")
nodes, links = list(NODES), list(LINKS)
if number := int(os.environ.get("CANVAS_NODES", "0")):
    nodes, links = made(number)
if "CANVAS_EMPTY" in os.environ:
    nodes, links = [], []
if st.checkbox("Another picture"):
    nodes, links = list(OTHERS), list(OTHER_LINKS)
for parent in st.session_state.get("expanded", []):
    for i in range(3):
        nodes.append(CanvasNode(f"{parent}+{i}", "person", f"Tied to {parent}"))
        links.append(CanvasLink(f"{parent}-{i}", parent, f"{parent}+{i}", "associated with"))
nodes, links = marked(nodes, links)
event = CanvasEvent()
if st.checkbox("Show the chart", value=True):
    event = canvas(
        nodes,
        links,
        key="chart",
        arrangement=st.session_state.get("arrangement", ""),
        style="hierarchical" if "arrangement" in st.session_state else "organic",
        chosen=st.session_state.get("chosen"),
        placed=st.session_state.get("placed"),
        on_expand=expand,
        on_command=command,
        on_move=move,
        shortcuts=KEYS,
    )
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.session_state["commands"] = st.session_state.get("commands", 0) + (event.command is not None)
st.button("Run again")
st.button("Select elsewhere", on_click=select_elsewhere)
st.button("Undo the move", on_click=undo, disabled=not st.session_state.get("before"))
st.button("Arrange in rows", on_click=arrange)
told = {
    "selected": event.selected,
    "links": event.selected_links,
    "positions": event.positions,
    "moved": st.session_state.get("moved", []),
    "runs": st.session_state["runs"],
    "commands": st.session_state["commands"],
}
if not number:
    st.code(json.dumps(told), language=None)
st.markdown("page is drawn")
