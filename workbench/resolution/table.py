"""Records by columns: every distinct value once, and its number for each record.

    record 0 ─ codes[0] = 2 ─► values[2] = "SMITH"

Comparing and blocking work on the numbers; a value is read, normalised and compared once.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.signedinteger[Any]]
"""Positions, codes and counts: 32 bits where there are many, else 64."""
Codes: TypeAlias = NDArray[np.int32]
MISSING = -1

Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True, eq=False)
class Column:
    """One field of all records; ``codes`` number into ``values``, ``MISSING`` where unstated."""

    codes: Codes
    values: Sequence[Any]
    answers: dict[Callable[[Any], bool], NDArray[np.bool_]] = field(
        default_factory=dict, repr=False
    )
    """What was asked of the values, so that it is asked once."""

    @cached_property
    def counts(self) -> Ints:
        """How many records state each value."""
        stated = self.codes[self.codes >= 0]
        return np.bincount(stated, minlength=len(self.values)).astype(np.int64)

    @property
    def stated(self) -> int:
        """How many records state any value."""
        return int(self.counts.sum())

    @cached_property
    def objects(self) -> NDArray[np.object_]:
        """The values as an array."""
        return np.fromiter(self.values, dtype=np.object_, count=len(self.values))

    def which(self, question: Callable[[Any], bool]) -> NDArray[np.bool_]:
        """The answer for each value by code, and False for ``MISSING``."""
        if question not in self.answers:
            found = np.zeros(len(self.values) + 1, dtype=np.bool_)
            found[:-1] = np.fromiter(map(question, self.values), np.bool_, len(self.values))
            self.answers[question] = found
        return self.answers[question]


@dataclass(frozen=True, eq=False)
class Table:
    """Records of one kind: their keys and their columns, all of one length."""

    keys: Sequence[str]
    columns: Mapping[str, Column] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What could not be read as it stands in the file."""

    def __len__(self) -> int:
        return len(self.keys)

    def value(self, name: str, record: int) -> Any:
        """A record's value of a column; None where it is unstated."""
        column = self.columns.get(name)
        code = MISSING if column is None else int(column.codes[record])
        return None if column is None or code == MISSING else column.values[code]


def column(values: Iterable[Hashable | None]) -> Column:
    """Number the distinct values; None and "" and () are unstated."""
    numbers: dict[Hashable, int] = {}
    codes = [numbers.setdefault(v, len(numbers)) if v else MISSING for v in values]
    return Column(np.array(codes, dtype=np.int32), tuple(numbers))


def unstated(size: int) -> Column:
    """The column of a field that no record states."""
    return Column(np.full(size, MISSING, dtype=np.int32), ())


def derived(source: Column, rule: Callable[[Any], Hashable | None]) -> Column:
    """The column of ``rule(value)``; the rule is asked once a distinct value."""
    images = column(rule(value) for value in source.values)
    translate = np.append(images.codes, np.int32(MISSING))
    return Column(translate[source.codes], images.values)


def members(source: Column) -> tuple[Ints, Column]:
    """A column of tuples taken apart: the record of each member, and the column of members."""
    numbers: dict[Hashable, int] = {}
    lengths = np.array([len(value) for value in source.values] + [0], dtype=np.int64)
    flat = [numbers.setdefault(m, len(numbers)) for value in source.values for m in value]
    starts = np.concatenate(([0], np.cumsum(lengths[:-1])))
    of_record = lengths[source.codes]
    records = np.repeat(np.arange(len(source.codes)), of_record)
    within = np.arange(len(records)) - np.repeat(np.cumsum(of_record) - of_record, of_record)
    codes = np.array(flat, dtype=np.int32)[np.repeat(starts[source.codes], of_record) + within]
    return records, Column(codes, tuple(numbers))


class _Joined(Sequence[str]):
    """Texts "A|B" of two numbered parts, made when they are asked for."""

    def __init__(self, one: Column, other: Column, packed: Ints) -> None:
        self._one, self._other, self._packed = one.values, other.values, packed

    def __len__(self) -> int:
        return len(self._packed)

    def __getitem__(self, code: Any) -> Any:
        first, second = divmod(int(self._packed[code]), len(self._other) + 1)
        return joined(
            self._one[first - 1] if first else None, self._other[second - 1] if second else None
        )


def joined(one: str | None, other: str | None) -> str | None:
    """The value of a column that ``combined`` makes of two texts."""
    return None if one is None and other is None else f"{one or ''}|{other or ''}"


def combined(one: Column, other: Column, *, swapped: bool = False) -> Column:
    """A column of both texts, "A|B", without writing them out.

    Args:
        swapped: "B|A" is the same value; both columns must number the same values.
    """
    first, second = one.codes.astype(np.int64) + 1, other.codes.astype(np.int64) + 1
    if swapped:
        first, second = np.minimum(first, second), np.maximum(first, second)
    packed = first * (len(other.values) + 1) + second
    codes, distinct = pd.factorize(packed)
    nothing = np.flatnonzero(distinct == 0)
    if len(nothing):
        codes = np.where(codes == nothing[0], MISSING, codes)
    return Column(codes.astype(np.int32), _Joined(one, other, distinct))


def filled(one: Column, other: Column) -> Column:
    """``one``, and ``other`` where it is unstated."""
    numbers: dict[Hashable, int] = {value: code for code, value in enumerate(one.values)}
    translate = [numbers.setdefault(value, len(numbers)) for value in other.values]
    spare = np.array([*translate, MISSING], dtype=np.int32)[other.codes]
    return Column(np.where(one.codes >= 0, one.codes, spare), tuple(numbers))


def one_numbering(*columns: Column) -> tuple[Column, ...]:
    """The same columns, all numbering one common list of values."""
    numbers: dict[Hashable, int] = {}
    moved = [
        np.array([numbers.setdefault(v, len(numbers)) for v in c.values] + [MISSING], np.int32)
        for c in columns
    ]
    values = tuple(numbers)
    return tuple(
        Column(to[source.codes], values) for source, to in zip(columns, moved, strict=True)
    )


def fields(table: Table, record: int) -> dict[str, Any]:
    """One record's values by column, without those it does not state."""
    values = ((name, table.value(name, record)) for name in table.columns)
    return {name: value for name, value in values if value is not None}
