"""How alike two records' values of a column are, for many pairs at once.

What a rule may ask is ``View``; ``PairsView`` answers for arrays of pairs, ``compiled.Written``
for one. Only distinct pairs of unequal values are measured.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

from workbench.resolution import alike
from workbench.resolution.alike import NICKNAMES as NICKNAMES
from workbench.resolution.table import Column, Ints


class View(Protocol):
    """What a rule may ask of a column; each answer is a truth value or a number for each pair.

    Of equal values all are true but ``turned``; where one is unstated all are false.
    """

    @property
    def both(self) -> Any:
        """Both records state it."""

    @property
    def same(self) -> Any:
        """Both state the same."""

    @property
    def likeness(self) -> Any:
        """Jaro-Winkler similarity, 0 to 1."""

    @property
    def edits(self) -> Any:
        """Characters inserted, left out, changed or exchanged with their neighbour; 99 if many."""

    def edits_where(self, worth: Any) -> Any:
        """``edits`` where it is worth the counting, 99 elsewhere."""

    @property
    def nickname(self) -> Any:
        """One is a short form of the other, or both are of one name (US diminutives)."""

    @property
    def initial(self) -> Any:
        """One is a single letter with which the other begins."""

    @property
    def shared(self) -> Any:
        """They share a whole word, or a member where they are several."""

    @property
    def ending(self) -> Any:
        """The last four characters are equal."""

    @property
    def turned(self) -> Any:
        """The same with the halves exchanged: month and day."""

    @property
    def comparable(self) -> Any:
        """Both have a member of the same register (the text before a colon)."""

    @property
    def near_member(self) -> Any:
        """Two members, of one register, differ by one character."""

    @property
    def gap(self) -> Any:
        """Difference of two whole numbers; ``FAR`` if unstated."""


FAR = 99
NOWHERE = -2
"""The code of a value that no record states."""
EDITS_COUNTED = 3
DECIMALS = 6
"""Of a likeness: its last bits depend on which of the two texts comes first."""


def _edits(one: list[Any], other: list[Any]) -> NDArray[np.int16]:
    counted: NDArray[np.int16] = process.cpdist(
        one, other, scorer=OSA.distance, score_cutoff=EDITS_COUNTED, dtype=np.int16, workers=-1
    )
    return np.where(counted > EDITS_COUNTED, np.int16(FAR), counted)


class PairsView:
    """The measures of many pairs of records, given by their positions."""

    def __init__(self, source: Column, left: Ints, right: Ints) -> None:
        self._source = source
        self._left, self._right = source.codes[left], source.codes[right]

    @cached_property
    def both(self) -> NDArray[np.bool_]:
        stated: NDArray[np.bool_] = (self._left >= 0) & (self._right >= 0)
        return stated

    @cached_property
    def same(self) -> NDArray[np.bool_]:
        equal: NDArray[np.bool_] = self.both & (self._left == self._right)
        return equal

    @cached_property
    def likeness(self) -> NDArray[np.float64]:
        def measure(one: list[Any], other: list[Any]) -> NDArray[np.float64]:
            scorer = JaroWinkler.normalized_similarity
            return process.cpdist(one, other, scorer=scorer, dtype=np.float64, workers=-1).round(
                DECIMALS
            )

        return self._spread(measure, 0.0, 1.0, np.float64)

    @cached_property
    def edits(self) -> NDArray[np.int16]:
        return self._spread(_edits, FAR, 0, np.int16)

    def edits_where(self, worth: NDArray[np.bool_]) -> NDArray[np.int16]:
        counted = self._spread(_edits, FAR, 0, np.int16, worth)
        return np.where(worth, counted, np.int16(FAR))

    @cached_property
    def nickname(self) -> NDArray[np.bool_]:
        return self._asked(alike.is_nickname, both=alike.has_nicknames)

    @cached_property
    def initial(self) -> NDArray[np.bool_]:
        return self._asked(alike.is_initial, either=alike.is_letter)

    @cached_property
    def shared(self) -> NDArray[np.bool_]:
        return self._asked(alike.share, either=alike.is_several)

    @cached_property
    def ending(self) -> NDArray[np.bool_]:
        return self._asked(alike.same_ending)

    @cached_property
    def turned(self) -> NDArray[np.bool_]:
        values = self._source.values
        codes = {value: code for code, value in enumerate(values)}
        of = np.array([*(codes.get(alike.turned(value), NOWHERE) for value in values), NOWHERE])
        found: NDArray[np.bool_] = self.both & (of[self._left] == self._right)
        return found

    @cached_property
    def comparable(self) -> NDArray[np.bool_]:
        return self._asked(alike.same_register)

    @cached_property
    def near_member(self) -> NDArray[np.bool_]:
        return self._asked(alike.has_near_member)

    @cached_property
    def gap(self) -> NDArray[np.int64]:
        numbers = np.array([*self._source.values, 0], dtype=np.int64)
        gap = np.abs(numbers[self._left] - numbers[self._right])
        return np.where(self.both, gap, FAR)

    def _asked(
        self,
        question: Callable[[Any, Any], bool],
        *,
        same: bool = True,
        both: Callable[[Any], bool] | None = None,
        either: Callable[[Any], bool] | None = None,
    ) -> NDArray[np.bool_]:
        """The answers; where it can be yes only for certain values, others are not asked about."""

        def measure(one: list[Any], other: list[Any]) -> NDArray[np.bool_]:
            return np.fromiter(map(question, one, other), dtype=np.bool_, count=len(one))

        worth = None
        if condition := both or either:
            able = self._source.which(condition)
            left, right = able[self._left], able[self._right]
            worth = left & right if both else left | right
        return self._spread(measure, False, same, np.bool_, worth)

    @cached_property
    def _distinct(self) -> tuple[Ints, Ints, list[Any], list[Any]]:
        return self._differing(self.both)

    def _differing(self, among: NDArray[np.bool_]) -> tuple[Ints, Ints, list[Any], list[Any]]:
        """Where values differ; which distinct pair each is; the distinct pairs' values."""
        at = np.flatnonzero(among & self.both & (self._left != self._right))
        one, other = self._left[at].astype(np.int64), self._right[at].astype(np.int64)
        size = len(self._source.values) or 1
        which, packed = pd.factorize(np.minimum(one, other) * size + np.maximum(one, other))
        values = self._source.objects
        return at, which, values[packed // size].tolist(), values[packed % size].tolist()

    def _spread(
        self,
        measure: Callable[[list[Any], list[Any]], NDArray[Any]],
        missing: Any,
        same: Any,
        of: Any,
        worth: NDArray[np.bool_] | None = None,
    ) -> NDArray[Any]:
        out = np.full(len(self._left), missing, dtype=of)
        out[self.same] = same
        at, which, one, other = self._distinct if worth is None else self._differing(worth)
        if len(at):
            out[at] = measure(one, other)[which]
        return out
