"""The map below the chart: places as precisely as they were written, over local outlines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import log2
from typing import Any

import pydeck as pdk
import streamlit as st

from workbench.explore.cards import Card
from workbench.explore.places import AREA, Place
from workbench.explore.words import have, many
from workbench.ui.components.canvas import kinds
from workbench.ui.outlines import Outline, outlines
from workbench.ui.text import agencies, mark, markdown, table

_SPOTS, _AREAS = "spots", "areas"
LISTED = 200
"""Places listed at once."""
_ROOM = (400, 130)
"""Pixels, across and upward, in which all places stand at first: of the smallest map."""
_STRETCH = 1.28
"""By which Mercator stretches what lies at the region's latitude, 39 degrees."""
_LINE = (128, 140, 150, 200)
Color = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """A place with the item that it belongs to."""

    card: Card
    place: Place

    @property
    def words(self) -> str:
        """The item, its tie and the address, on one line."""
        tie = f"{self.place.link} " if self.place.link else ""
        return f"{mark(self.card.kind)} {self.card.title}: {tie}{self.place.address}"


def map_(
    places: Sequence[Place],
    cards: Mapping[str, Card],
    selected: Sequence[str],
    *,
    key: str,
    on_select: Callable[[], None],
) -> None:
    """Draw the places that have coordinates, and list those that have none."""
    shown = [Shown(cards[place.id], place) for place in places if place.id in cards]
    mapped = [one for one in shown if one.place.mapped]
    if not shown:
        st.caption("Nothing on the chart has a place. Expand an incident, a person or a vehicle.")
        return
    if mapped:
        st.pydeck_chart(
            _deck(mapped, frozenset(selected)),
            height="stretch",
            key=key,
            on_select=on_select,
            selection_mode="single-object",
        )
    areas = sum(one.place.reach > AREA for one in mapped)
    st.caption(told(len(shown), len(mapped), areas))
    for one in outlines():
        if one.fault:
            st.warning(f"{markdown(one.fault)}. The map is drawn without it.")
    with st.expander("List of places"):
        _list(shown)


def told(places: int, mapped: int, areas: int) -> str:
    """How many places are on the map, and why the others are not or are no points."""
    said = [f"{mapped:,} of {many(places, 'place')} on the map"]
    if areas == 1:
        said.append("1 drawn as an area, since it names no single address")
    elif areas:
        said.append(f"{areas:,} drawn as areas, since they name no single address")
    if rest := places - mapped:
        said.append(f"{rest:,} {have(rest)} no coordinates: see the list")
    return f"{'; '.join(said)}."


def selected_on(key: str) -> list[str]:
    """The items of what was chosen on the map; unchecked, from the browser."""
    said: Any = st.session_state.get(key)
    selection = said.get("selection", {}) if hasattr(said, "get") else {}
    objects = selection.get("objects", {}) if hasattr(selection, "get") else {}
    return [
        one["id"]
        for layer in (_SPOTS, _AREAS)
        for one in objects.get(layer) or ()
        if isinstance(one, Mapping) and isinstance(one.get("id"), str)
    ]


def _list(shown: Sequence[Shown]) -> None:
    if len(shown) > LISTED:
        st.caption(f"{LISTED} of {len(shown):,}")
    st.html(
        table(
            ("Item", "Tie", "Address", "Precision", "Coordinates", "Agencies"),
            [
                (
                    f"{mark(one.card.kind)} {one.card.title}",
                    one.place.link,
                    one.place.address,
                    one.place.words,
                    _coordinates(one.place),
                    agencies(one.place.agencies),
                )
                for one in shown[:LISTED]
            ],
            label="Places",
        )
    )


def _coordinates(place: Place) -> str:
    if place.latitude is None or place.longitude is None:
        return "none"
    by = f", by {agencies(place.lent)} of the same place" if place.lent else ""
    return f"{place.latitude:.5f}, {place.longitude:.5f}{by}"


def _deck(shown: Sequence[Shown], selected: frozenset[str]) -> pdk.Deck:
    spots = [_drawn(one, selected) for one in shown if one.place.reach <= AREA]
    areas = [_drawn(one, selected) for one in shown if one.place.reach > AREA]
    layers = [
        *(_outline(one) for one in outlines() if not one.fault),
        _layer(_AREAS, areas, filled=0.22, pixels=0),
        _layer(_SPOTS, spots, filled=0.95, pixels=6),
    ]
    return pdk.Deck(
        layers=layers,
        initial_view_state=_view([one.place for one in shown]),
        map_provider=None,
        tooltip={"text": "{words}\n{precision} · {agencies}"},
    )


def _drawn(one: Shown, selected: frozenset[str]) -> dict[str, object]:
    return {
        "id": one.card.id,
        "words": one.words,
        "precision": one.place.words,
        "agencies": agencies(one.place.agencies),
        "at": [one.place.longitude, one.place.latitude],
        "reach": one.place.reach,
        "color": list(_color(one.card.kind)),
        "line": [17, 17, 17] if one.card.id in selected else list(_color(one.card.kind)),
        "width": 3 if one.card.id in selected else 1,
    }


def _layer(name: str, data: list[dict[str, object]], *, filled: float, pixels: int) -> pdk.Layer:
    return pdk.Layer(
        "ScatterplotLayer",
        data,
        id=name,
        get_position="at",
        get_radius="reach",
        radius_min_pixels=pixels,
        get_fill_color="color",
        get_line_color="line",
        get_line_width="width",
        line_width_units="'pixels'",
        stroked=True,
        opacity=filled,
        pickable=True,
    )


def _outline(one: Outline) -> pdk.Layer:
    return pdk.Layer(
        "GeoJsonLayer",
        dict(one.features),
        id=f"outline.{one.name}",
        stroked=True,
        filled=False,
        get_line_color=list(_LINE),
        line_width_min_pixels=1,
        pickable=False,
    )


def _view(places: Sequence[Place]) -> pdk.ViewState:
    latitudes = [place.latitude for place in places if place.latitude is not None]
    longitudes = [place.longitude for place in places if place.longitude is not None]
    across = max(max(longitudes) - min(longitudes), 0.002)
    upward = max(max(latitudes) - min(latitudes), 0.002) * _STRETCH
    # Web Mercator: 512 pixels hold 360 degrees at zoom 0
    zoom = min(log2(_ROOM[0] * 360 / 512 / across), log2(_ROOM[1] * 360 / 512 / upward), 16.0)
    return pdk.ViewState(
        latitude=(max(latitudes) + min(latitudes)) / 2,
        longitude=(max(longitudes) + min(longitudes)) / 2,
        zoom=max(zoom, 0.0),
    )


@cache
def _color(kind: str) -> Color:
    text = kinds()[kind]["colour"].lstrip("#")
    red, green, blue = (int(text[i : i + 2], 16) for i in (0, 2, 4))
    return red, green, blue
