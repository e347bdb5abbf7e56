"""How what is being typed can go on: names, plates and addresses of viewable records, no others."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.lucene import begun_query
from workbench.explore.query import parse
from workbench.records.unseen import visible

MOST = 8
FEWEST = 3
"""Characters from which on completions are offered: fewer are the beginning of everything."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A value that begins with what was typed, and how many viewable records state it."""

    kind: str
    value: str
    records: int


@answers(lambda probe: (probe.text,))
def completions(gateway: Gateway, text: str, limit: int = MOST) -> tuple[Completion, ...]:
    """Values that have all words typed, the last one perhaps unfinished; () where too few letters.

    What is typed already in full is no completion of itself.
    """
    query = parse(text)
    if sum(map(len, query.words)) < FEWEST or query.pattern:
        return ()
    rows = gateway.read("search_completions", lucene=begun_query(query), limit=limit + 1)
    found = (Completion(row["kind"], visible(row["value"]), row["records"]) for row in rows)
    typed = " ".join(query.words)
    return tuple(one for one in found if one.value.replace(",", "") != typed)[:limit]
