"""A rule as one function of a pair of records.

    rule ── asked once with views that write down what it asks ──► source ──► function

So a pair that arrives is compared without building anything: each measure is taken when the first
level that needs it is reached, and nothing after the first level that holds. ``PairsView`` answers
the same questions for many pairs at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias

from rapidfuzz.distance import OSA, JaroWinkler

from workbench.resolution import alike
from workbench.resolution.comparisons import Comparison
from workbench.resolution.views import DECIMALS, EDITS_COUNTED, FAR

Arguments: TypeAlias = tuple[Any, ...]
"""What one comparison reads of a record; None is unstated."""
Level: TypeAlias = Callable[[Arguments, Arguments], int | None]
"""The number of the level that two records show; None where they cannot be compared."""


def likeness(one: str, other: str) -> float:
    """As ``View.likeness``, of two stated values."""
    return round(JaroWinkler.normalized_similarity(one, other), DECIMALS)


def edits(one: str, other: str) -> int:
    """As ``View.edits``, of two stated values."""
    counted = OSA.distance(one, other, score_cutoff=EDITS_COUNTED)
    return FAR if counted > EDITS_COUNTED else counted


_TAKEN = {
    "both": "a{0} is not None and b{0} is not None",
    "same": "both{0} and a{0} == b{0}",
    "likeness": "likeness(a{0}, b{0}) if both{0} else 0.0",
    "edits": "edits(a{0}, b{0}) if both{0} else FAR",
}
"""Measures that a function takes once and may ask for again."""
_KNOWN = {
    "FAR": FAR,
    "likeness": likeness,
    "edits": edits,
    "is_nickname": alike.is_nickname,
    "is_initial": alike.is_initial,
    "share": alike.share,
    "same_ending": alike.same_ending,
    "turned": alike.turned,
    "same_register": alike.same_register,
    "has_near_member": alike.has_near_member,
}


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What a rule asks, as source, and the measures to be taken before, each with its column."""

    source: str
    needs: tuple[tuple[str, int], ...] = ()

    def __or__(self, other: Answer) -> Answer:
        return Answer(f"({self.source} or {other.source})", self.needs + other.needs)

    def __and__(self, other: Answer) -> Answer:
        return Answer(f"({self.source} and {other.source})", self.needs + other.needs)

    def __ge__(self, bound: float) -> Answer:
        return Answer(f"({self.source} >= {bound!r})", self.needs)

    def __le__(self, bound: float) -> Answer:
        return Answer(f"({self.source} <= {bound!r})", self.needs)

    def __eq__(self, value: object) -> Answer:  # type: ignore[override]
        return Answer(f"({self.source} == {value!r})", self.needs)

    __hash__ = None  # type: ignore[assignment]


class Written:
    """Writes down what a rule asks of one column: the answers of ``views.View``, as source."""

    def __init__(self, column: int) -> None:
        self.column = column

    @property
    def both(self) -> Answer:
        return self._taken("both")

    @property
    def same(self) -> Answer:
        return self._taken("both", "same")

    @property
    def likeness(self) -> Answer:
        return self._taken("both", "likeness")

    @property
    def edits(self) -> Answer:
        return self._taken("both", "edits")

    def edits_where(self, worth: Answer) -> Answer:
        counted = f"(edits(a{{0}}, b{{0}}) if {worth.source} and both{{0}} else FAR)"
        return self._asked(counted, "both", needs=worth.needs)

    @property
    def nickname(self) -> Answer:
        return self._asked("(both{0} and is_nickname(a{0}, b{0}))", "both")

    @property
    def initial(self) -> Answer:
        return self._asked("(same{0} or both{0} and is_initial(a{0}, b{0}))", "both", "same")

    @property
    def shared(self) -> Answer:
        return self._asked("(same{0} or both{0} and share(a{0}, b{0}))", "both", "same")

    @property
    def ending(self) -> Answer:
        return self._asked("(both{0} and same_ending(a{0}, b{0}))", "both")

    @property
    def turned(self) -> Answer:
        return self._asked("(both{0} and turned(a{0}) == b{0})", "both")

    @property
    def comparable(self) -> Answer:
        return self._asked("(both{0} and same_register(a{0}, b{0}))", "both")

    @property
    def near_member(self) -> Answer:
        return self._asked("(both{0} and has_near_member(a{0}, b{0}))", "both")

    @property
    def gap(self) -> Answer:
        return self._asked("(abs(a{0} - b{0}) if both{0} else FAR)", "both")

    def _taken(self, *names: str) -> Answer:
        return self._asked(names[-1] + "{0}", *names)

    def _asked(self, source: str, *names: str, needs: tuple[tuple[str, int], ...] = ()) -> Answer:
        of_column = tuple((name, self.column) for name in names)
        return Answer(source.replace("{0}", str(self.column)), needs + of_column)


@cache
def compiled(comparison: Comparison) -> Level:
    """The comparison's level as a function of what it reads of two records."""
    views = [Written(column) for column in range(len(comparison.columns))]
    steps: list[tuple[str, Answer, int | None]]
    steps = [(f"not {(stated := comparison.stated(*views)).source}", stated, None)]
    for name, holds in comparison.rule(*views):
        steps.append((holds.source, holds, comparison.levels.index(name)))
    last = f"return {len(comparison.levels)}"
    return function(len(views), [*_branches(steps), last])


def answered(ask: Callable[..., Answer], columns: int = 1) -> Callable[[Arguments, Arguments], Any]:
    """A single question as a function of the values of two records."""
    answer = ask(*map(Written, range(columns)))
    return function(columns, [*_take(answer.needs, set()), f"return {answer.source}"])


def function(columns: int, lines: Iterable[str]) -> Callable[[Arguments, Arguments], Any]:
    """Compile the body of a function of two records' values, named a0, a1 … and b0, b1 …"""
    unpack = [f"{side}{at}, " for side in "ab" for at in range(columns)]
    body = [f"{''.join(unpack[:columns])}= left", f"{''.join(unpack[columns:])}= right", *lines]
    found: dict[str, Any] = dict(_KNOWN)
    exec("def level(left, right):\n" + "\n".join(f"    {line}" for line in body), found)
    compared: Callable[[Arguments, Arguments], Any] = found["level"]
    return compared


def _branches(steps: Iterable[tuple[str, Answer, int | None]]) -> Iterator[str]:
    taken: set[tuple[str, int]] = set()
    for condition, answer, shown in steps:
        yield from _take(answer.needs, taken)
        yield f"if {condition}: return {shown}"


def _take(needs: Iterable[tuple[str, int]], taken: set[tuple[str, int]]) -> Iterator[str]:
    """Take the measures that were not taken yet."""
    for name, column in needs:
        if (name, column) not in taken:
            taken.add((name, column))
            yield f"{name}{column} = {_TAKEN[name].format(column)}"
