"""What was last read for the picture of this tab, so that a click reads only what is new."""

from __future__ import annotations

from workbench.access.gateway import Gateway
from workbench.explore.anchors import MOST_ANCHORED, anchors
from workbench.explore.merges import rests_on_unreviewed
from workbench.explore.picture import Drawn, Picture, draw
from workbench.explore.timeline import Days, days
from workbench.ui import state


def drawn_for(gateway: Gateway, picture: Picture) -> Drawn:
    """The picture's items and links, read once for the same items, rights and data."""
    key = (picture.shown, *_rights(gateway))
    found = state.drawn(key)
    if found is None:
        found = draw(gateway, picture)
        state.keep_drawn(key, found)
    return found


def days_for(gateway: Gateway, drawn: Drawn) -> Days:
    """When what is on the picture happened."""
    ids = tuple(card.id for card in drawn.cards if card.kind in ("incident", "vehicle"))
    key = (ids, *_rights(gateway))
    found = state.days(key)
    if found is None:
        found = days(gateway, ids)
        state.keep_days(key, found)
    return found


def unreviewed_for(gateway: Gateway, drawn: Drawn) -> frozenset[str]:
    """The items of the picture that rest on a merge nobody reviewed."""
    ids = tuple(card.id for card in drawn.cards)
    key = (ids, *_rights(gateway))
    found = state.unreviewed(key)
    if found is None:
        found = rests_on_unreviewed(gateway, ids)
        state.keep_unreviewed(key, found)
    return found


def anchors_for(gateway: Gateway, picture: Picture) -> tuple[str, ...]:
    """What names the picture in its address, that with which it was begun first."""
    first = list(dict.fromkeys((picture.focus, *picture.shown)))[:MOST_ANCHORED]
    first = [id_ for id_ in first if id_ in picture.shown]
    key = _rights(gateway)
    known = dict(state.anchors(key))
    if missing := [id_ for id_ in first if id_ not in known]:
        known |= anchors(gateway, missing)
        state.keep_anchors(key, known)
    return tuple(dict.fromkeys(name for id_ in first for name in known.get(id_, ())))


def _rights(gateway: Gateway) -> tuple[object, ...]:
    return tuple(gateway.viewable), gateway.as_of()
