"""The queue at the left: what waits, in the order of what a decision mends, and how far one is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, time

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.words import ZONE, many
from workbench.review.items import Item
from workbench.review.marks import progress
from workbench.review.waiting import Narrowed, Waiting
from workbench.ui.review import state
from workbench.ui.review.words import GROUNDS, ground, why
from workbench.ui.signed import database
from workbench.ui.text import markdown

SHOWN = 25
"""Items listed about the one that is open."""


def narrowing(items: Sequence[Item]) -> Narrowed:
    """The filters above the queue, of what is in it."""
    agencies = Counter(code for item in items for code in item.agencies)
    kinds = Counter(item.kind.value for item in items)
    grounds = Counter(one for item in items for one in item.grounds)
    with st.popover("Filter", width="stretch"):
        return Narrowed(
            frozenset(_choose("Agency", agencies, "review.agencies")),
            frozenset(_choose("Kind", kinds, "review.kinds")),
            frozenset(_choose("Reason", grounds, "review.grounds")),
            st.toggle("Only what is assigned to me", key="review.mine"),
            st.toggle("Also what I skipped", key="review.skipped"),
        )


def shown_item(found: Sequence[Waiting]) -> Waiting:
    """The item that is open: the one chosen, else the first."""
    return next((one for one in found if one.item.id == state.item()), found[0])


def queue_list(gateway: Gateway, found: Sequence[Waiting], every: int, now: Waiting) -> None:
    """The items about the open one, each a button; ``j`` and ``k`` go on and back."""
    at = found.index(now)
    cut = f"{len(found):,} of {every:,}" if len(found) < every else f"{every:,}"
    st.html(
        f'<div class="wb-head2">Queue <span>{cut}, what mends most first</span></div>'
        f'<div class="wb-line wb-quiet">{_progress(gateway)}</div>'
    )
    with st.container(horizontal=True, gap="small"):
        _step("previous", "k  back", found, at - 1)
        _step("next", "j  next", found, at + 1)
    first = max(0, min(at - SHOWN // 2, len(found) - SHOWN))
    if first:
        st.caption(f"{many(first, 'item')} before")
    for one in found[first : first + SHOWN]:
        _line(one, open_=one is now)
    if (rest := len(found) - first - SHOWN) > 0:
        st.caption(f"{many(rest, 'item')} after")


def _line(one: Waiting, *, open_: bool) -> None:
    item = one.item
    marks = "".join(
        sign for sign, there in (("✎", one.more), ("→", one.assigned), ("⏭", one.skipped)) if there
    )
    sign = "▸" if open_ else "●" if item.effect >= 1 else "○"
    st.button(
        f"{sign} {markdown(why(item))} {marks} :gray[{markdown(', '.join(item.agencies[:3]))}] "
        f":small[{item.effect:,.1f}]",
        key=f"item-{item.id}",
        help=_help(one),
        type="tertiary",
        width="stretch",
        on_click=state.open_item,
        args=(item.id,),
    )


def _help(one: Waiting) -> str:
    item = one.item
    lines = [f"{ground(name).capitalize()}: {GROUNDS.get(name, ('', ''))[1]}"
             for name in item.grounds]  # fmt: skip
    lines.append(
        f"Expected to mend {item.effect:,.1f} wrong pairs: {item.chance:.0%} that what stands is "
        f"wrong, {item.sizes[0]:,} × {item.sizes[1]:,} records."
    )
    if one.assigned:
        lines.append(f"Assigned to {one.assigned}.")
    if one.more:
        lines.append(f"{one.more_by} needs to know: {one.more}")
    return "  \n".join(map(markdown, lines))


def _step(name: str, label: str, found: Sequence[Waiting], to: int) -> None:
    there = 0 <= to < len(found)
    st.button(
        label,
        key=f"tool-review-{name}",
        disabled=not there,
        on_click=state.open_item,
        args=(found[to].item.id if there else "",),
    )


def _progress(gateway: Gateway) -> str:
    today = datetime.combine(datetime.now(ZONE).date(), time(), ZONE).astimezone(UTC)
    done = progress(database(), gateway.viewer, today)
    took = f", {done.seconds:,.0f} s each" if done.seconds is not None else ""
    return f"You decided {done.decided:,} today{took}." if done.decided else "None decided today."


def _choose(label: str, counted: Counter[str], key: str) -> list[str]:
    names = sorted(counted)
    return st.multiselect(
        label, names, key=key, format_func=lambda one: f"{ground(one)} ({counted[one]:,})"
    )
