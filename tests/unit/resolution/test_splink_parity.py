"""The weights of a model are those that Splink gives under its settings, pair by pair."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from random import Random
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pytest
from splink import DuckDBAPI, Linker

from workbench.resolution.batch import Compared, compare, train
from workbench.resolution.comparisons import PERSON
from workbench.resolution.model import Model
from workbench.resolution.persons import table, with_derived
from workbench.resolution.scored import UNITS
from workbench.resolution.scoring import weights
from workbench.resolution.splink_settings import (
    SEVERAL,
    splink_frequencies,
    splink_records,
    splink_settings,
)
from workbench.resolution.splink_sql import Backend, ColumnType

GIVEN = ("WILLIAM", "BILL", "ROBERT", "BOB", "MARTHA", "MARHTA", "ELIZABETH", "LIZ", "JOSE LUIS")
SURNAMES = ("GARCIA LOPEZ", "GARCIA", "OCONNOR", "SMYTHE", "NGUYEN", "PETERSEN", "PETERSON")
STREETS = ("MAPLE ST", "MAPEL ST", "N OAK AVE", "JEFFERSON RD", "H ST NE")
TOWNS = (("BETHESDA", "MD"), ("BETHESDAA", "MD"), ("RICHMOND", "VA"), ("ROCKVILLE", "MD"))
JOBS = ("NURSE", "CAB DRIVER", "DRIVER", "BAKER")
PLACES = ("TAKOMA PARK", "TAKOMA PK", "BOSTON", "LIMA")
ARROW = {
    ColumnType.TEXT: pa.string(),
    ColumnType.TEXTS: pa.list_(pa.string()),
    ColumnType.NUMBER: pa.int64(),
    ColumnType.FLAG: pa.bool_(),
}
Pairs = dict[tuple[str, str], float]


def person(draw: Random) -> dict[str, Any]:
    """Every field that is compared; most surnames are one, so that its blocks are too large."""
    given = draw.choice(GIVEN)
    surname = "SMITH" if draw.random() < 0.6 else draw.choice(SURNAMES)
    city, state = draw.choice(TOWNS)
    return {
        "given": given,
        "middle": draw.choice(("ANN", "ANNE", "A", "LEE", "JOHN PAUL")),
        "surname": surname,
        "suffix": draw.choice(("JR", "SR")),
        "birth": f"{draw.randint(1950, 2000)}{draw.randint(1, 12):02}{draw.randint(1, 28):02}",
        "born": draw.randint(1950, 2000),
        "sex": draw.choice("MF"),
        "fbi": (f"FBI:{draw.randrange(10**6, 10**7)}",),
        "state_id": (f"MD:{draw.randrange(10**5)}", f"VA:{draw.randrange(10**5)}"),
        "license": (f"{state}:S{draw.randrange(10**6)}",),
        "ssn": f"{draw.randrange(10**8, 10**9)}",
        "phones": tuple(sorted({f"301555{draw.randrange(10**4):04}" for _ in range(2)})),
        "known_as": tuple(sorted({f"{given} {surname}", f"BUD {draw.choice(SURNAMES)}"})),
        "monikers": (draw.choice(("SLIM", "ACE", "TINY")),),
        "marks": (draw.choice(("TATTOO ARM ROSE", "SCAR CHIN")),),
        "height": draw.randint(60, 76),
        "eyes": draw.choice(("BRO", "BLU")),
        "hair": draw.choice(("BLK", "BRO")),
        "number": str(draw.randint(1, 400)),
        "street": draw.choice(STREETS),
        "city": city,
        "state": state,
        "postal": f"20{draw.randrange(40):03}",
        "birth_place": draw.choice(PLACES),
        "occupation": draw.choice(JOBS),
    }


def written(draw: Random, truth: dict[str, Any]) -> dict[str, Any]:
    """A record of a person: fields left out, drawn anew or mistyped, names exchanged or cut."""
    other, record = person(draw), {}
    for name, value in truth.items():
        chance = draw.random()
        if chance < 0.25:
            continue
        record[name] = other[name] if chance < 0.35 else value
        if chance > 0.85:
            record[name] = mistyped(draw, value)
    if draw.random() < 0.1 and {"given", "surname"} <= record.keys():
        record["given"], record["surname"] = record["surname"], record["given"]
    if draw.random() < 0.1 and "given" in record:
        record["given"] = record["given"][0]
    if draw.random() < 0.4 and "birth" in record:
        year, month, day = record["birth"][:4], record["birth"][4:6], record["birth"][6:]
        record["birth"] = draw.choice(
            (year, year + month, year + day + month, "1901" + month + day)
        )
    return dict(with_derived(record))


def mistyped(draw: Random, value: Any) -> Any:
    """Two characters exchanged, one changed or one left out; of several values in the first."""
    if isinstance(value, tuple):
        return tuple(sorted({mistyped(draw, value[0]), *value[1:]}))
    if not isinstance(value, str) or len(value) < 4:
        return value
    at = draw.randrange(len(value) - 1)
    if ":" in value:
        at = max(at, value.index(":") + 1) if value.index(":") < len(value) - 2 else at
    exchanged = value[:at] + value[at + 1] + value[at] + value[at + 2 :]
    changed = value[:at] + ("7" if value[at].isdecimal() else "X") + value[at + 1 :]
    return draw.choice((exchanged, changed, value[:at] + value[at + 1 :]))


@pytest.fixture(scope="module")
def compared() -> Compared:
    draw = Random(4)
    people = [person(draw) for _ in range(150)]
    records = {f"r{n:03}": written(draw, draw.choice(people)) for n in range(500)}
    return compare(table(records))


@pytest.fixture(scope="module")
def model(compared: Compared) -> Model:
    """Without the classes that Splink cannot express."""
    return msgspec.structs.replace(train(compared), alias=None, household=None, namesake=None)


@pytest.fixture(scope="module")
def by_splink(compared: Compared, model: Model) -> Pairs:
    """Every pair that Splink predicts, with its match weight."""
    said = compared.statements.table
    exported = splink_settings(model)
    records = splink_records(model, said)
    schema = pa.schema([(name, ARROW[kind]) for name, kind in exported.columns.items()])
    api = DuckDBAPI()
    linker = Linker(
        api.register(pa.table(records, schema=schema)),
        json.loads(json.dumps(exported.settings)),
        log_level=logging.ERROR,
    )
    for name, lookup in splink_frequencies(model, said).items():
        registered = api.register(pa.table(lookup), dataset_display_name=f"frequencies_{name}")
        linker.table_management.register_term_frequency_lookup(registered, name)
    predicted = linker.inference.predict().as_record_list()
    found = [
        (*sorted((pair["record_id_l"], pair["record_id_r"])), pair["match_weight"])
        for pair in predicted
    ]
    assert len({pair[:2] for pair in found}) == len(found)
    return {(one, other): weight for one, other, weight in found}


@pytest.fixture(scope="module")
def own(compared: Compared, model: Model) -> Pairs:
    pairs, said = compared.candidates, compared.statements.table
    of_pair = weights(model, PERSON, said, compared.patterns, pairs.left, pairs.right)
    bits = (of_pair / UNITS).tolist()
    return {
        (said.keys[left], said.keys[right]): weight
        for left, right, weight in zip(pairs.left, pairs.right, bits, strict=True)
    }


def test_the_records_show_every_level_of_every_comparison(compared: Compared) -> None:
    assert [one.name for one in compared.comparisons] == [one.name for one in PERSON]
    shown = {
        (one.name, level)
        for at, one in enumerate(PERSON)
        for level in np.unique(compared.patterns.levels[:, at])
    }
    missing = {
        (one.name, one.levels[number])
        for one in PERSON
        for number in range(len(one.levels))
        if (one.name, number) not in shown
    }
    assert missing == set()


def test_splink_compares_the_same_pairs(by_splink: Pairs, own: Pairs, model: Model) -> None:
    assert model.dropped
    assert len(own) > 1000
    assert by_splink.keys() == own.keys()


def test_splink_weighs_every_pair_alike(by_splink: Pairs, own: Pairs) -> None:
    apart = {pair: (own[pair], weight) for pair, weight in by_splink.items()}
    assert {pair: both for pair, both in apart.items() if abs(both[0] - both[1]) > 0.5} == {}


def levels(settings: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    for one in settings["comparisons"]:
        for level in one["comparison_levels"]:
            yield one["output_column_name"], level


def test_probabilities_are_probabilities(model: Model) -> None:
    by_comparison: dict[str, list[tuple[float, float]]] = {}
    for name, level in levels(splink_settings(model).settings):
        if not level.get("is_null_level"):
            of_level = (level["m_probability"], level["u_probability"])
            by_comparison.setdefault(name, []).append(of_level)
    for shares in by_comparison.values():
        assert np.array(shares).sum(axis=0) == pytest.approx(1, abs=0.01)


def test_stated_shares_come_back(model: Model) -> None:
    expected = next(one for one in PERSON if one.name == "fbi_number")
    found = [
        (level["m_probability"], level["u_probability"])
        for name, level in levels(splink_settings(model).settings)
        if name == "fbi_number" and not level.get("is_null_level")
    ]
    assert [m for m, _ in found] == pytest.approx(expected.same, rel=0.01)
    assert [u for _, u in found] == pytest.approx(expected.stranger, rel=0.01)


def test_what_splink_cannot_express_is_said(model: Model) -> None:
    more = msgspec.structs.replace(model, alias=-12000, household=-9000, namesake=-16000)
    added = set(splink_settings(more).limits) - set(splink_settings(model).limits)
    assert sorted("household" in one for one in added) == [False, True]
    assert sorted("another name" in one for one in added) == [False, True]


def test_spark_is_asked_by_its_own_functions(model: Model) -> None:
    document = json.dumps(splink_settings(model, backend=Backend.SPARK).settings)
    assert {name: name in document for name in ("jaro_winkler(", "arrays_overlap(")} == {
        "jaro_winkler(": True,
        "arrays_overlap(": True,
    }
    assert not [name for name in Backend.DUCKDB.value if name in document]


def test_every_column_of_several_values_that_blocks_is_known(compared: Compared) -> None:
    several = {
        name
        for name, column in compared.statements.table.columns.items()
        if column.values and isinstance(column.values[0], tuple)
    }
    assert several & {name for key in train(compared).keys for name in key} <= SEVERAL
