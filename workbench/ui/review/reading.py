"""What the page of reviews reads, kept while the viewer's rights and the data stay the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from workbench.access.gateway import Gateway
from workbench.pipeline.explaining import model_of
from workbench.resolution.model import Model
from workbench.review.board import Board, Placed, board, standing_at
from workbench.review.contesting import open_contests
from workbench.review.evidence import Told, told
from workbench.review.impact import Link, links_of
from workbench.review.items import Item, doubted
from workbench.review.log import decisions
from workbench.review.marks import marks_of
from workbench.review.proposals import open_proposals
from workbench.review.waiting import Waiting, state_of, waiting, with_asked
from workbench.ui.kept import kept
from workbench.ui.signed import database


def queue_of(gateway: Gateway) -> tuple[Waiting, ...]:
    """All that waits for this viewer."""
    db, viewer = database(), gateway.viewer
    items = kept("review.items", gateway, None, partial(doubted, gateway))
    proposals = open_proposals(db)
    contests = open_contests(db)
    named = {key for one in proposals for key in one.records}
    where: dict[str, Placed] = {}
    entries = []
    if contests:
        entries = [
            (one, found[0])
            for one in contests
            if (found := decisions(gateway, one.decision, limit=1)) and found[0].stands
        ]
        named |= {key for _, entry in entries for key in entry.decision.records}
    if named:
        where = standing_at(gateway, sorted(named))
    every = with_asked(items, proposals, entries, where, viewer)
    return waiting(every, marks_of(db), viewer, {one.id: state_of(one) for one in every})


def board_of(gateway: Gateway, item: Item) -> Board | None:
    """The records that may be one with an item's."""
    keys = (item.left, item.right)
    return kept("review.board", gateway, keys, partial(board, gateway, keys))


def told_of(gateway: Gateway, board_: Board) -> dict[str, Told]:
    """What the records of a board say."""
    keys = tuple(board_.placed)
    return kept("review.told", gateway, keys, partial(told, gateway, keys))


def linked(gateway: Gateway, board_: Board) -> Mapping[str, frozenset[Link]]:
    """The links of the records of a board."""
    keys = tuple(board_.placed)
    return kept("review.links", gateway, keys, partial(links_of, gateway, keys))


def model_for(gateway: Gateway) -> Model:
    """The published model."""
    return model_of(kept("review.model", gateway, None, partial(_document, gateway)))


def _document(gateway: Gateway) -> str:
    document: str = gateway.read("entity_model")[0]["document"]
    return document


def forget() -> None:
    """Read anew what this page reads."""
    for name in ("review.items", "review.board", "review.told", "review.links"):
        st.session_state.pop(name, None)
