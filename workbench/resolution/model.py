"""A published model: everything on which a pair's weight depends besides the two records.

Weights are whole numbers in ``1 / UNITS`` bit, so that the same model gives the same weights on
every machine. A model is a JSON document; its version is a digest of all that it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from hashlib import blake2b

import msgspec

from workbench.errors import InputError
from workbench.resolution.blocking import Block, Key
from workbench.resolution.households import HouseholdEvidence
from workbench.resolution.scored import UNITS

FORMAT = 1


class LevelWeight(msgspec.Struct, frozen=True):
    """What one level of a comparison says."""

    level: str
    same: int
    """For one person against strangers, log2 of the ratio of their shares."""
    alias: int = 0
    """For one person under another name."""
    household: int = 0
    """For two members of a household against strangers."""
    namesake: int = 0
    """For a parent and a child of one name against strangers."""


class Rarity(msgspec.Struct, frozen=True):
    """How much more or less than its level an agreement on a value says, by its frequency."""

    other: int
    """For every value that is not among ``values``: as rare as the rarest of them, or rarer."""
    values: Mapping[str, int] = {}
    stated: int = 0
    """Records that state any value; 0 where that was not noted."""
    least: int = 0
    """How many, at most, state any one that is not among ``values``."""

    def one_in(self, value: str) -> tuple[int, bool] | None:
        """Of how many records that state any value one states this, and whether it is at least so.

        None where it was not noted. As rarities are kept in ``1 / UNITS`` bit, it is about so.
        """
        if not self.stated or not self.least:
            return None
        times = 2 ** ((self.other - self.values.get(value, self.other)) / UNITS)
        return max(1, round(self.stated / (self.least * times))), value not in self.values


class Model(msgspec.Struct, frozen=True, dict=True):
    """Weights, frequencies and dropped blocks of one kind of records."""

    kind: str
    records: int
    """How many it was trained on."""
    prior: int
    """log2 odds that two records drawn at random are one person's, under one name."""
    alias: int | None
    """log2 odds that they are one person's under two names; None without that class."""
    household: int | None
    """log2 odds that they are members of one household; None without that class."""
    namesake: int | None
    """log2 odds that they are a parent and a child of one name; None without that class."""
    levels: Mapping[str, tuple[LevelWeight, ...]]
    """By comparison, in the comparison's order, "different" last."""
    rarity: Mapping[str, Rarity]
    keys: tuple[Key, ...]
    dropped: tuple[Block, ...]
    """Blocks too large to compare."""
    evidence: HouseholdEvidence
    dropped_of: Mapping[str, tuple[Block, ...]] = {}
    """Such blocks of the kinds that are compared by stated weights, by kind."""
    learnt: bool = True
    """False where too few records were at hand, and all weights are those expected."""
    format: int = FORMAT

    @cached_property
    def version(self) -> str:
        """A digest of the whole model."""
        return blake2b(to_json(self), digest_size=6).hexdigest()


def to_json(model: Model) -> bytes:
    """The model as a JSON document, the same bytes for the same model."""
    return msgspec.json.format(msgspec.json.encode(model, order="sorted"), indent=1)


def from_json(document: bytes | str) -> Model:
    """Read a model.

    Raises:
        InputError: the document is none, or of a later format.
    """
    try:
        model = msgspec.json.decode(document, type=Model)
    except msgspec.DecodeError as error:
        raise InputError(
            f"this is no resolution model ({error}): take one that `workbench resolve --full` wrote"
        ) from error
    if model.format != FORMAT:
        raise InputError(
            f"this model has format {model.format}, this workbench reads {FORMAT}: "
            "update the workbench, or train again with `workbench resolve --full`"
        )
    return model
