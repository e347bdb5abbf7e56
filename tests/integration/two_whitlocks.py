"""A path that one person joins, whom two agencies wrote: one by scores, or by a number.

Alma ─ burglary ─ Whitlock (MPD) ┄ alike ┄ Whitlock (PGPD) ─ assault ─ Bruno
"""

from __future__ import annotations

from functools import partial

from tests.integration.two_agencies import incident, load_records, person, place
from tests.unit.resolution.populations import town_model
from tests.viewers import one_sees_all, reading
from workbench.access.gateway import Gateway
from workbench.graph.client import Graph
from workbench.pipeline.held import hold, publish
from workbench.pipeline.sharing import apply_rules
from workbench.records.model import Link, Record, RecordKey
from workbench.records.vocabulary import LinkType

ALMA, BRUNO = "MPD|RMS|A1|person", "PGPD|RMS|B1|person"
OURS, THEIRS = "MPD|RMS|W1|person", "PGPD|RMS|W2|person"


def subject(key: RecordKey) -> Link:
    return Link(LinkType.SUBJECT_OF, key)


def chain(fbi: str = "") -> list[Record]:
    """One Whitlock, by two agencies, alike; with a number also one by it."""
    corner = place("MPD", "24000001", "7th St NW & H St NW")
    house = place("PGPD", "P1", "900 Maple Ave")
    burglary = incident("MPD", "24000010", "BURGLARY", days=3, at=corner.key)
    assault = incident("PGPD", "PG240001", "ASSAULT", days=9, at=house.key)
    who = {"name": "Whitlock, Zebulon", "born": "1970-01-01", "fbi": fbi}
    return [
        corner, house, burglary, assault,
        person("MPD", "A1", "Alma, Ann", born="1980-02-02", days=3, links=[subject(burglary.key)]),
        person("MPD", "W1", **who, days=3, links=[subject(burglary.key)]),
        person("PGPD", "W2", **who, days=9, links=[subject(assault.key)]),
        person("PGPD", "B1", "Bruno, Bo", born="1990-03-03", days=9, links=[subject(assault.key)]),
    ]  # fmt: skip


def write(graph: Graph, records: list[Record]) -> Gateway:
    load_records(graph, records)
    graph.write(partial(publish, model=town_model()))
    apply_rules(graph, one_sees_all())
    hold(graph)
    return reading(graph, rules=one_sees_all())
