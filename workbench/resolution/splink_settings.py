"""A published model as settings of Splink 5, the way to a bulk run on Spark.

    model ─► settings, columns, limits      table ─► records, frequencies

The SQL of each level is written by the comparison's own rule (``splink_sql``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.resolution.blocking import Key
from workbench.resolution.comparisons import DIFFERENT, PERSON, Comparison
from workbench.resolution.model import LevelWeight, Model
from workbench.resolution.scored import UNITS
from workbench.resolution.scoring import rarities
from workbench.resolution.splink_sql import (
    Backend,
    ColumnType,
    SqlView,
    level_conditions,
    sql_views,
    unstated_condition,
)
from workbench.resolution.table import Column, Table, derived, unstated

RECORD_ID = "record_id"
SEVERAL = frozenset(("fbi", "state_id", "license", "phones", "known_as", "monikers"))
"""Columns of several values a record that blocking keys name."""
SMALLEST = 1e-9
"""Share of a level at the least; Splink refuses 0."""


@dataclass(frozen=True, slots=True)
class SplinkModel:
    """What Splink is given of a model."""

    settings: Mapping[str, Any]
    """Splink's own document."""
    columns: Mapping[str, ColumnType]
    """What it reads of each record."""
    limits: tuple[str, ...]
    """What Splink cannot express or does otherwise, a sentence each."""


def splink_settings(
    model: Model,
    comparisons: Sequence[Comparison] = PERSON,
    backend: Backend = Backend.DUCKDB,
) -> SplinkModel:
    """Splink's settings for a model: every level's m and u, the prior and the blocking rules.

    Weights, and so predictions without training, are the model's. A model keeps the ratio of m
    to u; the two are those nearest to the comparison's expected shares that have it.
    """
    known = _known(model, comparisons)
    views = sql_views(known, backend)
    prior = 2.0 ** (model.prior / UNITS)
    settings = {
        "link_type": "dedupe_only",
        "unique_id_column_name": RECORD_ID,
        "probability_two_random_records_match": prior / (1 + prior),
        "blocking_rules_to_generate_predictions": [_rule(model, key) for key in model.keys],
        "comparisons": [_comparison(model, one, views) for one in known],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": False,
    }
    return SplinkModel(settings, _types(model, views), tuple(_limits(model)))


def splink_records(
    model: Model, table: Table, comparisons: Sequence[Comparison] = PERSON
) -> dict[str, list[Any]]:
    """A table's records in the columns that the settings read, None where unstated.

    Args:
        table: of statements, as ``statements.fold`` gives it; Splink would weigh repeated records.
    """
    out: dict[str, list[Any]] = {RECORD_ID: list(table.keys)}
    views = sql_views(_known(model, comparisons), Backend.DUCKDB)
    for view in views.values():
        source = table.columns.get(view.name, unstated(len(table)))
        for name, (form, _) in view.read.items():
            out[name] = _values(derived(source, form))
    for key in model.keys:
        if SEVERAL.isdisjoint(key):
            for name in key:
                out.setdefault(name, _values(table.columns.get(name, unstated(len(table)))))
            if dropped := _dropped(model, key):
                rows = zip(*(out[name] for name in key), strict=True)
                out[_block_column(key)] = [tuple(map(str, row)) in dropped for row in rows]
        else:
            out[_block_column(key)] = _blocks(model, table, key)
    return out


def splink_frequencies(
    model: Model, table: Table, comparisons: Sequence[Comparison] = PERSON
) -> dict[str, dict[str, list[Any]]]:
    """For each column whose rare values weigh more, the table to register with Splink.

    Each has the column's values in these records, and beside them ``tf_`` and its name: the
    frequency at which Splink adds what the model adds.
    """
    out = {}
    for one in _known(model, comparisons):
        name = one.columns[0]
        if one.rare and name in table.columns:
            source = table.columns[name]
            exact = _probabilities(one, model.levels[one.name])[1][0]
            bits = rarities(model.rarity[one.name], source)[:-1] / UNITS
            shares = (exact * np.exp2(-bits)).tolist()
            out[name] = {name: list(source.values), f"tf_{name}": shares}
    return out


def _known(model: Model, comparisons: Sequence[Comparison]) -> list[Comparison]:
    return [one for one in comparisons if one.name in model.levels]


def _comparison(model: Model, one: Comparison, views: Mapping[str, SqlView]) -> dict[str, Any]:
    fixed = {"fix_m_probability": True, "fix_u_probability": True}
    shares = zip(*_probabilities(one, model.levels[one.name]), strict=True)
    levels: list[dict[str, Any]] = [
        {
            "sql_condition": unstated_condition(one, views),
            "label_for_charts": "unstated",
            "is_null_level": True,
        }
    ]
    for (level, condition), (m, u) in zip(
        (*level_conditions(one, views), (DIFFERENT, "ELSE")), shares, strict=True
    ):
        probabilities = {"m_probability": float(m), "u_probability": float(u), **fixed}
        rare = {"tf_adjustment_column": one.columns[0]} if level in one.rare else {}
        levels.append(
            {"sql_condition": condition, "label_for_charts": level, **probabilities, **rare}
        )
    return {
        "output_column_name": one.name,
        "comparison_description": one.meaning,
        "comparison_levels": levels,
    }


def _probabilities(
    one: Comparison, weights: Sequence[LevelWeight]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """m and u of the levels: in the weights' ratio, each summing to 1, m near the expected shares.

    m is the expected shares times ``exp(tilt * (1 - u/m))``: of all that have the ratio, those of
    the least relative entropy.
    """
    ratio = np.exp2(-np.array([weight.same for weight in weights]) / UNITS)
    low, high = -1e4, 1e4
    for _ in range(100):
        tilt = (low + high) / 2
        bits = np.log(one.same) + tilt * (1 - ratio)
        m = np.exp(bits - bits.max())
        m /= m.sum()
        low, high = (low, tilt) if (m * ratio).sum() < 1 else (tilt, high)
    m = np.maximum(m, SMALLEST)
    return m, m * ratio


def _rule(model: Model, key: Key) -> dict[str, Any]:
    block = _block_column(key)
    if not SEVERAL.isdisjoint(key):
        return {"blocking_rule": f"l.{block} = r.{block}", "arrays_to_explode": [block]}
    equal = [f"l.{name} = r.{name}" for name in key]
    return {"blocking_rule": " and ".join(equal + [f"not l.{block}"] * bool(_dropped(model, key)))}


def _block_column(key: Key) -> str:
    """Blocks of a key with several values a record; else whether the model drops the block."""
    return "_".join(("block" if SEVERAL & set(key) else "dropped", *key))


def _dropped(model: Model, key: Key) -> frozenset[tuple[str, ...]]:
    return frozenset(values for of_key, values in model.dropped if of_key == key)


def _blocks(model: Model, table: Table, key: Key) -> list[list[str] | None]:
    """Each record's blocks of a key as texts, without those that the model drops."""
    dropped = _dropped(model, key)
    columns = [_values(table.columns.get(name, unstated(len(table)))) for name in key]
    out: list[list[str] | None] = []
    for row in zip(*columns, strict=True):
        several = [(value,) if isinstance(value, str) else value or () for value in row]
        out.append(["|".join(block) for block in product(*several) if block not in dropped] or None)
    return out


def _values(source: Column) -> list[Any]:
    values = np.empty(len(source.values) + 1, dtype=object)
    for code, value in enumerate(source.values):
        values[code] = list(value) if isinstance(value, tuple) else value
    return list(values[source.codes])


def _types(model: Model, views: Mapping[str, SqlView]) -> dict[str, ColumnType]:
    types = {RECORD_ID: ColumnType.TEXT}
    for view in views.values():
        types |= {name: kind for name, (_, kind) in view.read.items()}
    for key in model.keys:
        if not SEVERAL.isdisjoint(key):
            types[_block_column(key)] = ColumnType.TEXTS
            continue
        for name in key:
            types.setdefault(name, ColumnType.TEXT)
        if _dropped(model, key):
            types[_block_column(key)] = ColumnType.FLAG
    return types


def _limits(model: Model) -> Iterator[str]:
    if model.household is not None:
        yield (
            "Splink knows one person and strangers only: the classes of household members and of a "
            "parent and child of one name are left out, so relatives weigh too much."
        )
    if model.alias is not None:
        yield (
            "The class of one person under another name is left out: a different name weighs as "
            "between strangers, even where all else agrees."
        )
    if model.rarity:
        yield (
            "Splink would count frequencies among the records of the run: register those of the "
            "model (splink_settings.splink_frequencies) before it predicts."
        )
    yield (
        "Splink's edits may change what they have exchanged: a few values that are three edits "
        "apart here are two there."
    )
    yield (
        "Splink compares all blocks but those that the model drops by name: one that is too large "
        "among other records only is compared too."
    )
    yield (
        "Clustering, decisions, and the rule that a record which says too little joins nothing are "
        "no part of the settings: only scored pairs come back."
    )
