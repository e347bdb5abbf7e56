"""What the comparisons' rules ask of two values, in SQL for Splink.

A rule that measures values when given values writes SQL when given columns. A measure that SQL
lacks (short forms of names, shared words, one wrong character of several numbers) is carried by a
column of texts, of which two records share one where it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from workbench.resolution.comparisons import Comparison
from workbench.resolution.views import NICKNAMES, View


class Backend(Enum):
    """Where Splink runs, and what the two functions are called there whose names differ."""

    DUCKDB = ("jaro_winkler_similarity", "list_has_any")
    SPARK = ("jaro_winkler", "arrays_overlap")


class ColumnType(Enum):
    """Types of the columns that the settings read."""

    TEXT = "text"
    TEXTS = "list of texts"
    NUMBER = "whole number"
    FLAG = "true or false"


class Sql:
    """A condition or a number in SQL; null, as an unstated value makes it, does not hold."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __or__(self, other: Sql) -> Sql:
        return Sql(f"({self.text} or {other.text})")

    def __and__(self, other: Sql) -> Sql:
        return Sql(f"({self.text} and {other.text})")

    def __ge__(self, least: float) -> Sql:
        return Sql(f"{self.text} >= {least}")

    def __le__(self, most: float) -> Sql:
        return Sql(f"{self.text} <= {most}")

    def __eq__(self, value: object) -> Sql:  # type: ignore[override]
        if value is not False:
            raise TypeError(f"a rule compares a condition with {value!r}: SQL needs False here")
        return Sql(f"not coalesce({self.text}, false)")

    __hash__ = None  # type: ignore[assignment]


class SqlView:
    """The measures of ``views.View`` as SQL, and the columns that they were found to need."""

    def __init__(self, name: str, backend: Backend) -> None:
        self.name = name
        self.read: dict[str, tuple[Callable[[Any], Any], ColumnType]] = {}
        self._likeness, self._overlap = backend.value

    def _two(self, sql: str) -> Sql:
        self.read.setdefault(self.name, (_plain, ColumnType.TEXT))
        return Sql(sql.format(left=f"{self.name}_l", right=f"{self.name}_r"))

    def _carried(self, form: Callable[[Any], Any]) -> Sql:
        name = f"{self.name}{form.__name__}"
        self.read[name] = (form, ColumnType.TEXTS)
        return Sql(f"{self._overlap}({name}_l, {name}_r)")

    @property
    def both(self) -> Sql:
        return self._two("({left} is not null and {right} is not null)")

    @property
    def same(self) -> Sql:
        return self._two("{left} = {right}")

    @property
    def likeness(self) -> Sql:
        return self._two(f"{self._likeness}({{left}}, {{right}})")

    @property
    def edits(self) -> Sql:
        return self._two("damerau_levenshtein({left}, {right})")

    def edits_where(self, worth: Sql) -> Sql:
        return Sql(f"(case when {worth.text} then {self.edits.text} end)")

    @property
    def nickname(self) -> Sql:
        return self._carried(_full_forms)

    @property
    def initial(self) -> Sql:
        return self._two(
            "(substr({left}, 1, 1) = substr({right}, 1, 1)"
            " and (length({left}) = 1 or length({right}) = 1))"
        )

    @property
    def shared(self) -> Sql:
        return self._carried(_parts)

    @property
    def ending(self) -> Sql:
        return self._two("right({left}, 4) = right({right}, 4)")

    @property
    def turned(self) -> Sql:
        name = f"{self.name}_turned"
        self.read[name] = (_turned, ColumnType.TEXT)
        return self._two(f"{name}_l = {{right}}")

    @property
    def comparable(self) -> Sql:
        return self._carried(_registers)

    @property
    def near_member(self) -> Sql:
        return self._carried(_near)

    @property
    def gap(self) -> Sql:
        self.read[self.name] = (int, ColumnType.NUMBER)
        return self._two("abs({left} - {right})")


def _plain(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else ", ".join(value)


def _full_forms(name: str) -> tuple[str, ...]:
    """The name and those that it is a short form of: two share one where one is a nickname."""
    return (name, *sorted(map(str.upper, NICKNAMES.canonicals_of(name.lower()))))


def _parts(value: Any) -> tuple[str, ...]:
    if not isinstance(value, str):
        return tuple(value)
    return tuple(w for w in value.split() if len(w) > 1) if " " in value else (value,)


def _turned(text: str) -> str:
    half = len(text) // 2
    return text[half:] + text[:half]


def _registers(numbers: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({number.partition(":")[0] for number in numbers}))


def _near(numbers: Sequence[str]) -> tuple[str, ...]:
    """Patterns that two numbers share if one character is wrong, missing or exchanged."""
    found = set()
    for whole in numbers:
        start, colon, number = whole.partition(":")
        for at in range(len(number) + 1):
            before, after = start + colon + number[:at], number[at:]
            found |= {f"{before}^{after}", f"{before}^{after[1:]}"}
            found.add(f"{before}~{''.join(sorted(after[:2]))}{after[2:]}")
    return tuple(sorted(found))


def sql_views(comparisons: Sequence[Comparison], backend: Backend) -> dict[str, SqlView]:
    """A view of each column; all rules and conditions have been asked of them."""
    views = {name: SqlView(name, backend) for one in comparisons for name in one.columns}
    for one in comparisons:
        unstated_condition(one, views)
        dict(level_conditions(one, views))
    return views


def level_conditions(one: Comparison, views: Mapping[str, View]) -> Iterator[tuple[str, str]]:
    for level, condition in one.rule(*(views[name] for name in one.columns)):
        yield level, condition.text


def unstated_condition(one: Comparison, views: Mapping[str, View]) -> str:
    return f"not coalesce({one.stated(*(views[name] for name in one.columns)).text}, false)"
