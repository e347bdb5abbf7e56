"""Flattening a record into graph properties, by one rule for every kind.

A nested normal form becomes ``<field>_<subfield>``; a tuple of them becomes parallel lists; absent
values are left out (lists keep their places with ``""``). A vehicle's plate is thus
``plate_raw``, ``plate_plate``, ``plate_state`` and ``plate_folded``.
"""

from __future__ import annotations

import dataclasses
from datetime import date, datetime
from enum import Enum
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

import msgspec

from workbench.records.model import Link, Record, RecordKey, Reference

Value = str | int | float | bool | date | datetime | list[Any]
PLAIN = frozenset({str, int, float, bool, date, datetime})
ENVELOPE_PROPERTIES = (
    *("key", "agency", "system", "kind", "category", "handling", "audience", "raw"),
    *("seed", "revision", "current", "digest", "sources", "first_load", "first_row", "seen"),
    *("own_handling", "stated_handling", "entered", "validated_at", "expires_at"),
)
"""Properties of every record: those of its envelope and those that a load adds."""
ENVELOPE = frozenset({"key", "category", "handling", "links", "raw"})


def properties(record: Record) -> dict[str, Value]:
    """The record's fields and envelope as graph properties, without what a load adds.

    Returns:
        ``key``, ``agency``, ``system``, ``kind``, ``category``, ``handling``,
        ``audience``, ``raw`` (JSON text) and the flattened fields; no value is None.
    """
    out: dict[str, Value] = {
        "key": str(record.key),
        "agency": record.key.agency,
        "system": record.key.system,
        "kind": record.kind.value,
        "category": record.category.value,
        "handling": sorted(record.handling),
        "audience": record.audience,
        "raw": msgspec.json.encode(dict(record.raw)).decode(),
    }
    for name in _fields(record):
        value = getattr(record, name)
        if value is not None and value != "" and value != ():
            _flatten(name, value, out)
    return out


def digest(flat: dict[str, Value], links: tuple[Link, ...]) -> str:
    """A short sum of what a record says: equal sums, equal content, links included."""
    stated = [
        [link.type, end_id(link.to), getattr(link.to, "label", ""), link.properties]
        for link in links
    ]
    text = msgspec.json.encode([flat, stated], order="sorted")
    return blake2b(text, digest_size=12).hexdigest()


def end_id(to: RecordKey | Reference) -> str:
    """The key or id by which the graph knows a link's end."""
    return str(to) if isinstance(to, RecordKey) else to.id


def _fields(value: object) -> tuple[str, ...]:
    """Names of the fields of a dataclass's instance that become properties."""
    # mypy takes the __hash__ of the instances for that of their class
    return _fields_of(type(value))  # type: ignore[arg-type]


@cache
def _fields_of(shape: type[Any]) -> tuple[str, ...]:
    left_out = ENVELOPE if issubclass(shape, Record) else frozenset[str]()
    return tuple(f.name for f in dataclasses.fields(shape) if f.name not in left_out)


def _flatten(name: str, value: Any, out: dict[str, Value]) -> None:
    shape = type(value)
    if shape in PLAIN:
        out[name] = value
    elif shape is tuple:
        _flatten_tuple(name, value, out)
    elif isinstance(value, Enum):
        out[name] = value.value
    else:
        for suffix, flat in _nested(value):
            out[name + suffix] = flat


@lru_cache(maxsize=65_536)
def _nested(value: Any) -> tuple[tuple[str, Value], ...]:
    """Suffix and value of each filled field of a normal form; the same forms come again often."""
    out: dict[str, Value] = {}
    for sub in _fields(value):
        field = getattr(value, sub)
        if field is not None and field != "" and field != ():
            _flatten(f"_{sub}", field, out)
    return tuple(out.items())


def _flatten_tuple(name: str, values: tuple[Any, ...], out: dict[str, Value]) -> None:
    if not dataclasses.is_dataclass(values[0]):
        out[name] = [v.value if isinstance(v, Enum) else v for v in values]
        return
    for sub in _fields(values[0]):
        column = [_plain(getattr(value, sub)) for value in values]
        if any(cell != "" for cell in column):
            out[f"{name}_{sub}"] = column


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return " ".join(str(v) for v in value)
    return "" if value is None else value
