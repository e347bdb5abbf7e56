"""The weights that the modules of vehicles, locations, incidents and items state, read from them.

def compare_make(...)  ─►  Make: the same +3; another -7
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from workbench.records.places import AddressPrecision
from workbench.records.streets import Street
from workbench.resolution import items, locations
from workbench.resolution.items import Item
from workbench.resolution.places import Location
from workbench.resolution.scored import UNITS, Part

PREFIX = "compare_"
StatedLevel = tuple[str, float]
"""A level's name and its weight in bits."""


@dataclass(frozen=True, slots=True)
class StatedComparison:
    """One part of a pair's weight, as a kind's module states it."""

    name: str
    """As ``workbench explain`` calls it."""
    meaning: str
    levels: tuple[StatedLevel, ...]


def stated_comparisons(module: ModuleType) -> Iterator[StatedComparison]:
    """A module's comparisons in its order, each with its levels in theirs.

    Levels are the pairs of a name and a number that the comparison's function writes or names, and
    those that it works out from others (``WORKED_OUT``).
    """
    tree = ast.parse(inspect.getsource(module))
    named: dict[str, ast.AST] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            named[node.name] = node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            named[node.target.id] = node.value
    for name in named:
        if name.startswith(PREFIX):
            function = getattr(module, name)
            found = {part.level: part.weight / UNITS for part in WORKED_OUT.get(function, ())}
            found |= dict(_written(named[name], named, {name}))
            yield StatedComparison(
                next(_called(named[name])),
                " ".join((function.__doc__ or "").split()),
                tuple(level for level in found.items() if level != ("not stated", 0.0)),
            )


def _called(function: ast.AST) -> Iterator[str]:
    """What the parts that a comparison makes are called."""
    for node in ast.walk(function):
        match node:
            case ast.Call(
                func=ast.Name(id="_part" | "_stamped"), args=[ast.Constant(value=str(name)), *_]
            ):
                yield name


def _written(node: ast.AST, named: Mapping[str, ast.AST], seen: set[str]) -> Iterator[StatedLevel]:
    """The levels below a node, in the order of the source, also those of what it names."""
    match node:
        case ast.Tuple(elts=[ast.Constant(value=str(name)), weight]) if _is_number(weight):
            yield name, float(ast.literal_eval(weight))
            return
        case ast.Name(id=name) if name in named and name not in seen:
            seen.add(name)
            yield from _written(named[name], named, seen)
            return
    for child in ast.iter_child_nodes(node):
        yield from _written(child, named, seen)


def _is_number(node: ast.AST) -> bool:
    match node:
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _is_number(operand)
        case ast.Constant(value=float()):
            return True
    return False


def _stamped(compare: Callable[[Item, Item], Part]) -> tuple[Part, ...]:
    """What one of an item's stamps weighs when equal and when another."""
    one, *others = (Item(key="", make=stamp, model=stamp, calibre=stamp) for stamp in "AAB")
    return tuple(compare(one, other) for other in others)


def _street(**stated: Any) -> Location:
    street = Street(name="MAPLE", category="ST")
    return Location(key="", precision=AddressPrecision.EXACT, street=street, **stated)


WORKED_OUT: Mapping[Callable[..., Any], tuple[Part, ...]] = {
    items.compare_make: _stamped(items.compare_make),
    items.compare_model: _stamped(items.compare_model),
    items.compare_calibre: _stamped(items.compare_calibre),
    locations.compare_category: (locations.compare_category(_street(), _street()),),
    locations.compare_streets: tuple(
        filter(None, (locations.compare_streets(_street(), _street(loose=True)),))
    ),
}
"""Parts whose weight is no number in the source, by comparison, each of an example."""
