"""The records of a graph, resolved and held in memory, so that a change is worked out at once.

    graph ─► population ─► what changes ─► graph, in one transaction

Who holds a graph's records must hold its lock as well (``Graph.alone``): nobody else changes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from operator import and_

from loaders.messages import clipped
from workbench.access.profiles import SUFFIXES, Profiles, profiles
from workbench.access.rules import Rules, default_rules, parse_rules
from workbench.errors import InputError
from workbench.graph import judged
from workbench.graph.client import Graph, Row, Transaction, execute
from workbench.graph.judged import Came, Score
from workbench.graph.projection import Assignment, SeenChange, projecting
from workbench.graph.sharing import Sharing, keep_sharing, kept_sharing
from workbench.graph.together import together
from workbench.pipeline.scores import Scores
from workbench.pipeline.seen import Seen, seen
from workbench.progress import Progress, quiet
from workbench.records.vocabulary import Kind, LinkType
from workbench.resolution.component import Pair
from workbench.resolution.context import AUDIENCE, READ, Context
from workbench.resolution.decisions import Decision, constraints, from_text, standing
from workbench.resolution.kept import Kept
from workbench.resolution.model import Model, from_json, to_json
from workbench.resolution.one_pair import Fields
from workbench.resolution.population import Bound, Current, Population, population
from workbench.resolution.profiles import around, views
from workbench.resolution.published import learn

TYPES = sorted(READ)


@dataclass(frozen=True, slots=True)
class Change:
    """What the entities and the kept scores become."""

    assignments: tuple[Assignment, ...]
    gone: tuple[str, ...]
    """Withdrawn records that leave their entities."""
    left: frozenset[str]
    """Those entities."""
    forget: tuple[Pair, ...]
    keep: tuple[Score, ...]
    seen: SeenChange
    """What only some profiles see."""

    def write(self, transaction: Transaction) -> None:
        """Bring the graph to it."""
        scores = judged.scoring(self.forget, self.keep)
        entities = projecting(self.assignments, self.gone, self.left, self.seen)
        text, parameters = together((*scores, *entities))
        execute(transaction, text, **parameters)


@dataclass(slots=True)
class Held:
    """A graph's records under its published model and its decisions."""

    graph: Graph
    model: Model
    population: Population
    log: list[Decision]
    entity_of: dict[str, str | None]
    """Entity by key as the graph has it; None for a record that was never resolved."""
    digests: dict[str, str]
    """Of each current record's revision."""
    published: str | None
    """Version of the model that is in force in the graph."""
    rules: Rules
    """Sharing rules that the entities are made for."""
    profiles: Profiles
    kept_sharing: Sharing | None
    """The rules and profiles that the graph's entities were made for."""
    seen: Seen
    audiences: dict[str, str]
    """Audience by key, also of withdrawn records that decisions name."""
    unread: set[str] = field(default_factory=set)
    """Records of which the graph's entities do not show the current revision yet."""
    scores: Scores | None = None
    """The scores that the graph keeps, where they are held too."""

    def hold_scores(self) -> None:
        """Read the scores that the graph keeps, so that ``arrive`` need not ask for them."""
        self.scores = Scores()
        self.scores.change((), judged.scores(self.graph))
        self.scores.regrouped(self.population.components(self.digests))
        self.population.take_changed()

    def arrive(self, load: Came) -> Change:
        """Take in what a load has written, and write what follows from it."""
        rows = list(judged.records(self.graph, sorted(load.keys), TYPES))
        came = [row for row in rows if row["kind"] in judged.KINDS]
        withdrawn = [row["key"] for row in rows if row["kind"] is None]
        gone = [key for key in withdrawn if key in self.digests]
        self.audiences |= {row["key"]: row["fields"][AUDIENCE] for row in came}
        anew = self._profiles(load.audiences)
        touched = self.population.change(map(current, came), gone)
        self.model = self.population.named()
        for row in came:
            self.digests[row["key"]] = row["digest"]
        for key in gone:
            del self.digests[key]
        touched |= self._bind()
        touched |= self.digests.keys() if anew else set()
        change = self.change(touched, revised={row["key"] for row in came}, gone=withdrawn)
        self.graph.write(partial(self.write, change=change))
        self.apply(change)
        return change

    def write(self, transaction: Transaction, change: Change) -> None:
        """Bring the graph to a change; the model is published with it, where it is another."""
        if self.model.version != self.published:
            publish(transaction, self.model)
        change.write(transaction)
        if self.sharing != self.kept_sharing:
            keep_sharing(transaction, self.sharing)

    @property
    def sharing(self) -> Sharing:
        """The rules and profiles that the entities held are made for."""
        seats = sorted(self.profiles.of_seat.items())
        return Sharing(
            self.rules.text, self.rules.digest, tuple(self.profiles.viewers), tuple(seats)
        )

    def _profiles(self, came: frozenset[str]) -> bool:
        """Make the profiles for these audiences too; whether any has another meaning now."""
        if self.profiles.viewers.keys() >= came:
            return False
        before = self.profiles
        self.profiles = profiles(self.rules, {*before.viewers, *came})
        self.population.context.viewers = self.profiles.viewers
        return (before.names, before.of_seat) != (self.profiles.names, self.profiles.of_seat)

    def change(
        self, touched: Collection[str], revised: Collection[str] = (), gone: Sequence[str] = ()
    ) -> Change:
        """What follows for the graph from a change of the population."""
        entity_of = around(self.population, touched)
        entity_of |= around(
            self.population,
            (self.seen.members([*entity_of, *gone]) & self.digests.keys()) - entity_of.keys(),
        )
        assignments = tuple(
            Assignment(key, self.kind(key), self.entity_of.get(key), entity)
            for key, entity in sorted(entity_of.items())
            if self.entity_of.get(key) != entity or key in revised
        )
        only = None
        if self.scores is not None:
            moved = {one.key for one in assignments} | {*self.population.take_changed(), *gone}
            regrouped = self.scores.regrouped(self.population.components(touched))
            only = self.population.affected(moved | regrouped, entity_of)
        wanted = scored(self.population.kept(entity_of, only))
        standing_scores = self._standing([*entity_of, *gone] if only is None else [*only])
        left = {(s.left, s.right) for s in standing_scores - wanted}
        return Change(
            assignments,
            tuple(gone),
            frozenset(filter(None, map(self.entity_of.get, gone))),
            tuple(sorted(left)),
            tuple(sorted(wanted - standing_scores, key=lambda s: (s.left, s.right))),
            self.seen_change(entity_of, gone, {one.key for one in assignments}),
        )

    def seen_change(
        self,
        entity_of: Mapping[str, str],
        gone: Collection[str] = (),
        written: Collection[str] = (),
    ) -> SeenChange:
        """What changes of what only some profiles see of these records.

        Args:
            written: those that are put into a main entity: what some profiles see of them is
                linked anew too, since its links lead to main entities.
        """
        found = views(self.population, entity_of, self.profiles.everyone)
        keys = [*entity_of, *gone]
        before = set(filter(None, map(self.entity_of.get, keys)))
        return self.seen.difference(
            found, self.profiles, keys, before | {*entity_of.values()}, written
        )

    def apply(self, change: Change) -> None:
        """Note that the graph shows a change now."""
        self.published = self.model.version
        self.kept_sharing = self.sharing
        self.seen.apply(change.seen)
        for assignment in change.assignments:
            self.entity_of[assignment.key] = assignment.entity
        for key in change.gone:
            self.entity_of.pop(key, None)
        if self.scores is not None:
            self.scores.change(change.forget, change.keep)

    def _standing(self, keys: Sequence[str]) -> set[Score]:
        if self.scores is not None:
            return self.scores.of(keys)
        return set(judged.scores(self.graph, keys))

    def require(self, keys: Iterable[str]) -> None:
        """See that these are current records.

        Raises:
            InputError: one is not.
        """
        for key in keys:
            if key not in self.digests:
                raise InputError(
                    f"no current record has the key {clipped(key)}: an entity's records show their "
                    "keys"
                )

    def kind(self, key: str) -> Kind:
        """What a current record is about."""
        return self.population.context.rows[key][0]

    def rebind(self, log: Iterable[Decision]) -> set[str]:
        """Take this log in place of the one before; keys whose entity may have changed."""
        self.log = list(log)
        return self._bind()

    def _bind(self) -> set[str]:
        context = self.population.context
        return self.population.bind(bound(self.log, context, self.audiences))


def hold(
    graph: Graph, progress: Progress = quiet, *, train: bool = False, rules: Rules | None = None
) -> Held:
    """Read a graph's records, and resolve them under its published model and its decisions.

    Nothing is written. A model is trained where there is none, where ``train`` asks for it, or
    where the last one had too little to learn from; it is published with the first change.

    Args:
        rules: sharing rules that the entities are to be made for; those that they were made for
            where None.
    """
    placed = judged.placed(graph)
    with progress("reading records", "records") as report:
        rows = list(judged.records(graph, [p.key for p in placed], TYPES, report))
    log = [from_text(text) for text in judged.decisions(graph)]
    kept = kept_sharing(graph)
    rules_ = rules or (parse_rules(kept.rules) if kept else default_rules())
    audiences = judged.audiences_decided(graph)
    audiences |= {row["key"]: row["fields"][AUDIENCE] for row in rows}
    held_now = {row["audience"] for row in graph.run("access_audiences", suffixes=[*SUFFIXES])}
    profiles_ = profiles(rules_, held_now | {*audiences.values()})
    document = judged.model(graph)
    before = from_json(document) if document else None
    with progress("resolving", "records") as report:
        report(0, len(rows))
        records = [current(row) for row in rows]
        learns = before is None or train or not before.learnt
        persons = _persons(records, profiles_.viewers)
        model = learn(persons) if before is None or learns else before
        report(len(rows) // 3, len(rows))
        held = population(model, profiles_.viewers)
        held.fill(records, persons)
        report(len(rows) * 2 // 3, len(rows))
        held.bind(bound(log, held.context, audiences))
        report(len(rows), len(rows))
    return Held(
        graph,
        held.named(),
        held,
        log,
        {p.key: p.entity for p in placed},
        {row["key"]: row["digest"] for row in rows},
        before.version if before else None,
        rules_,
        profiles_,
        kept,
        seen(graph),
        audiences,
        {p.key for p in placed if not p.projected},
    )


def publish(transaction: Transaction, model: Model) -> None:
    """Put a model in force."""
    document = to_json(model).decode()
    judged.publish(transaction, version=model.version, document=document, records=model.records)


def scored(kept: Iterable[Kept]) -> set[Score]:
    """Kept pairs as the graph holds them."""
    return {Score(p.left, p.right, p.weight, str(p.use), p.reasons) for p in kept}


def current(row: Row) -> Current:
    """A record as ``judged.records`` reads it."""
    return Current(
        row["key"],
        Kind(row["kind"]),
        row["seed"],
        (row["first_load"], row["first_row"]),
        row["fields"],
        tuple((LinkType(of_type), end) for of_type, end in row["links"]),
    )


def bound(
    log: Iterable[Decision], context: Context, audiences: Mapping[str, str]
) -> tuple[Bound, ...]:
    """What the decisions in force ask of the current records, and whom each binds.

    Args:
        audiences: by key, also of withdrawn records.
    """
    found: list[Bound] = []
    viewers = context.viewers or {}
    for decision in standing(log):
        asked = constraints((decision,), context.rows)
        if asked.must or asked.cannot:
            kind = context.rows[(asked.must or asked.cannot)[0][0]][0]
            masks = (viewers.get(audiences.get(key, ""), 0) for key in decision.records)
            found.append(Bound(kind, asked.must, asked.cannot, reduce(and_, masks)))
    return tuple(found)


def _persons(records: Iterable[Current], viewers: Mapping[str, int]) -> dict[str, Fields]:
    context = Context(viewers=viewers)
    for record in records:
        if record.kind in (Kind.PERSON, Kind.LOCATION):
            context.put(record.key, record.kind, record.row, record.links)
    return context.persons()
