"""What one browser tab remembers, behind typed names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from workbench.explore.filtering import Filters
from workbench.explore.picture import History, Picture

CANVAS = "explore.canvas"
"""Key of the canvas part."""
SEARCH = "search.text"
"""Key of the search box."""

_HISTORY = "explore.history"
_CHOOSING = "explore.choosing"
_CHOOSING_LINK = "explore.choosing.link"
_PICTURES = "explore.pictures"
_TELLING = "explore.telling"
_FILTERS = "explore.filters"
_SELECTED = "explore.selected"
_POINTED = "explore.pointed"
_PATH = "explore.path"
_TASK = "explore.task"
_ADDRESS = "explore.address"
_FROM = "explore.from"
_PICTURES_AT = "explore.pictures.at"
_SEARCHED = "search.address"
_PAGE = "page"
_ARRIVED = "page.arrived"
_FIRM = "explore.firm"
_HUBS = "explore.hubs"
_ENDS = "explore.ends"
_UNDONE = "explore.undone"


def history() -> History | None:
    """The picture with its history; None before the first."""
    found: History | None = st.session_state.get(_HISTORY)
    return found


def keep(history_: History) -> None:
    """Remember the picture."""
    st.session_state[_HISTORY] = history_


def begin(history_: History) -> None:
    """Begin a new picture."""
    st.session_state[_PICTURES] = st.session_state.get(_PICTURES, 0) + 1
    choose(None)
    show_path(frozenset())
    keep_filters(Filters())
    st.session_state[_TASK] = ""
    st.session_state[_SELECTED] = ()
    keep(history_)


def canvas() -> Mapping[str, Any]:
    """What the browser last said of the canvas, unchecked."""
    said = st.session_state.get(CANVAS)
    return said if isinstance(said, Mapping) else {}


def arrangement() -> str:
    """Names the picture's arrangement: another picture is arranged anew, the same one never."""
    found = history()
    rounds = found.present.arranged if found else 0
    return f"picture {st.session_state.get(_PICTURES, 0)}.{rounds}"


def filters() -> Filters:
    """What of the picture is drawn."""
    found: Filters = st.session_state.get(_FILTERS, Filters())
    return found


def keep_filters(filters_: Filters) -> None:
    """Remember what of the picture is drawn."""
    st.session_state[_FILTERS] = filters_


def selected() -> tuple[str, ...]:
    """The ids that are selected, on the chart as in the table and on the map."""
    found: tuple[str, ...] = st.session_state.get(_SELECTED, ())
    return found


def take_selection(ids: Sequence[str]) -> None:
    """Remember what was selected on the chart."""
    st.session_state[_SELECTED] = tuple(ids)


def point(ids: Sequence[str]) -> None:
    """Select elsewhere than on the chart, which follows once."""
    take_selection(ids)
    st.session_state[_POINTED] = pointed() + 1


def pointed() -> int:
    """How often something was selected elsewhere than on the chart."""
    found: int = st.session_state.get(_POINTED, 0)
    return found


def path() -> frozenset[str]:
    """Items and links of the path that is shown."""
    found: frozenset[str] = st.session_state.get(_PATH, frozenset())
    return found


def show_path(ids: frozenset[str]) -> None:
    """Remember the path that is shown."""
    st.session_state[_PATH] = ids


def task() -> str:
    """What the panel is for: "" for what is selected, "path" for finding paths."""
    found: str = st.session_state.get(_TASK, "")
    return found


def begin_task(name: str) -> None:
    """Give the panel to something else."""
    st.session_state[_TASK] = name


def ends() -> tuple[str, ...]:
    """The items between which paths are looked for."""
    found: tuple[str, ...] = st.session_state.get(_ENDS, ())
    return found


def keep_ends(ids: Sequence[str]) -> None:
    """Remember the items between which paths are looked for."""
    st.session_state[_ENDS] = tuple(ids)


def firm() -> bool:
    """Whether paths leave out unreviewed merges."""
    return bool(st.session_state.get(_FIRM, False))


def keep_firm(firm_: bool) -> None:
    """Remember whether paths leave out unreviewed merges."""
    st.session_state[_FIRM] = firm_


def avoids_hubs() -> bool:
    """Whether paths avoid hubs."""
    return bool(st.session_state.get(_HUBS, True))


def keep_avoids_hubs(avoids: bool) -> None:
    """Remember whether paths avoid hubs."""
    st.session_state[_HUBS] = avoids


def come_from(query: str, listed: bool) -> None:
    """Remember the search that led here: an address that is sent on does not tell it."""
    st.session_state[_FROM] = (query, listed)


def came_from() -> tuple[str, bool]:
    """The search that led here, as a text or as the list; neither where none did."""
    found: tuple[str, bool] = st.session_state.get(_FROM, ("", False))
    return found


def keep_searched(params: Mapping[str, Sequence[str]]) -> None:
    """Remember the address of the last search, with all that was chosen."""
    st.session_state[_SEARCHED] = dict(params)


def searched(query: str) -> Mapping[str, Sequence[str]]:
    """The address of the search for ``query``, with what was chosen if it was the last one."""
    last: Mapping[str, Sequence[str]] = st.session_state.get(_SEARCHED, {})
    return last if last.get("q") == [query] else {"q": [query]}


def arrive(page: str) -> None:
    """Note which page this run draws."""
    st.session_state[_ARRIVED] = st.session_state.get(_PAGE) != page
    st.session_state[_PAGE] = page


def arrived() -> bool:
    """Whether the run before drew another page: then nobody has typed on this one yet."""
    return bool(st.session_state.get(_ARRIVED, True))


def address() -> dict[str, str]:
    """The address that was last written for the picture."""
    found: dict[str, str] = st.session_state.get(_ADDRESS, {})
    return found


def keep_address(params: dict[str, str], picture: Picture) -> None:
    """Remember the address, and the picture that it stands for in this tab."""
    st.session_state[_ADDRESS] = params
    at = st.session_state.setdefault(_PICTURES_AT, {})
    at[tuple(sorted(params.items()))] = picture


def picture_at(params: Mapping[str, str]) -> Picture | None:
    """The picture of this tab for which an address was written: where Back leads to."""
    found: Picture | None = st.session_state.get(_PICTURES_AT, {}).get(
        tuple(sorted(params.items()))
    )
    return found


def undone() -> int:
    """How often positions went back to what they were: then items move."""
    found: int = st.session_state.get(_UNDONE, 0)
    return found


def move_back() -> None:
    """Let the chart take its positions from the picture once."""
    st.session_state[_UNDONE] = undone() + 1


def tell(text: str) -> None:
    """Remember what the next drawing of the chart tells in passing."""
    st.session_state[_TELLING] = text


def told() -> str | None:
    """What is to be told, once."""
    found: str | None = st.session_state.pop(_TELLING, None)
    return found


def choosing() -> str | None:
    """The item whose further neighbours are being chosen."""
    found: str | None = st.session_state.get(_CHOOSING)
    return found


def choose(id_: str | None, link: tuple[str, bool, str] | None = None) -> None:
    """Begin or end the choice among an item's further neighbours, of one link where it is given."""
    st.session_state[_CHOOSING] = id_
    st.session_state[_CHOOSING_LINK] = link


def choosing_link() -> tuple[str, bool, str] | None:
    """The link that the choice was begun for: its type, whether it starts here, and the kind."""
    found: tuple[str, bool, str] | None = st.session_state.get(_CHOOSING_LINK)
    return found
