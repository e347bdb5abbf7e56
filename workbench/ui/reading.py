"""What was last read for the picture of this tab, so that a click reads only what is new."""

from __future__ import annotations

from functools import partial

from workbench.access.gateway import Gateway
from workbench.explore.anchors import MOST_ANCHORED, anchors
from workbench.explore.merges import rests_on_unreviewed
from workbench.explore.picture import Drawn, Picture, draw
from workbench.explore.timeline import Days, days
from workbench.ui.kept import kept


def drawn_for(gateway: Gateway, picture: Picture) -> Drawn:
    """The picture's items and links, read once for the same items, rights and data."""
    return kept("explore.drawn", gateway, picture.shown, partial(draw, gateway, picture))


def days_for(gateway: Gateway, drawn: Drawn) -> Days:
    """When what is on the picture happened."""
    ids = tuple(card.id for card in drawn.cards if card.kind in ("incident", "vehicle"))
    return kept("explore.days", gateway, ids, partial(days, gateway, ids))


def unreviewed_for(gateway: Gateway, drawn: Drawn) -> frozenset[str]:
    """The items of the picture that rest on a merge nobody reviewed."""
    ids = tuple(card.id for card in drawn.cards)
    return kept("explore.unreviewed", gateway, ids, partial(rests_on_unreviewed, gateway, ids))


def anchors_for(gateway: Gateway, picture: Picture) -> tuple[str, ...]:
    """What names the picture in its address, that with which it was begun first."""
    first = list(dict.fromkeys((picture.focus, *picture.shown)))[:MOST_ANCHORED]
    first = [id_ for id_ in first if id_ in picture.shown]
    known = kept("explore.anchors", gateway, None, dict[str, tuple[str, ...]])
    if missing := [id_ for id_ in first if id_ not in known]:
        known |= anchors(gateway, missing)
    return tuple(dict.fromkeys(name for id_ in first for name in known.get(id_, ())))
