"""What a link to a picture names: records, so that it opens in whoever's own rights.

An entity is what one viewer sees as one. A link to it is kept by the seeds of some of its records,
which say nothing by themselves, and leads each reader to the entities that hold those of them that
this reader may see.

    entity ── earliest record of each agency ── seeds ── link ── seeds ── records seen ── entities
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.access.gateway import Gateway
from workbench.access.reads import answers

MOST_ANCHORED = 60
"""Items that a link names: an address has an end."""
AGENCIES = 3
"""Agencies by whose records an entity is named, so that most colleagues see one of them."""


def anchors(gateway: Gateway, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The anchors of entities: the seeds of the earliest viewable record of each of few agencies.

    Not the id itself: it can be the seed of a record that the viewer may not see. A reference is
    its own anchor. At most ``MOST_ANCHORED`` items are named, the first.
    """
    wanted = list(dict.fromkeys(ids))[:MOST_ANCHORED]
    seeds: dict[str, list[str]] = {}
    for row in gateway.read("entity_anchors", ids=[i for i in wanted if ":" not in i]):
        seeds.setdefault(row["id"], []).append(row["seed"])
    return {
        id_: tuple(seeds.get(id_, (id_,)))[:AGENCIES]
        for id_ in wanted
        if ":" in id_ or id_ in seeds
    }


@answers(lambda probe: (probe.ids,))
def anchored(gateway: Gateway, names: Sequence[str]) -> tuple[str, ...]:
    """The entities that hold what the anchors name, once each, in the order of ``names``.

    What the viewer may not see, and what never was, leads nowhere.
    """
    wanted = list(dict.fromkeys(names))
    held = gateway.read("entity_anchored", seeds=[name for name in wanted if ":" not in name])
    # an entity's own id comes before a record that has moved to another
    ids = {row["seed"]: row["id"] for row in sorted(held, key=lambda r: r["seed"] == r["id"])}
    references = [name for name in wanted if ":" in name]
    stated = gateway.read("entity_references", ids=references) if references else []
    ids |= {row["id"]: row["id"] for row in stated}
    return tuple(dict.fromkeys(ids[name] for name in wanted if name in ids))
