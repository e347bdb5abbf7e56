"""What stands under the chart: time, map and table of the same items, with one selection."""

from __future__ import annotations

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.filtering import Left
from workbench.explore.picture import Drawn
from workbench.explore.places import places
from workbench.explore.timeline import Days
from workbench.ui import state
from workbench.ui.components.items import chosen_rows, items
from workbench.ui.maps import map_, selected_on
from workbench.ui.text import agencies, mark
from workbench.ui.times import time_strip

VIEWS = ("Time", "Map", "Table")
_VIEW = "explore.below"
_TABLE, _TIME, _MAP = "explore.table", "explore.time", "explore.map"
_COLUMNS = (
    ("Item", False),
    ("Kind", False),
    ("Detail", False),
    ("Agencies", False),
    ("Links", True),
    ("Records", True),
    ("First", False),
    ("Last", False),
)


def table(left: Left) -> None:
    """The items that are drawn; a row that is pressed is selected on the chart too."""
    links = _links(left.drawn)
    items(
        _COLUMNS,
        [
            (
                card.id,
                (
                    f"{mark(card.kind)} {'⚠ ' if card.caution else ''}{card.title}",
                    card.kind,
                    card.subtitle,
                    agencies(card.agencies),
                    links.get(card.id, 0),
                    card.records,
                    card.first[:10],
                    card.last[:10],
                ),
            )
            for card in left.drawn.cards
        ],
        state.selected(),
        key=_TABLE,
        empty="Nothing is drawn.",
        on_choose=_choose,
    )


def _choose() -> None:
    state.point(chosen_rows(_TABLE))


def _links(drawn: Drawn) -> dict[str, int]:
    counts: dict[str, int] = {}
    for tie in drawn.ties:
        for end in (tie.start, tie.end):
            counts[end] = counts.get(end, 0) + 1
    return counts


def below(gateway: Gateway, left: Left, timed: Days, every: Days) -> None:
    """Draw the view that was chosen.

    Args:
        timed: the days of what the filters leave in any span of time.
        every: the days of all that is on the picture.
    """
    st.session_state.setdefault(_VIEW, VIEWS[0])
    chosen = st.segmented_control("Below the chart", VIEWS, key=_VIEW, label_visibility="collapsed")
    if chosen == "Time":
        time_strip(timed, every, key=_TIME)
    elif chosen == "Map":
        with st.container(key="map"):
            cards = {card.id: card for card in left.drawn.cards}
            map_(places(gateway, cards), cards, state.selected(), key=_MAP, on_select=_mapped)
    elif chosen == "Table":
        table(left)


def _mapped() -> None:
    if chosen := selected_on(_MAP):
        state.point(chosen)
