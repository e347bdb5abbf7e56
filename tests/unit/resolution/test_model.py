"""A model is a document: read back it is the same, and its version is of its content."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.resolution.people import learnt, town
from workbench.errors import InputError
from workbench.resolution.households import HouseholdEvidence
from workbench.resolution.model import FORMAT, LevelWeight, Model, Rarity, from_json, to_json

weights = st.integers(-40_000, 40_000)
models = st.builds(
    Model,
    kind=st.sampled_from(["person", "vehicle"]),
    records=st.integers(0, 10**6),
    prior=weights,
    alias=st.none() | weights,
    household=st.none() | weights,
    namesake=st.none() | weights,
    levels=st.dictionaries(
        st.text(max_size=5),
        st.lists(
            st.builds(LevelWeight, st.text(max_size=5), weights, household=weights), max_size=3
        ).map(tuple),
        max_size=3,
    ),
    rarity=st.dictionaries(
        st.text(max_size=5),
        st.builds(Rarity, weights, st.dictionaries(st.text(max_size=5), weights, max_size=3)),
        max_size=3,
    ),
    keys=st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), max_size=3).map(tuple),
    dropped=st.lists(
        st.tuples(st.tuples(st.text(max_size=3)), st.tuples(st.text(max_size=3))), max_size=3
    ).map(tuple),
    evidence=st.builds(
        HouseholdEvidence, st.integers(0), st.text(max_size=3), st.integers(0), st.integers(0)
    ),
    learnt=st.booleans(),
)


@given(models)
def test_a_model_is_read_back_as_it_was_written(model: Model) -> None:
    again = from_json(to_json(model))

    assert again == model
    assert to_json(again) == to_json(model)
    assert again.version == model.version


@given(models, models)
def test_versions_are_equal_only_where_the_content_is(one: Model, other: Model) -> None:
    assert (one.version == other.version) == (one == other)


@given(models, weights)
def test_a_version_changes_with_the_content(model: Model, prior: int) -> None:
    changed = msgspec.structs.replace(model, prior=prior)

    assert (changed.version == model.version) == (prior == model.prior)


def test_the_order_in_which_frequencies_were_found_is_no_content() -> None:
    _, model = learnt(town())
    turned = {
        name: msgspec.structs.replace(rarity, values=dict(reversed(rarity.values.items())))
        for name, rarity in reversed(model.rarity.items())
    }

    assert msgspec.structs.replace(model, rarity=turned).version == model.version


def test_a_trained_model_is_read_back() -> None:
    _, model = learnt(town())

    assert from_json(to_json(model).decode()) == model


@pytest.mark.parametrize("document", ["", "{}", "[]", '{"kind": 1}', "no model"])
def test_another_document_is_refused(document: str) -> None:
    with pytest.raises(InputError, match=r"no resolution model .*workbench resolve --full"):
        from_json(document)


def test_an_unknown_format_is_refused() -> None:
    _, model = learnt(town(number=1))
    later = to_json(msgspec.structs.replace(model, format=FORMAT + 1))

    with pytest.raises(InputError, match=rf"format {FORMAT + 1}.*update the workbench"):
        from_json(later)
