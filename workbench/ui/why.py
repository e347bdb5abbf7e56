"""Why these records are one, drawn: who decided it, which numbers, which likenesses."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.explore.joined import FormerIds, Joined, JoinedPair, joined, verdict_lines
from workbench.explore.parts import Part, odds, tenths
from workbench.explore.words import many, record_key
from workbench.ui.text import Html, agencies, details, html, table


def why_one(gateway: Gateway, id_: str) -> None:
    """What holds an item's records together, the weakest tie first."""
    found = joined(gateway, id_)
    if found.statements + found.reads <= 1 and not found.alike:
        st.caption("One record: there is nothing to join.")
        return
    st.html(_reviewed(found))
    if found.shared:
        rows = [
            (one.name, one.value.text, agencies(one.value.agencies, 6), f"{one.value.records:,}")
            for one in found.shared
        ]
        head = ("Shared exactly", "", "Stated by", "Records")
        st.html(table(head, rows, label="Shared identifiers", numbers=(3,)))
    if found.pairs:
        st.html(_cut(found) + _ties(found))
    if found.alike:
        lines = [
            f"{many(one.records, 'record')} of {agencies(one.agencies, 6)}: "
            f"{', '.join(map(record_key, one.keys))}"
            f"{' …' if one.records > len(one.keys) else ''}"
            for one in found.alike
        ]
        told = f"{many(len(lines), 'set')} of records that say the same in all that is compared"
        st.html(f'<div class="wb-line">{details(told, lines)}</div>')
    if found.reads:
        st.html(
            f'<div class="wb-line">{many(found.reads, "plate read")} stand with the record of '
            "their plate and state that is nearest in time; they decide nothing.</div>"
        )


def also(found: FormerIds) -> None:
    """The ids that lead here."""
    if not found.ids:
        st.caption("No other id leads here.")
        return
    cut = f"{len(found.ids):,} of {found.total:,}, by when their record came: " * (
        found.total > len(found.ids)
    )
    ids = " ".join(
        f'<code title="{html(record_key(one.key))}">{html(one.seed)}</code>' for one in found.ids
    )
    st.html(f'<div class="wb-line">{html(cut)}{ids}</div>')


def _reviewed(found: Joined) -> str:
    if found.decisions:
        lines = list(verdict_lines(found.decisions))
        rest = (
            "The other ties were reviewed by nobody." if found.unreviewed and found.reviewed else ""
        )
        told = "".join(f"<div>⚖ {html(line)}</div>" for line in lines)
        none = "" if found.reviewed else "Nobody has reviewed that these are one. "
        return f'<div class="wb-line">{told}<b>{html(none + rest)}</b></div>'
    return (
        '<div class="wb-line"><b>Nobody has reviewed this.</b> These records are taken for one '
        "because of what they say.</div>"
    )


def _cut(found: Joined) -> str:
    shown = (
        f"{len(found.pairs):,} of {found.joins:,} ties that hold the records together, weakest "
        "first"
        if found.joins > len(found.pairs)
        else f"{many(found.joins, 'tie')} {'holds' if found.joins == 1 else 'hold'} the records "
        "together, weakest first"
    )
    looked = (
        f" Only {found.looked_at:,} of {found.statements:,} different records were looked at."
        if found.statements > found.looked_at
        else ""
    )
    return f'<div class="wb-line wb-quiet">{html(shown)}.{html(looked)}</div>'


def _ties(found: Joined) -> str:
    rows = [(Html(_ends(pair)), _how(pair), Html(_parts(pair))) for pair in found.pairs]
    return table(("Records", "Together", "Why"), rows, label="Ties")


def _ends(pair: JoinedPair) -> str:
    keys = (record_key(key) for key in (pair.left, pair.right))
    return "".join(f'<div class="wb-key">{html(key)}</div>' for key in keys)


def _how(pair: JoinedPair) -> str:
    by = "decided by a reviewer" if pair.decided else "not reviewed"
    return f"{by}; {pair.bits:+.1f} bits, {odds(pair.bits)}" if pair.bits is not None else by


def _parts(pair: JoinedPair) -> str:
    """The parts in short; the values on opening."""
    if not pair.parts:
        return ""
    lines = [
        f"{bits:+.1f}  {part.words}"
        + (f"   {part.left or '–'} | {part.right or '–'}" if part.left or part.right else "")
        for part, bits in _weighed(pair.parts)
    ]
    return f"{html(in_short(pair.parts))}{details('every part, with the values', lines)}"


def in_short(parts: Sequence[Part]) -> str:
    """For, then against, each the strongest first; what is told adds up to the whole."""
    for_ = [f"{part.words}: {bits:+.1f}" for part, bits in _weighed(parts) if bits > 0]
    against = [f"{part.words}: {bits:+.1f}" for part, bits in reversed(_weighed(parts)) if bits < 0]
    return "; ".join((*for_, *against))


def _weighed(parts: Sequence[Part]) -> list[tuple[Part, float]]:
    order = sorted(parts, key=lambda part: -part.bits)
    return list(zip(order, tenths([part.bits for part in order]), strict=True))
