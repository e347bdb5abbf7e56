"""The page that bench/canvas.py opens: one chart, drawn by the part that the address names.

``?part=ours&nodes=2000`` draws a Barabási–Albert graph with two links for each node. Every part
gets the same ids, kinds, names and links, and is used as its own documentation shows it.
"""

from __future__ import annotations

import networkx as nx
import streamlit as st

KINDS = ("person", "vehicle", "location", "incident", "phone")
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9")
ICONS = ("person", "directions_car", "home", "description", "phone")
HEIGHT = 600


def ours(ends: list[tuple[int, int]], number: int) -> None:
    """The workbench's canvas, its arrangement made in Python."""
    from workbench.ui.components.canvas import CanvasLink, CanvasNode, canvas

    nodes = [
        CanvasNode(
            f"n{i}", KINDS[i % 5], f"Item {i}", "1990-01-01", ("MPD", "FBI")[: 1 + i % 2],  # type: ignore[arg-type]
            focus=i == 0, more=i % 7,
        )
        for i in range(number)
    ]  # fmt: skip
    links = [CanvasLink(f"e{j}", f"n{a}", f"n{b}", "tied to") for j, (a, b) in enumerate(ends)]
    canvas(nodes, links, key="chart", height=HEIGHT)


def pyvis(ends: list[tuple[int, int]], number: int) -> None:
    """pyvis with its default physics, its HTML in a frame; vis-network comes from its package."""
    from pyvis.network import Network

    net = Network(height=f"{HEIGHT}px", width="100%", cdn_resources="in_line")
    for i in range(number):
        net.add_node(i, label=f"Item {i}", title=KINDS[i % 5], color=COLOURS[i % 5])
    for a, b in ends:
        net.add_edge(a, b, title="tied to")
    st.iframe(net.generate_html(notebook=False), height=HEIGHT)


def st_link_analysis(ends: list[tuple[int, int]], number: int) -> None:
    """st-link-analysis with the layout of its own first example."""
    from st_link_analysis import EdgeStyle, NodeStyle
    from st_link_analysis import st_link_analysis as chart

    elements = {  # text, as it takes a node 0 for one without an id
        "nodes": [
            {"data": {"id": f"n{i}", "label": KINDS[i % 5], "name": f"Item {i}"}}
            for i in range(number)
        ],
        "edges": [
            {"data": {"id": f"e{j}", "label": "TIED", "source": f"n{a}", "target": f"n{b}"}}
            for j, (a, b) in enumerate(ends)
        ],
    }
    styles = [
        NodeStyle(kind, colour, "name", icon)
        for kind, colour, icon in zip(KINDS, COLOURS, ICONS, strict=True)
    ]
    chart(elements, "cose", styles, [EdgeStyle("TIED", caption="label")], height=HEIGHT)


DRAWN_BY = {"ours": ours, "pyvis": pyvis, "st-link-analysis": st_link_analysis}

st.set_page_config(layout="wide")
part = st.query_params["part"]
if part != "nothing":
    size = int(st.query_params["nodes"])
    graph = nx.barabasi_albert_graph(size, 2, seed=1)
    DRAWN_BY[part](list(graph.edges), size)
