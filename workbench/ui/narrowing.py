"""The facets beside a search's answers: counted values to check, kept in the page's address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from workbench.explore.facets import Facet, Facets
from workbench.explore.search import Narrowing
from workbench.ui.text import html, label, mark

HEADS = {
    Facet.KIND: "Kind",
    Facet.AGENCY: "Agency",
    Facet.ROLE: "Role",
    Facet.YEAR: "Year",
    Facet.PLACE: "Place",
}
MOST, LONGEST = 100, 200
"""Values and characters of a value read of an address: it can be written by anybody."""
FIRST = 6
"""Values of a facet that stand without asking."""


def chosen() -> Facets:
    """What the page's address says is chosen."""
    said = {facet.value: st.query_params.get_all(facet.value)[:MOST] for facet in Facet}
    return Facets(**{name: [one[:LONGEST] for one in values] for name, values in said.items()})


def facets(found: Narrowing) -> None:
    """List the facets with their counts; checking a value narrows the answers at once."""
    now = chosen()
    if now:
        st.button("Clear all", key="facet.clear", type="tertiary", on_click=clear)
    for facet, counts in found.counts.items():
        if len(counts) > 1 or now.of(facet):
            _facet(facet, counts, now.of(facet))
    if not found.counted:
        st.caption("Too many answers to count agencies, roles, years and places: choose a kind.")


def clear() -> None:
    """Choose nothing."""
    said = st.query_params
    left = {name: said.get_all(name) for name in said if name not in {*Facet}}
    said.from_dict(left)


def _facet(facet: Facet, counts: Mapping[str, int], taken: frozenset[str]) -> None:
    st.html(f'<div class="wb-facet">{html(HEADS[facet])}</div>')
    more = f"facet.more.{facet.value}"
    every = bool(st.session_state.get(more))
    listed = list(counts) if every else _first(counts, taken)
    for value in listed:
        key = f"facet-{facet.value}-{value}"
        st.session_state[key] = value in taken
        shape = f"{mark(value)} " if facet is Facet.KIND else ""
        st.checkbox(
            f"{shape}{label(value)} ({counts[value]:,})",
            key=key,
            on_change=_toggle,
            args=(facet, value),
        )
    if left := len(counts) - len(listed):
        st.button(
            f"{left:,} more",
            key=f"facet.all.{facet.value}",
            type="tertiary",
            on_click=st.session_state.__setitem__,
            args=(more, True),
        )


def _first(counts: Mapping[str, int], taken: frozenset[str]) -> list[str]:
    """The first values, and whichever is chosen."""
    return [value for at, value in enumerate(counts) if at < FIRST or value in taken]


def _toggle(facet: Facet, value: str) -> None:
    taken = set(st.query_params.get_all(facet.value)) ^ {value}
    if taken:
        st.query_params[facet.value] = sorted(taken)
    else:
        st.query_params.pop(facet.value, None)
