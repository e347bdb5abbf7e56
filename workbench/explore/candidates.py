"""What can answer: records found by their values or words, judged, and brought together by entity.

asked texts ── statements, all texts at once ──► records ── judged on their values ──► candidates
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.access.dissemination import owner_of
from workbench.access.gateway import Gateway
from workbench.access.reads import answers
from workbench.explore.lucene import close_query, told_query, words_query
from workbench.explore.query import SHORTEST_PART, SHORTEST_RUN, Query, parse
from workbench.explore.ranking import Match, best
from workbench.records.plates import folded
from workbench.records.vocabulary import ENTITY_OF, Kind

_BESIDE = ("phrase", "dated", "numbered")
"""What is asked beside others, and finds nothing by itself."""
ENOUGH = 10
"""With fewer answers than this, close spellings are looked for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity or reference that answers, as its best matching record does."""

    kind: str
    match: Match
    keys: frozenset[str]
    """The matching records."""
    best: frozenset[str]
    """Those of them that match as well as the best, for the same value."""
    last: str = ""
    """When the latest matching record was observed."""

    @property
    def key(self) -> str:
        """Smallest key among the best matching records: a stable order among equals."""
        return min(self.best)

    @property
    def agencies(self) -> frozenset[str]:
        """Those whose records state what matched."""
        return frozenset(map(owner_of, self.best))

    @property
    def place(self) -> tuple[float, int, str]:
        """Sorts the better match first, then more and later records."""
        return self.match.rank, len(self.keys), self.last

    def __or__(self, other: Candidate) -> Candidate:
        """Both as one: the better match, with all who state the same value."""
        first, rest = sorted((self, other), key=lambda c: (-c.match.rank, c.match.stated, c.key))
        same = (first.match.rank, first.match.stated) == (rest.match.rank, rest.match.stated)
        return Candidate(
            first.kind,
            first.match,
            first.keys | rest.keys,
            first.best | rest.best if same else first.best,
            max(first.last, rest.last),
        )


@dataclass(slots=True)
class Found:
    """The candidates of one text, by id."""

    query: Query = field(repr=False)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    capped: bool = False
    """More records match than were looked at."""

    def add(self, id_: str, candidate: Candidate) -> None:
        """Bring a candidate together with what is known of its entity."""
        before = self.candidates.get(id_)
        self.candidates[id_] = before | candidate if before else candidate

    def in_order(self, ids: Iterable[str] | None = None) -> list[str]:
        """Ids, of all candidates or some, the best answer first."""
        order = sorted(
            self.candidates if ids is None else ids, key=lambda i: self.candidates[i].key
        )
        order.sort(key=lambda i: self.candidates[i].place, reverse=True)
        return order


def some_candidate(key: str) -> Candidate:
    """A candidate that matches as little as can be, to ask about its entity."""
    return Candidate("person", Match(0, ""), frozenset((key,)), frozenset((key,)))


@answers(lambda probe: ([parse(probe.text)], 500))
def candidates(gateway: Gateway, queries: Sequence[Query], most: int) -> list[Found]:
    """What answers each query, in their order; ``most`` records a query and statement."""
    found = [Found(query) for query in queries]
    asked = {line: query for line, query in enumerate(queries) if query.tried}
    _ask(gateway, "search_values", {i: _values(q) for i, q in asked.items()}, found, most)
    words = {i: _worded(q, words_query(q)) for i, q in asked.items()}
    _ask(gateway, "search_text", words, found, most)
    told = {i: {"lucene": told_query(q), "phrase": _phrase(q)} for i, q in asked.items()}
    _ask(gateway, "search_told", told, found, most)
    _ask_references(gateway, asked, found, most)
    few = {i: q for i, q in asked.items() if len(found[i].candidates) < ENOUGH}
    close = {i: _worded(q, close_query(q)) for i, q in few.items()}
    _ask(gateway, "search_text", close, found, most)
    return found


def _values(query: Query) -> dict[str, object]:
    """Values for the exact look-ups, None for those that do not apply."""
    plate = query.plate.plate if query.plate else ""
    part = folded(query.part)
    shortest = SHORTEST_RUN if query.pattern else SHORTEST_PART
    start = query.pattern.partition("?")[0].partition("*")[0]
    values: dict[str, object] = {
        "folded": query.plate.folded if query.plate else None,
        "folded_part": part if len(part) >= shortest else None,
        "folded_start": folded(start or plate) if query.pattern or len(plate) >= SHORTEST_PART
        else None,
        "vin": query.vin or None,
        "vin_end": query.vin_end or None,
        "number": query.number or None,
        "address": query.address or None,
        "birth_date": query.birth_date,
        "serial": query.serial or None,
    }  # fmt: skip
    if values["folded_part"] or not values["folded_start"]:
        values["folded_start"] = None  # a part is also found at the beginning
    return values


def _worded(query: Query, lucene: str) -> dict[str, object]:
    """What the index is asked, and what of the records found is judged beside their names."""
    return {
        "lucene": lucene,
        "dated": query.birth_date is not None,
        "numbered": bool(query.identifications),
    }


def _phrase(query: Query) -> str:
    return " ".join(query.text.upper().split())


def _ask(
    gateway: Gateway,
    name: str,
    asked: Mapping[int, Mapping[str, object]],
    found: Sequence[Found],
    most: int,
) -> None:
    """Ask a statement about all lines at once and judge what it finds."""
    lines = [
        {"line": line, **values}
        for line, values in asked.items()
        if any(value for name, value in values.items() if name not in _BESIDE)
    ]
    if not lines:
        return
    counts: dict[int, int] = {}
    judged: dict[tuple[int, str], Match | None] = {}
    for row in gateway.read(name, asked=lines, most=most):
        line = row["line"]
        counts[line] = counts.get(line, 0) + len(row["keys"])
        if row["id"] is None:
            continue
        said = (line, repr(row["said"]))
        if said not in judged:
            judged[said] = best(found[line].query, row["said"])
        if match := judged[said]:
            found[line].add(row["id"], _candidate(row, match))
    for line, count in counts.items():
        found[line].capped |= count >= most


def _candidate(row: Mapping[str, Any], match: Match) -> Candidate:
    keys = frozenset(row["keys"])
    return Candidate(ENTITY_OF[Kind(row["kind"])].value, match, keys, keys, row["observed"] or "")


def _ask_references(
    gateway: Gateway, asked: Mapping[int, Query], found: Sequence[Found], most: int
) -> None:
    lines = [
        {"line": line, "ids": list(query.references), "phone_end": query.phone_end or None}
        for line, query in asked.items()
        if query.references or query.phone_end
    ]
    if not lines:
        return
    for row in gateway.read("search_references", asked=lines, most=most):
        one, exact = found[row["line"]], row["id"] in found[row["line"]].query.references
        kind = row["id"].partition(":")[0]
        what = "phone" if kind == "phone" else "e-mail address"
        keys = frozenset(user["key"] for user in row["users"])
        told = Match(978, f"{what} exactly as typed") if exact else Match(665, f"{what} ends so")
        one.add(row["id"], Candidate(kind, told, keys, keys))
        for user in row["users"]:
            if user["id"]:
                uses = Match(900 if exact else 600, f"uses this {what}")
                one.add(
                    user["id"], _candidate({**user, "keys": [user["key"]], "observed": ""}, uses)
                )
