"""Persons under a published model: training one, and the weights that it gives all their pairs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import msgspec

from workbench.records.vocabulary import Kind
from workbench.resolution import persons
from workbench.resolution.batch import compare, resolve, train
from workbench.resolution.blocking import Block
from workbench.resolution.comparisons import PERSON
from workbench.resolution.model import Model
from workbench.resolution.one_pair import Fields


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a model makes of all pairs of persons' records."""

    weights: Mapping[tuple[str, str], int]
    """Of every candidate pair of statements, by their first records' keys."""
    outgrown: tuple[Block, ...]
    """Blocks that have become too large since the model was trained, and were left out."""


def learn(records: Mapping[str, Fields]) -> Model:
    """A model trained on these records, by key."""
    return train(compare(persons.table(records)))


def weighed(model: Model, records: Mapping[str, Fields]) -> Weighed:
    """Weigh all candidate pairs under a model."""
    known = [comparison for comparison in PERSON if comparison.name in model.levels]
    compared = compare(
        persons.table(records), model.keys, frozenset(model.dropped), known, pairs_a_record=None
    )
    found = resolve(compared, model)
    keys = compared.statements.table.keys
    ends = zip(found.candidates.left.tolist(), found.candidates.right.tolist(), strict=True)
    weights = {
        (keys[one], keys[other]): weight
        for (one, other), weight in zip(ends, found.weights.tolist(), strict=True)
    }
    return Weighed(weights, tuple(gone.block for gone in found.candidates.dropped))


def with_dropped(model: Model, blocks: Mapping[Kind, Iterable[Block]]) -> Model:
    """The same model, which leaves these blocks out as well: another version."""
    of_kind = {kind: tuple(sorted({*dropped(model, kind), *blocks[kind]})) for kind in blocks}
    persons = of_kind.pop(Kind.PERSON, model.dropped)
    others = {**model.dropped_of, **{kind.value: found for kind, found in of_kind.items()}}
    return msgspec.structs.replace(model, dropped=persons, dropped_of=others)


def dropped(model: Model, kind: Kind) -> tuple[Block, ...]:
    """The blocks of a kind that the model leaves out."""
    return model.dropped if kind is Kind.PERSON else model.dropped_of.get(kind.value, ())
