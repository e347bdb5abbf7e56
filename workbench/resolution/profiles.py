"""What each view profile sees as one: the clustering of the records it may view, and nothing else.

    component ── viewable part ──► groups of the profile ── same as the main ones? ──► entity
                                                          └── no ──► a variant, only for it

Two records can be one entity only because of a third. Whoever may not view the third must see two:
where a profile's groups differ from what it may view of the main entities, these are left out for
it, and it has entities of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from workbench.records.vocabulary import Kind
from workbench.resolution.component import Pair
from workbench.resolution.plate_reads import join_reads
from workbench.resolution.population import RESOLVED, Bound, Population
from workbench.resolution.tied import Tied


@dataclass(frozen=True, slots=True)
class Variant:
    """An entity that only some profiles see."""

    id: str
    kind: Kind
    members: tuple[str, ...]
    """Keys of its records, sorted."""
    viewers: int
    """The profiles that see it, as a mask."""

    @property
    def name(self) -> str:
        """Tells it from other entities of the same id, by its records alone."""
        return blake2b("\n".join(self.members).encode(), digest_size=8).hexdigest()


@dataclass(slots=True)
class Views:
    """How the profiles' entities differ from the main ones."""

    variants: dict[tuple[str, ...], Variant] = field(default_factory=dict)
    """By members."""
    left_out: dict[str, int] = field(default_factory=dict)
    """By main entity the profiles that do not see it, as a mask."""

    def add(self, variant: Variant) -> None:
        """Add a variant, or further profiles that see it."""
        before = self.variants.get(variant.members)
        viewers = variant.viewers | (before.viewers if before else 0)
        self.variants[variant.members] = Variant(variant.id, variant.kind, variant.members, viewers)

    def leave_out(self, entity: str, viewers: int) -> None:
        """Note that these profiles do not see a main entity."""
        self.left_out[entity] = self.left_out.get(entity, 0) | viewers


def views(population: Population, entity_of: Mapping[str, str], everyone: int) -> Views:
    """The differences in all components of these records.

    Args:
        entity_of: main entity by key of all that these records' entities rest on (``around``).
        everyone: the mask of all profiles.
    """
    found = Views()
    for kind in RESOLVED:
        for keys in _restricted(population, kind, entity_of, everyone):
            _compare(population, kind, keys, entity_of, everyone, found)
    return found


def around(population: Population, touched: Collection[str]) -> dict[str, str]:
    """Main entity by key of all that what is seen of the touched records may rest on.

    Their components, and all with whose vehicles the plate reads may stand that stand with theirs.
    """
    whole = population.entities(touched)
    waiting = list(whole)
    while waiting:
        plates = {population.plate_of[key] for key in waiting if key in population.plate_of}
        beside = {key for plate in plates for key in population.plates[plate]}
        waiting = [*(more := population.entities(beside - whole.keys()))]
        whole |= more
    return whole


def _restricted(
    population: Population, kind: Kind, keys: Iterable[str], everyone: int
) -> Iterator[set[str]]:
    """Whole components in which something is hidden from a profile, or a decision does not bind.

    Plate reads decide nothing: that some are hidden changes nothing for the others. Vehicles come
    with all that the reads of their plates may stand with.
    """
    context = population.context
    part = {key for one in population.bound if ~one.viewers & everyone for key in one.keys}
    seen: set[str] = set()
    for key in keys:
        if key in seen or context.rows[key][0] is not kind:
            continue
        if key not in part and context.mask(key) & everyone == everyone:
            continue
        whole = (
            population.on_plates(key)
            if kind is Kind.VEHICLE
            else population.resolvers[kind].component(key)
        )
        seen |= whole
        yield whole


def _compare(
    population: Population,
    kind: Kind,
    keys: set[str],
    entity_of: Mapping[str, str],
    everyone: int,
    found: Views,
) -> None:
    resolver = population.resolvers[kind]
    if kind is not Kind.VEHICLE and resolver.whole(keys):
        return
    bound = population.bound_among(keys)
    mask_of = {key: population.context.mask(key) & everyone for key in keys}
    members: dict[str, set[str]] = {}
    for key in keys:
        members.setdefault(entity_of[key], set()).add(key)
    if _nothing_parted(members.values(), mask_of, bound, everyone):
        return
    reads = {k for k in keys if population.context.rows[k][0] is Kind.PLATE_READ}
    tied = resolver.tied(keys)
    grouped: dict[tuple[frozenset[str], tuple[Bound, ...]], list[tuple[str, ...]]] = {}
    for viewers in _classes(everyone, {*mask_of.values(), *(b.viewers for b in bound)}):
        visible = {key for key in keys if mask_of[key] & viewers}
        binding = tuple(one for one in bound if one.viewers & viewers)
        parted = _parted(members.values(), visible, reads)
        if len(binding) < len(bound):
            parted |= {key for one in bound for key in one.keys} & visible
        mains = {entity: those & visible for entity, those in members.items()}
        for part in _parts(population, kind, parted, visible):
            if (part, binding) not in grouped:
                grouped[part, binding] = _groups(population, kind, part, binding, tied)
            for group in grouped[part, binding]:
                if mains[entity_of[group[0]]] == set(group):
                    continue
                first = min(population.seeds[key] for key in group)
                found.add(Variant(first[2], kind, group, viewers))
                for key in group:
                    found.leave_out(entity_of[key], viewers)


def _nothing_parted(
    entities: Iterable[set[str]],
    mask_of: Mapping[str, int],
    bound: Iterable[Bound],
    everyone: int,
) -> bool:
    """Whether every decision binds all, and each entity is seen whole or not at all."""
    return not any(~one.viewers & everyone for one in bound) and all(
        len({mask_of[key] for key in members}) == 1 for members in entities
    )


def _parted(entities: Iterable[set[str]], visible: set[str], reads: set[str]) -> set[str]:
    """What is seen of the entities of which a part is hidden.

    Contraction joins the records of a group by the weights among them alone. So where only whole
    groups are taken away, the others come together as before. A plate read is no part in this
    sense: it follows a vehicle, unless that is hidden.
    """
    found: set[str] = set()
    for members in entities:
        if members - reads - visible:
            found |= members & visible
    return found


def _parts(
    population: Population, kind: Kind, parted: set[str], visible: set[str]
) -> Iterator[frozenset[str]]:
    """What weights and decisions connect with these, among what is visible."""
    if kind is Kind.VEHICLE:
        yield from [frozenset(visible)] if parted else []
        return
    seen: set[str] = set()
    for key in sorted(parted):
        if key not in seen:
            part = population.resolvers[kind].component(key, visible)
            seen |= part
            yield frozenset(part)


def _classes(everyone: int, masks: Collection[int]) -> list[int]:
    """Profiles by what they see of some records, and by which decisions bind them."""
    classes = [everyone] if everyone else []
    for mask in masks:
        classes = [part for of in classes for part in (of & mask, of & ~mask) if part]
    return classes


def _groups(
    population: Population,
    kind: Kind,
    visible: frozenset[str],
    binding: Sequence[Bound],
    tied: Tied | None,
) -> list[tuple[str, ...]]:
    must: set[Pair] = {pair for one in binding for pair in one.must}
    cannot: set[Pair] = {pair for one in binding for pair in one.cannot}
    groups = population.resolvers[kind].alone(visible, must, cannot, tied)
    if kind is not Kind.VEHICLE:
        return groups
    return _with_reads(population, visible, groups)


def _with_reads(
    population: Population, visible: frozenset[str], groups: Iterable[tuple[str, ...]]
) -> list[tuple[str, ...]]:
    """The groups of vehicles with the plate reads that stand with them, and of reads alone."""
    members = {group[0]: list(group) for group in groups}
    first_of = {key: group[0] for group in members.values() for key in group}
    reads: dict[tuple[str, str], list[str]] = {}
    cars: dict[tuple[str, str], list[str]] = {}
    for key in sorted(visible):
        of = cars if key in first_of else reads
        if plate := population.plate_of.get(key):
            of.setdefault(plate, []).append(key)
        elif key not in first_of:
            members[key] = [key]
    vehicle = population.context.vehicle
    for plate, those in reads.items():
        stands = join_reads(map(vehicle, those), map(vehicle, cars.get(plate, ())))
        for read, beside in stands.items():
            members.setdefault(first_of.get(beside, beside), []).append(read)
    return sorted(tuple(sorted(keys)) for keys in members.values())
