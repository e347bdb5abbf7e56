"""What the resolver is measured against: Splink 5 and a plain rapidfuzz threshold.

Both get the resolver's normal forms and its blocking keys ready-made, a column of numbers a key:
two records are candidates where a number is equal, and a record without one has no candidates by
that key. So all sides block alike, also on what is missing and on blocks that are too large, and
the peers' clocks start after that work.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import rapidfuzz
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from workbench.resolution.blocking import Block, Key, combined_codes, stating
from workbench.resolution.table import Table

Labels = NDArray[np.int64]
Ran = tuple[float, dict[str, Labels]]
"""Seconds, and labels by what they are called in the table of results."""
NAME_LIKENESS = 90
THRESHOLDS = (0.5, 0.95)
RANDOM_PAIRS = 1e6
HOME = frozenset(("surname", "number", "address", "postal"))
"""A key of these alone brings the members of a household together."""
FORMS = (
    *("given", "middle", "surname", "suffix", "birth", "sex", "ssn", "address"),
    *("city", "postal", "birth_place", "occupation"),
)


def prepared(
    table: Table, keys: Sequence[Key], dropped: Collection[Block]
) -> dict[str, pd.Series[Any]]:
    """The peers' columns: normal forms, the birth date as 1980-02-03, and the keys as numbers.

    Args:
        dropped: blocks that the resolver does not compare.
    """
    columns = {}
    for name in FORMS:
        if name in table.columns:
            one = table.columns[name]
            values = np.array([*map(str, one.values), None], dtype=object)
            columns[name] = pd.Series(values[one.codes], dtype="object")
    if "birth" in columns:
        date = columns["birth"].str.replace(r"^(\d{4})(\d{2})(\d{2})$", r"\1-\2-\3", regex=True)
        columns["birth"] = date.where(date.str.len() == 10, None)
    if "postal" in columns:
        # as Splink's comparison of British ones needs them; a ZIP code has no letters
        spaced = columns["postal"].str.replace(r"^(?=.*[A-Z])(.+)(...)$", r"\1 \2", regex=True)
        columns["postal"] = spaced
    for key in keys:
        if all(name in table.columns for name in key):
            gone = frozenset(values for of_key, values in dropped if of_key == key)
            columns["key " + " ".join(key)] = _key_column(table, key, gone)
    return columns


def _key_column(table: Table, key: Key, dropped: Collection[tuple[str, ...]]) -> pd.Series[Any]:
    """A number for each block of the key, of columns with one value a record; else missing."""
    records, parts = stating(table, key)
    _, first, block, sizes = np.unique(
        combined_codes([(codes, len(values)) for codes, values in parts]),
        return_index=True,
        return_inverse=True,
        return_counts=True,
    )
    used = sizes > 1
    for at in np.flatnonzero(used).tolist() if dropped else ():
        used[at] = tuple(str(values[codes[first[at]]]) for codes, values in parts) not in dropped
    numbers = np.full(len(table), -1, dtype=np.int64)
    numbers[records] = np.where(used[block], block, -1)
    return pd.Series(numbers, dtype="Int64").replace(-1, pd.NA)


def by_rapidfuzz(path: Path) -> Ran:
    """Candidates whose "given surname" are alike by ``fuzz.ratio``, chained without limit."""
    people = pd.read_parquet(path)
    began = time.perf_counter()
    n, found = len(people), []
    for key in (name for name in people if name.startswith("key ")):
        block = people[key].dropna().astype(np.int64)
        order = block.sort_values(kind="stable")
        starts = np.flatnonzero(np.diff(order.to_numpy(), prepend=-1))
        sizes = np.diff(np.append(starts, len(order)))
        for size in np.unique(sizes):
            one, other = np.triu_indices(size, 1)
            rows = order.index.to_numpy()[starts[sizes == size, None] + np.arange(size)]
            found.append((rows[:, one] * n + rows[:, other]).ravel())
    left, right = np.divmod(np.unique(np.concatenate(found)), n)
    names = (people["given"].fillna("") + " " + people["surname"].fillna("")).to_numpy()
    alike = rapidfuzz.process.cpdist(
        names[left],
        names[right],
        scorer=rapidfuzz.fuzz.ratio,
        score_cutoff=NAME_LIKENESS,
        dtype=np.uint8,
        workers=-1,
    )
    left, right = left[alike > 0], right[alike > 0]
    together = coo_array((np.ones(len(left)), (left, right)), shape=(n, n))
    labels = connected_components(together, directed=False)[1].astype(np.int64)
    return time.perf_counter() - began, {f"rapidfuzz name >= {NAME_LIKENESS}": labels}


def by_splink(path: Path) -> Ran:
    """Splink with all keys."""
    return _splink(pd.read_parquet(path), "Splink")


def by_splink_demo(path: Path) -> Ran:
    """Splink with all keys and the names compared as in its demo on historical people."""
    return _splink(pd.read_parquet(path), "Splink demo model", names_together=True)


def _splink(people: pd.DataFrame, name: str, *, names_together: bool = False) -> Ran:
    """Splink 5 on DuckDB: comparisons as in its demos, EM, connected components.

    The clock covers training, prediction and one clustering. What Splink warns of, such as levels
    that it could not train, is shown.
    """
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.WARNING)
    keys = [name for name in people if name.startswith("key ")]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="position",
        blocking_rules_to_generate_predictions=[block_on(f'"{key}"') for key in keys],
        comparisons=_comparisons(people, cl, names_together),
        retain_matching_columns=False,
    )
    full_name = people["given"] + " " + people["surname"]
    people = people.assign(position=np.arange(len(people)), full_name=full_name)
    began = time.perf_counter()
    linker = Linker(DuckDBAPI().register(people), settings, log_level=None)
    _train(linker, people, block_on)
    predicted = linker.inference.predict(threshold_match_probability=min(THRESHOLDS))
    seconds, labels = 0.0, {}
    for threshold in THRESHOLDS:
        clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
            predicted, threshold_match_probability=threshold
        ).as_pandas_dataframe()
        seconds = seconds or time.perf_counter() - began
        clusters = clusters.set_index("position")["cluster_id"].reindex(np.arange(len(people)))
        labels[f"{name} p >= {threshold}"] = clusters.to_numpy(dtype=np.int64)
    return seconds, labels


def by_splink_without_home_keys(path: Path) -> Ran:
    """Splink without the keys that bring a household together: the best that it can be given.

    Its comparisons are independent by assumption, so members of a household look like one person.
    """
    people = pd.read_parquet(path)
    keys = {key: set(key.split()[1:]) for key in people if key.startswith("key ")}
    if not any({"number", "address"} & parts for parts in keys.values()):
        return 0.0, {}
    home = [key for key, parts in keys.items() if parts <= HOME]
    return _splink(people.drop(columns=home), "Splink, no home keys")


def _train(linker: Any, people: pd.DataFrame, block_on: Callable[..., Any]) -> None:
    same = ["l.given = r.given and l.surname = r.surname and l.birth = r.birth"]
    if "postal" in people:
        same.append("l.birth = r.birth and l.postal = r.postal and l.surname = r.surname")
    if "ssn" in people:
        same.append("l.ssn = r.ssn")
    linker.training.estimate_probability_two_random_records_match(same, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=1)
    # in turn, so that every comparison is estimated in a pass that does not block on it
    for rule in (block_on("given", "surname"), block_on("birth")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)


def _comparisons(people: pd.DataFrame, cl: Any, names_together: bool) -> list[Any]:
    """As in Splink's demos on FEBRL and on historical people, for the columns that there are.

    Of what the demos do, that was taken which served it better on the labelled sets: names apart
    (its FEBRL demo) instead of both in one comparison (its demo on historical people), number and
    street together instead of apart.
    """
    british = people.get("postal", pd.Series(dtype=object)).astype("string").str.contains(" ")
    rare = {"term_frequency_adjustments": True}
    known = {
        "given": cl.NameComparison("given").configure(**rare),
        "surname": cl.NameComparison("surname").configure(**rare),
        "middle": cl.ExactMatch("middle").configure(**rare),
        "birth": cl.DateOfBirthComparison("birth", input_is_string=True),
        "ssn": cl.DamerauLevenshteinAtThresholds("ssn", [2]),
        "postal": cl.PostcodeComparison("postal")
        if british.mean() > 0.5
        else cl.ExactMatch("postal").configure(**rare),
        "address": cl.JaroWinklerAtThresholds("address", [0.9]).configure(**rare),
        "sex": cl.ExactMatch("sex"),
        "city": cl.ExactMatch("city").configure(**rare),
        "birth_place": cl.ExactMatch("birth_place").configure(**rare),
        "occupation": cl.ExactMatch("occupation").configure(**rare),
    }
    if names_together:
        del known["surname"]
        known["given"] = cl.ForenameSurnameComparison(
            "given", "surname", forename_surname_concat_col_name="full_name"
        )
    return [comparison for column, comparison in known.items() if column in people]
