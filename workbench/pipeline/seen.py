"""What only some profiles see in the graph, in memory, and what a change of it must write.

views worked out ── compared with those that stand ──► written, forgotten
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from workbench.access.profiles import Profiles
from workbench.graph.client import Graph, Rows
from workbench.graph.projection import MAIN, Name, OnlyFor, SeenChange
from workbench.records.vocabulary import Kind
from workbench.resolution.profiles import Views


@dataclass(slots=True)
class Seen:
    """Entities of some profiles by name, and by main entity who does not see it."""

    variants: dict[Name, OnlyFor] = field(default_factory=dict)
    of_record: dict[str, set[Name]] = field(default_factory=dict)
    left_out: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def members(self, keys: Iterable[str]) -> set[str]:
        """All records of the entities of some profiles in which one of these stands."""
        return {key for name in self._names(keys) for key in self.variants[name].keys}

    def difference(
        self,
        found: Views,
        profiles: Profiles,
        keys: Collection[str],
        entities: Iterable[str],
        written: Collection[str] = (),
    ) -> SeenChange:
        """What must change so that what stands of these records is what was found.

        Args:
            keys: the records that were looked at, and those that have left.
            entities: main entities in which they stand or stood.
            written: records that are put into their main entities anew.
        """
        wanted: dict[Name, OnlyFor] = {}
        for variant in found.variants.values():
            only_for = profiles.named(variant.viewers)
            one = OnlyFor(variant.id, variant.name, variant.kind, only_for, variant.members)
            wanted[one.name] = one
        left_out = {id_: profiles.named(mask) for id_, mask in found.left_out.items()}
        there = self._names(keys)
        asked = {*entities, *left_out}
        return SeenChange(
            write=tuple(
                wanted[name] for name in sorted(wanted) if self.variants.get(name) != wanted[name]
            ),
            forget=tuple(sorted(there - wanted.keys())),
            left_out=tuple(
                (id_, left_out.get(id_, ()))
                for id_ in sorted(asked)
                if self.left_out.get(id_, ()) != left_out.get(id_, ())
            ),
            again=tuple(sorted(self._names(written) & wanted.keys())),
        )

    def apply(self, change: SeenChange) -> None:
        """Note that the graph shows a change now."""
        for name in change.forget:
            for key in self.variants.pop(name).keys:
                self.of_record[key].discard(name)
        for one in change.write:
            self.variants[one.name] = one
            for key in one.keys:
                self.of_record.setdefault(key, set()).add(one.name)
        for id_, names in change.left_out:
            if names:
                self.left_out[id_] = names
            else:
                self.left_out.pop(id_, None)

    def _names(self, keys: Iterable[str]) -> set[Name]:
        return {name for key in keys for name in self.of_record.get(key, ())}


def seen(graph: Graph) -> Seen:
    """What the graph shows to some profiles only."""
    return _seen(graph.run("project_seen"))


def seen_of(graph: Graph, keys: Sequence[str]) -> Seen:
    """The same of the entities in which these records stand."""
    return _seen(graph.run("near_seen", keys=list(keys)))


def _seen(rows: Rows) -> Seen:
    found = Seen()
    written = tuple(_only_for(row) for row in rows if row["variant"] != MAIN)
    left_out = tuple((row["id"], tuple(row["not_for"])) for row in rows if row["variant"] == MAIN)
    found.apply(SeenChange(write=written, left_out=left_out))
    return found


def _only_for(row: Mapping[str, object]) -> OnlyFor:
    keys, only_for = row["keys"], row["only_for"]
    assert isinstance(keys, list)
    assert isinstance(only_for, list)
    return OnlyFor(
        str(row["id"]),
        str(row["variant"]),
        Kind(str(row["kind"])),
        tuple(only_for),
        tuple(sorted(keys)),
    )


def joined_with(standing: Seen, change: SeenChange) -> SeenChange:
    """The change without what it takes back: whom it leaves out comes beside those left out."""
    wider = tuple(
        (id_, tuple(sorted({*standing.left_out.get(id_, ()), *names})))
        for id_, names in change.left_out
    )
    return SeenChange(
        write=change.write,
        left_out=tuple((i, names) for i, names in wider if names != standing.left_out.get(i, ())),
    )
