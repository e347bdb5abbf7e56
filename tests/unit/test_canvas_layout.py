"""Places of items on a chart, and what the canvas accepts from Python and from the browser."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from workbench.errors import InputError
from workbench.ui.components import canvas as part
from workbench.ui.components.canvas import CanvasLink, CanvasNode
from workbench.ui.layout import STYLES, Style, arrange, place
from workbench.ui.spacing import HEIGHT, STEP, WIDTH, Point

ids = some.integers(0, 25).map("n{}".format)
charts = some.tuples(
    some.lists(ids, unique=True, max_size=25), some.lists(some.tuples(ids, ids), max_size=40)
)


def overlapping(positions: dict[str, Point]) -> list[tuple[str, str]]:
    close = 0.25  # positions are rounded to a tenth
    return [
        (a, b)
        for (a, (ax, ay)), (b, (bx, by)) in itertools.combinations(positions.items(), 2)
        if abs(ax - bx) < WIDTH - close and abs(ay - by) < HEIGHT - close
    ]


@given(charts, some.sampled_from(list(STYLES)))
def test_an_arrangement_places_every_item_and_none_on_another(
    chart: tuple[list[str], list[tuple[str, str]]], style: Style
) -> None:
    nodes, links = chart
    when = {node: f"2024-01-{int(node[1:]) % 5 + 1:02}" for node in nodes[::2]}

    positions = arrange(nodes, links, style=style, when=when)

    assert set(positions) == set(nodes)
    assert overlapping(positions) == []


@given(charts)
def test_the_focus_stands_in_the_middle(
    chart: tuple[list[str], list[tuple[str, str]]],
) -> None:
    nodes, links = chart

    positions = arrange([*nodes, "focus"], [*links, *(("focus", n) for n in nodes[:3])], "focus")

    assert positions["focus"] == (0, 0)


@given(charts, charts)
def test_new_items_take_free_places_and_old_ones_stay(
    old: tuple[list[str], list[tuple[str, str]]], new: tuple[list[str], list[tuple[str, str]]]
) -> None:
    before = arrange(*old)

    added = place(before, new[0], [*old[1], *new[1]])

    assert set(added) == set(new[0]) - set(before)
    assert overlapping(before | added) == []


@given(charts, some.sampled_from(list(STYLES)))
def test_pinned_items_stay_and_the_others_keep_clear_of_them(
    chart: tuple[list[str], list[tuple[str, str]]], style: Style
) -> None:
    nodes, links = chart
    pinned = {node: (i * 2 * WIDTH, 700.0) for i, node in enumerate(nodes[:4])}

    positions = arrange(nodes, links, style=style, pinned=pinned)

    assert {node: positions[node] for node in pinned} == pinned
    assert overlapping(positions) == []


def test_rows_and_rings_follow_the_steps_from_the_focus() -> None:
    nodes = ["far", "focus", "near", "other"]
    links = [("focus", "near"), ("near", "far"), ("focus", "other")]

    rows = arrange(nodes, links, "focus", style="hierarchical")
    ring = arrange(nodes, links, "focus", style="radial")

    assert rows["focus"][1] < rows["near"][1] == rows["other"][1] < rows["far"][1]
    assert math.hypot(*ring["near"]) == pytest.approx(math.hypot(*ring["other"]), abs=0.2)
    assert math.hypot(*ring["near"]) < math.hypot(*ring["far"])


def test_by_time_the_first_date_is_on_the_left_and_the_undated_stand_below_their_ties() -> None:
    when = {"late": "2024-03-01T10:00", "early": "2023-12-31", "middle": "2024-01-05"}
    links = [("who", "late"), ("also", "who")]

    at = arrange(
        ["late", "early", "middle", "also", "who", "alone"], links, style="time", when=when
    )

    assert at["early"][0] < at["middle"][0] < at["late"][0]
    assert at["early"][1] == at["middle"][1] == at["late"][1] < at["who"][1]
    assert at["who"][0] == at["late"][0]
    assert at["alone"][1] > max(at["who"][1], at["also"][1])


def test_by_time_many_days_stand_in_order_and_nearer_than_an_item_is_wide() -> None:
    days = {f"n{day}": f"2024-01-{day:02}" for day in range(1, 21)}
    twice = {f"again{day}": f"2024-01-{day:02}" for day in range(5, 8)}
    nodes, when = [*days, *twice], days | twice

    at = arrange(nodes, [(a, b) for a, b in itertools.pairwise(nodes)], style="time", when=when)

    across = [at[node][0] for node in days]
    assert across == sorted(set(across))
    assert across[-1] - across[0] < 8 * WIDTH
    assert all(at[f"again{day}"][0] == at[f"n{day}"][0] for day in range(5, 8))
    assert overlapping(at) == []


def test_a_new_item_stands_beside_its_parent_on_the_empty_side() -> None:
    placed = {"parent": (0.0, 0.0), "left": (-STEP, 0.0), "far": (5000.0, 0.0)}

    x, y = place(placed, ["new"], [("parent", "left"), ("new", "parent")])["new"]

    assert (x, y) == pytest.approx((STEP, 0), abs=0.1)


def test_items_tied_to_nothing_stand_below_the_rest() -> None:
    positions = place({"a": (0.0, 0.0), "b": (0.0, 300.0)}, ["alone"], [])

    assert positions["alone"][1] > 300


@pytest.mark.parametrize("style", STYLES)
def test_five_hundred_items_are_arranged_without_overlap(style: Style) -> None:
    nodes = [f"n{i}" for i in range(500)]
    links = [(f"n{i}", f"n{i // 7}") for i in range(1, 500)]

    assert overlapping(arrange(nodes, links, "n0", style=style)) == []


def test_positions_are_the_same_in_every_process() -> None:
    program = (
        "from workbench.ui.layout import arrange, place;"
        "nodes = [f'n{i}' for i in range(40)];"
        "links = [(f'n{i}', f'n{i // 3}') for i in range(1, 37)];"
        "first = arrange(nodes, links, 'n5');"
        "large = [f'm{i}' for i in range(400)];"
        "print(arrange(large, [(f'm{i}', f'm{i // 3}') for i in range(1, 400)]));"
        "print(first, place(first, ['x', 'y', 'z'], [('x', 'n5'), ('y', 'x'), ('z', 'n0')]))"
    )

    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said) == 1


@pytest.mark.parametrize(
    ("nodes", "links", "message"),
    [
        pytest.param(["a", "a"], [], "holds 'a' twice", id="item twice"),
        pytest.param(["a"], [("a", "a", "a")], "holds 'a' twice", id="link named as an item"),
        pytest.param(["a"], [("l", "a", "gone")], "ends at 'gone'", id="missing end"),
    ],
)
def test_a_chart_that_cannot_be_drawn_is_refused(
    nodes: list[str], links: list[tuple[str, str, str]], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        part._check(
            [CanvasNode(node, "person", node) for node in nodes],
            [CanvasLink(name, source, target, "tied") for name, source, target in links],
        )


def test_an_unknown_kind_is_refused_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="unknown kind 'ship'; use one of person, vehicle"):
        part._check([CanvasNode("a", "ship", "Ship")], [])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(None, id="nothing"),
        pytest.param("positions", id="text"),
        pytest.param({"arrangement": "", "at": [1, 2]}, id="list"),
        pytest.param({"arrangement": "", "at": {"stranger": [1, 2]}}, id="item not shown"),
        pytest.param({"arrangement": "", "at": {"a": [1, float("nan")]}}, id="not a number"),
        pytest.param({"arrangement": "", "at": {"a": [1, 1e300]}}, id="too far"),
        pytest.param({"arrangement": "", "at": {"a": [1, 10**400]}}, id="beyond any float"),
        pytest.param({"arrangement": "", "at": {"a": [True, 1]}}, id="truth value"),
        pytest.param({"arrangement": "", "at": {"a": [1]}}, id="one number"),
        pytest.param({"arrangement": "", "placing": 1, "at": {"a": [1, 2]}}, id="before an undo"),
        pytest.param({"arrangement": "other", "at": {"a": [1, 2]}}, id="another arrangement"),
    ],
)
def test_moves_that_a_browser_made_up_are_left_out(state: object) -> None:
    assert part._moved(state, "", 0, {"a"}) == {}


def test_moves_of_shown_items_are_taken() -> None:
    state = {"arrangement": "", "placing": 0, "at": {"a": [1, 2.5]}}

    assert part._moved(state, "", 0, {"a"}) == {"a": (1.0, 2.5)}


def page_with_two_items() -> None:
    import streamlit as st

    from workbench.ui.components.canvas import CanvasLink, CanvasNode, canvas

    nodes = [CanvasNode("a", "person", "A", x=0, y=0), CanvasNode("b", "person", "B")]
    event = canvas(nodes, [CanvasLink("l", "a", "b", "tied")], key="chart")
    st.session_state["event"] = event


def test_python_takes_from_the_browser_only_what_was_shown() -> None:
    page = AppTest.from_function(page_with_two_items)
    page.session_state["chart"] = {
        "selected": ["b", "l", "stranger", 7],
        "positions": {"arrangement": "", "at": {"b": [30, 400], "stranger": [1, 1]}},
    }

    page.run()

    assert not page.exception
    event = page.session_state["event"]
    assert (event.selected, event.selected_links) == (("b",), ("l",))
    assert event.positions == {"a": (0, 0), "b": (30, 400)}
    assert (event.expand, event.command) == (None, None)


def test_the_module_holds_no_address_to_fetch_from() -> None:
    own = "".join(part._source(f"canvas/{name}.js") for name in part.SCRIPTS)

    assert [
        word for word in ("fetch(", "XMLHttpRequest", "import ", "@import") if word in own
    ] == []
    assert own.replace("http://www.w3.org/2000/svg", "").count("http") == 0
    assert "\n" in part._module()
