"""One table of a TOML file, read with every problem noted instead of the first one raised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from typing import Any, TypeVar

from loaders.specification import NOTHING, Expression

Closed = TypeVar("Closed", bound=Enum)


def meant(word: object, allowed: Iterable[str]) -> str:
    """`` (did you mean x?)`` where an allowed word is like it; else empty."""
    known = {one.casefold(): one for one in allowed}
    near = get_close_matches(str(word).casefold(), known, 1)
    return f" (did you mean {known[near[0]]}?)" if near else ""


@dataclass(frozen=True, slots=True)
class Form:
    """A TOML table, its place in the file, and the list that takes every problem found.

    Every method gives a usable value also where it notes a problem, so that reading goes on.
    """

    table: Mapping[str, Any]
    place: str
    problems: list[str]

    def at(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key

    def problem(self, key: str, message: str) -> None:
        self.problems.append(f"{self.at(key)}: {message}" if key else f"{self.place}: {message}")

    def only(self, *allowed: str) -> None:
        for key in self.table:
            if key not in allowed:
                near = meant(key, allowed)
                self.problem(key, f"unknown{near}; allowed here: {', '.join(allowed)}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if value is None:
            self.problem(key, "missing; a text is needed")
            return ""
        if not isinstance(value, str) or (default is None and not value):
            self.problem(key, f"a text is needed, not {value!r}")
            return ""
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self.problem(key, 'a list of texts is needed, such as ["A", "B"]')
            return ()
        return tuple(value)

    def mapping(self, key: str) -> dict[str, str]:
        value = self.table.get(key, {})
        if not isinstance(value, dict) or not all(isinstance(one, str) for one in value.values()):
            self.problem(key, 'texts are needed, such as { A = "B" }')
            return {}
        return value

    def member(self, key: str, closed: type[Closed]) -> Closed | None:
        """The member that is stated under ``key``, None where it is none; notes no problem."""
        value = self.table.get(key)
        return next((member for member in closed if member.value == value), None)

    def choice(self, key: str, closed: type[Closed], default: Closed | None = None) -> Closed:
        if default is not None and key not in self.table:
            return default
        member = self.member(key, closed)
        if member is not None:
            return member
        allowed = [str(member.value) for member in closed]
        value = self.table.get(key)
        said = "missing" if value is None else f"{value!r} is unknown{meant(value, allowed)}"
        self.problem(key, f"{said}; allowed: {', '.join(allowed)}")
        return next(iter(closed))

    def inner(self, key: str) -> Form:
        """The table under ``key``; an empty one where it is absent."""
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            self.problem(key, "a table is needed")
            value = {}
        return Form(value, self.at(key), self.problems)

    def each(self, key: str) -> list[Form]:
        """The tables listed under ``key``."""
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            self.problem(key, "a list of tables is needed")
            return []
        return [
            Form(one, f"{self.at(key)}[{number}]", self.problems)
            for number, one in enumerate(value, 1)
        ]

    def expression(self, key: str, *, listed: bool = False, needed: bool = False) -> Expression:
        """The expression under ``key``, empty where it is absent and not ``needed``."""
        value = self.table.get(key)
        if value is None:
            if needed:
                self.problem(key, 'missing; a column such as "NO" or { value = "…" } is needed')
            return NOTHING
        return self.made(key, value, listed=listed)

    def made(self, key: str, value: object, *, listed: bool = False) -> Expression:
        """The expression that ``value`` states; ``split`` is allowed where ``listed``."""
        if isinstance(value, str) and value:
            return Expression((value,))
        if not isinstance(value, dict):
            self.problem(key, f"a column's name or a table is needed, not {value!r}")
            return NOTHING
        form = Form(value, self.at(key), self.problems)
        form.only("value", "column", "columns", "join", "map", "default", *["split"] * listed)
        if len({"value", "column", "columns"} & set(value)) != 1:
            self.problem(key, "exactly one of value, column and columns is needed")
            return NOTHING
        if "value" in value:
            if len(value) > 1 + ("split" in value):
                self.problem(key, "a value stands alone")
            return Expression(constant=form.text("value", ""), split=form.text("split", ""))
        columns = (form.text("column"),) if "column" in value else form.texts("columns")
        if not all(columns) or not columns:
            self.problem(key, "a column has a name")
        return Expression(
            columns=columns,
            mapping=form.mapping("map") if "map" in value else None,
            default=form.text("default", "") if "default" in value else None,
            join=form.text("join", " "),
            split=form.text("split", ""),
        )
