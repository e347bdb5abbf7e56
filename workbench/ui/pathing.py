"""The panel of paths: how the selected items are connected, on whose word, and where it is weak."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.errors import WorkbenchError
from workbench.explore.cards import Card, cards_of
from workbench.explore.evidence import Path, Step, by_length
from workbench.explore.paths import (
    HOPS,
    MOST_ENDS,
    Found,
    K,
    Network,
    Wanted,
    connections,
    hubs_between,
    paths,
)  # fmt: skip
from workbench.explore.search import search
from workbench.explore.words import LINKS, are, have, link_words, many, record_key
from workbench.ui.days import day_box, tell_backwards
from workbench.ui.kept import kept
from workbench.ui.slow import waited_for
from workbench.ui.text import Html, agencies, details, html, mark, markdown, sentence, table

Show = Callable[[Sequence[str], Sequence[str]], None]
STRONGEST, SHORTEST = "Strongest first", "Shortest first"
OTHERS = 6
"""Answers offered for the other end."""
MOST_PATHS = 20
DAY = len("2024-01-19")
"""Characters of a moment that are its day."""
POINTS = 3
"""Weak points told of a path before "more"."""


def paths_panel(
    gateway: Gateway,
    ends: Sequence[Card],
    show: Show,
    *,
    key: str,
    drop_unreviewed: bool = False,
    avoid_hubs: bool = True,
) -> None:
    """Find, explain and rank the paths between what is selected.

    Args:
        ends: two items for paths, more for all that connects them, one to choose the other end.
        show: puts items on the chart and marks links, given their ids.
        key: begins the keys of what the user chooses here.
        drop_unreviewed: whether merges that nobody reviewed are left out at first.
        avoid_hubs: whether hubs are avoided at first.
    """
    chosen = [*ends]
    if len(chosen) == 1 and (other := _other_end(gateway, chosen[0], key)):
        chosen.append(other)
    if not chosen:
        st.info("Select two items or more on the chart, then press **p**.")
        return
    if len(chosen) == 2 and st.session_state.get(f"{key}.turned"):
        chosen.reverse()
    _title(chosen, key)
    if len(chosen) == 1:
        return
    wanted = asked_for(key, drop_unreviewed, avoid_hubs, of_two=len(chosen) == 2)
    try:
        found = _found(gateway, [card.id for card in chosen], wanted, key)
    except WorkbenchError as error:
        st.error(sentence(str(error)), icon=":material/error:")
        st.button("Search again", key=f"tool-again-{key}", on_click=_forget, args=(key,))
        return
    if isinstance(found, Found):
        _answer(found)
        if found.avoided and not found.paths:
            _hubs(gateway, found, wanted)
    else:
        _answer_of_many(found, show, key)
    _list(found, show, key)
    if found.paths:
        st.caption(_searched(found))


def _other_end(gateway: Gateway, one: Card, key: str) -> Card | None:
    """The other end, chosen by name; what was chosen can be taken back."""
    if id_ := st.session_state.get(f"{key}.other"):
        found = cards_of(gateway, [id_]).get(id_)
        if found and id_ != one.id:
            st.button(
                f"Another end than {markdown(found.title)}",
                key=f"tool-another-{key}",
                on_click=_choose,
                args=(key, None),
            )
            return found
    text = st.text_input(
        "Path to",
        key=f"{key}.text",
        placeholder="name, plate, address, case number, phone …",
        help="Or select a second item on the chart.",
        autocomplete="off",
    )
    if not text.strip():
        st.caption("Select a second item on the chart as well, or type the other end here.")
        return None
    result = search(gateway, text, limit=OTHERS)
    if not result.total:
        st.info(f"Nothing that you may see answers “{markdown(text)}”.")
    for hit in result.hits:
        if hit.card.id != one.id:
            st.button(
                f"{mark(hit.card.kind)} **{markdown(hit.card.title)}** "
                f"{markdown(hit.card.subtitle)}",
                key=f"hit-{key}-{hit.card.id}",
                on_click=_choose,
                args=(key, hit.card.id),
                width="stretch",
                type="tertiary",
            )
    if result.total > len(result.hits):
        st.caption(f"{len(result.hits)} of {result.total:,}, by best match: type more of it.")
    return None


def _choose(key: str, id_: str | None) -> None:
    st.session_state[f"{key}.other"] = id_


def _title(ends: Sequence[Card], key: str) -> None:
    names = [f"{mark(card.kind)} {html(card.title)}" for card in ends]
    joint = " → " if len(ends) == 2 else " · "
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<div class="wb-title">{joint.join(names)}</div>', width="stretch")
        if len(ends) == 2:
            st.button(
                "Turn", key=f"tool-turn-{key}", icon=":material/swap_horiz:", on_click=_turn,
                args=(key,), help="Search from the other end: for order of time it matters.",
            )  # fmt: skip
        with st.popover("How to read this", key=f"tool-help-{key}", width="content"):
            st.markdown(HELP)


def _turn(key: str) -> None:
    st.session_state[f"{key}.turned"] = not st.session_state.get(f"{key}.turned")


def asked_for(key: str, drop_unreviewed: bool, avoid_hubs: bool, *, of_two: bool) -> Wanted:
    """What the user asks for."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        firm = st.checkbox(
            "Leave out unreviewed merges", value=drop_unreviewed, key=f"{key}.firm",
            help="Only over records joined by a reviewer's decision, or by the same exact "
            "identifier: FBI, state, licence or social security number, VIN, plate with state, "
            "address, case number, serial.",
        )  # fmt: skip
        avoid = st.checkbox(
            "Avoid hubs", value=avoid_hubs, key=f"{key}.hubs",
            help="Not through items with more than 100 neighbors, as a courthouse or a station.",
        )  # fmt: skip
        with st.popover("Options", key=f"tool-options-{key}", width="content"):
            k = st.number_input(
                "Paths" if of_two else "Paths of each pair",
                1,
                MOST_PATHS,
                K,
                key=f"{key}.k",
                persist_state="session",
            )
            hops = st.slider(
                "Links from end to end, at most",
                1,
                HOPS,
                HOPS,
                key=f"{key}.hops",
                persist_state="session",
            )
            types = st.multiselect(
                "Kinds of link", sorted(LINKS), key=f"{key}.types", placeholder="all",
                format_func=link_words, persist_state="session",
            )  # fmt: skip
            ordered = st.checkbox(
                "In order of time, from the first end on", key=f"{key}.ordered",
                persist_state="session",
                help="Dates can be chosen within each link's first and last that never go back. "
                "Links without a date are left out.",
            )  # fmt: skip
            since = day_box("Seen from", key=f"{key}.since", remembered=True)
            until = day_box("Seen to", key=f"{key}.until", remembered=True)
    tell_backwards(since, until)
    return Wanted(
        k=int(k),
        hops=hops,
        types=tuple(types) or None,
        since=since,
        until=until,
        ordered=ordered,
        avoid_hubs=avoid,
        firm=firm,
    )


def _found(gateway: Gateway, ids: Sequence[str], wanted: Wanted, key: str) -> Found | Network:
    """The answer, read once for the same question, rights and data."""
    work = partial(_searched_for, ids, wanted, gateway)

    def searched() -> Found | Network:
        return waited_for("Searching for paths", work, gateway.graph.end, key=key)

    return kept(f"{key}.found", gateway, (tuple(ids), wanted), searched)


def _searched_for(ids: Sequence[str], wanted: Wanted, gateway: Gateway) -> Found | Network:
    if len(ids) == 2:
        return paths(gateway, ids[0], ids[1], wanted)
    return connections(gateway, ids, wanted)


def _forget(key: str) -> None:
    st.session_state.pop(f"{key}.found", None)


def _answer(found: Found) -> None:
    if not found.paths:
        _none("No path was found.", found)
        return
    shown, counted = len(found.paths), found.counted
    of = f"of up to {many(max(len(path.steps) for path in found.paths), 'link')}"
    cut = f"{of}, the shortest, then by record number"
    if found.more:
        told = f"**{shown:,} of more than {counted:,} paths** {cut}"
    elif counted > shown:
        told = f"**{shown:,} of {counted:,} paths** {cut}"
    else:
        told = f"**{many(shown, 'path')}** {of}"
    st.markdown(told)
    _advise(found)


def _answer_of_many(found: Network, show: Show, key: str) -> None:
    pairs = len(found.ends) * (len(found.ends) - 1) // 2
    joined = pairs - len(found.apart)
    if found.left:
        st.warning(
            f"The first {MOST_ENDS} items are connected; {found.left:,} more {are(found.left)} "
            "left out."
        )
    if not found.paths:
        _none("Nothing connects these.", found)
        return
    st.markdown(f"**{joined:,} of {many(pairs, 'pair')} connected**, each by its shortest paths")
    if found.cut:
        cut = f"{many(found.cut, 'pair')} {have(found.cut)}"
        st.caption(f"{cut} more paths that are as short: see Options.")
    items = {item for path in found.paths for item in path.items}
    st.button(
        f"Show all on chart ({many(len(items), 'item')})",
        key=f"tool-all-{key}",
        on_click=show,
        args=(sorted(items), [tie.id for tie in found.ties]),
    )
    for one, other in found.apart:
        names = " and ".join(_named(found.cards[id_]) for id_ in (one, other))
        st.markdown(f"Not connected: {names}")
    _advise(found)


def _none(words: str, found: Found | Network) -> None:
    st.info(f"**{words}** {markdown(found.tried)}")
    _advise(found)


def _advise(found: Found | Network) -> None:
    if found.helps:
        st.markdown("\n".join(f"- {markdown(said)}" for said in found.helps))
    if found.avoided and found.paths:
        st.caption(f"{many(found.avoided, 'hub')} met and not passed.")


def _hubs(gateway: Gateway, found: Found, wanted: Wanted) -> None:
    """The hubs that were not passed, where nothing was found without them."""
    met = hubs_between(gateway, found.ends[0], found.ends[1], wanted)
    for hub in met:
        joins = "**it ties both ends**" if hub.joins else "not passed"
        st.markdown(f"{_named(hub.card)}: {hub.neighbours:,} neighbors, {joins}")
    if found.avoided > len(met):
        st.caption(f"{len(met):,} of {many(found.avoided, 'hub')}, those that tie both first")


def _named(card: Card) -> str:
    return f"{mark(card.kind)} {markdown(card.title)}"


def _list(found: Found | Network, show: Show, key: str) -> None:
    order = STRONGEST
    if len(found.paths) > 1:
        order = st.segmented_control(
            "Order", (STRONGEST, SHORTEST), default=STRONGEST, key=f"{key}.order",
            label_visibility="collapsed",
        ) or STRONGEST  # fmt: skip
        if order == STRONGEST:
            st.caption("On top the path whose weakest point is the strongest.")
    ranked = found.paths if order == STRONGEST else by_length(found.paths)
    for place, path in enumerate(ranked, start=1):
        with st.container(border=True, key=f"path-{key}-{place}"):
            _path(path, found.cards, show, place, key)


def _path(path: Path, cards: Mapping[str, Card], show: Show, place: int, key: str) -> None:
    head = (
        f"{place} · {many(len(path.steps), 'link')} · {many(path.records, 'record')} · "
        f"{agencies(path.agencies)}"
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.html(f'<div class="wb-line"><b>{html(head)}</b></div>', width="stretch")
        st.button(
            "Show on chart", key=f"tool-show-{key}-{place}", on_click=show,
            args=(path.items, tie_ids(path)),
        )  # fmt: skip
    st.html(_weak(path) + _chain(path, cards))


def tie_ids(path: Path) -> list[str]:
    """The ids of a path's links, as the chart names them."""
    return [
        f"{start}>{link.type}>{end}"
        for step in path.steps
        for link in step.links
        for start, end in [(step.start, step.end) if link.outgoing else (step.end, step.start)]
    ]


def _weak(path: Path) -> str:
    if not path.points:
        return '<div class="wb-line">Every link is stated by two agencies or more.</div>'
    weakest, *others = path.points
    lines = [f'<div class="wb-line"><b>Weakest:</b> {html(weakest.words)}</div>']
    for point in others[: POINTS - 1]:
        lines.append(f'<div class="wb-line wb-quiet">then {html(point.words)}</div>')
    if rest := others[POINTS - 1 :]:
        told = details(many(len(rest), "more weak point"), [point.words for point in rest])
        lines.append(f'<div class="wb-line wb-quiet">{told}</div>')
    return "".join(lines)


def _chain(path: Path, cards: Mapping[str, Card]) -> str:
    rows: list[tuple[str, str, str]] = [_item(cards[path.items[0]])]
    for (_, item), step in zip(pairwise(path.items), path.steps, strict=True):
        rows += _step(step)
        rows.append(_item(cards[item]))
    return table(("Path", "When", "Records"), rows, label="Path, from the first end to the last")


def _item(card: Card) -> tuple[str, str, str]:
    caution = " ⚠ caution" if card.caution else ""
    about = card.subtitle.partition(" · ")[0]
    quiet = f'<div class="wb-quiet">{html(about + caution)}</div>' if about or caution else ""
    title = Html(f"<b>{mark(card.kind)} {html(card.title)}</b>{quiet}")
    return title, "", agencies(card.agencies, 2)


def _step(step: Step) -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for link in step.links:
        first, last = link.first[:DAY], link.last[:DAY]
        span = html(first) if first == last else f"{html(first)} –<br>{html(last)}"
        rest = link.records - len(link.keys)
        behind = [*map(record_key, link.keys), *([f"… and {rest:,} more"] if rest else [])]
        who = f"{agencies(link.agencies, 2)} · {link.records:,}"
        rows.append((f"↓ {link.words}", Html(span) or "no date", details(who, behind)))
    return rows


def _searched(found: Found | Network) -> str:
    return markdown(found.tried)


HELP = f"""
**A path** is a chain of links, each written in somebody's record. Open **Records** beside a link
to see which, and whose.

**Weakest point.** A chain holds no better than its weakest point, so each path tells its weak
points weakest first, and the path whose weakest point is the strongest stands on top. From the
weakest:

1. *a merge that nobody reviewed*: the path enters a person by one record and leaves by another,
   and only a score makes the two one person;
2. *an end of which only some records are meant*, joined to its others by scores alone;
3. *a hub*, to which so many are tied that a path through it may mean nothing;
4. *one record* states a link; then *one agency* does, by several records.

**Leave out unreviewed merges** searches again over records that are joined by a reviewer's
decision or by the same exact identifier. Firm is not certain: licences are borrowed and plates
are moved.

**Hubs** are items with more than 100 neighbors that you may see. They are passed only where you
allow it, but an end of yours is never avoided.

Paths have at most {HOPS} links. With three or more items selected, every pair is connected by its
shortest paths. **Order of time** asks for dates that never go back along the path.
"""
