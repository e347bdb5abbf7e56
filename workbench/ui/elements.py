"""What a picture looks like on the canvas: items, groups, what is not shown, and the links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.explore.cards import Card
from workbench.explore.expand import Tie
from workbench.explore.picture import Drawn, Group, Picture
from workbench.explore.words import link_words
from workbench.ui.components.canvas import CanvasLink, CanvasNode, Ring

HUB = "more:"
"""Begins the id of the "+N more" node of an item."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is said of items beside their cards."""

    unreviewed: frozenset[str] = frozenset()
    """Items that rest on a merge nobody reviewed."""
    path: frozenset[str] = frozenset()
    """Items and links of the path that is shown."""


def elements(
    picture: Picture, left: Drawn, marks: Marks
) -> tuple[list[CanvasNode], list[CanvasLink]]:
    """Nodes and links; a group stands for its members, and its links are drawn together."""
    inside = {member: group.id for group in picture.groups for member in group.members}
    cards = {card.id: card for card in left.cards}
    nodes = [_node(card, picture, left.hidden, marks) for i, card in cards.items()
             if i not in inside]  # fmt: skip
    nodes += [
        _group(group, members, picture)
        for group in picture.groups
        if (members := [cards[i] for i in group.members if i in cards])
    ]
    links = _links(left.ties, inside, marks)
    for card in left.cards:
        more = left.hidden.get(card.id, 0)
        if more and card.id in picture.expanded and card.id not in inside:
            hub = f"{HUB}{card.id}"
            nodes.append(CanvasNode(hub, "hub", f"+{more:,} more"))
            links.append(CanvasLink(f"{hub}>", card.id, hub, "not shown"))
    return nodes, links


def _node(card: Card, picture: Picture, hidden: Mapping[str, int], marks: Marks) -> CanvasNode:
    return CanvasNode(
        id=card.id,
        kind=card.kind,  # type: ignore[arg-type]
        label=card.title,
        detail=card.subtitle.partition(" · ")[0],
        agencies=card.agencies,
        focus=card.id == picture.focus,
        caution=card.caution,
        more=0 if card.id in picture.expanded else hidden.get(card.id, 0),
        ring=_ring(bool(card.disagree), card.id in marks.unreviewed),
        pinned=card.id in picture.pinned,
        strong=card.id in marks.path,
        dim=bool(marks.path) and card.id not in marks.path,
        when=card.first,
    )


def _ring(disagree: bool, unreviewed: bool) -> Ring:
    if disagree and unreviewed:
        return "both"
    return "disagree" if disagree else "unreviewed" if unreviewed else ""


def _group(group: Group, members: list[Card], picture: Picture) -> CanvasNode:
    return CanvasNode(
        id=group.id,
        kind="group",
        label=group.name,
        detail="",
        holds=len(members),
        agencies=tuple(dict.fromkeys(agency for card in members for agency in card.agencies)),
        caution=any(card.caution for card in members),
        pinned=group.id in picture.pinned,
    )


def _links(ties: tuple[Tie, ...], inside: Mapping[str, str], marks: Marks) -> list[CanvasLink]:
    links: dict[str, CanvasLink] = {}
    for tie in ties:
        start, end = inside.get(tie.start, tie.start), inside.get(tie.end, tie.end)
        if start == end:
            continue
        id_ = f"{start}>{tie.type}>{end}"
        before = links.get(id_)
        strong = tie.id in marks.path
        links[id_] = CanvasLink(
            id_,
            start,
            end,
            link_words(tie.type),
            records=tie.records + (before.records if before else 0),
            strong=strong or bool(before and before.strong),
            dim=bool(marks.path) and not strong,
        )
    return list(links.values())
