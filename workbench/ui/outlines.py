"""Outlines under the map: GeoJSON files of this machine, never tiles of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from workbench import settings as configuration

FOLDER = "maps"
"""Under the home: whose ``*.geojson`` an administrator adds."""
LARGEST = 20_000_000
"""Bytes of one file."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A file's features; ``fault`` says why it has none."""

    name: str
    features: Mapping[str, Any]
    fault: str = ""


def outlines() -> tuple[Outline, ...]:
    """Those that come with the program, then those of the home, by name."""
    folder = configuration.from_environment().home / FOLDER
    added = sorted(folder.glob("*.geojson")) if folder.is_dir() else []
    return (*_own(), *(_added(path, path.stat().st_mtime_ns) for path in added))


def read(name: str, content: bytes) -> Outline:
    """The features of a GeoJSON file; a broken one tells its fault and draws nothing."""
    try:
        found = msgspec.json.decode(content)
    except msgspec.DecodeError as error:
        return Outline(name, {}, f"{name} is no GeoJSON: {error}")
    known = ("FeatureCollection", "Feature", "Polygon", "MultiPolygon", "LineString",
             "MultiLineString")  # fmt: skip
    if not isinstance(found, dict) or found.get("type") not in known:
        return Outline(name, {}, f"{name} is no GeoJSON: it holds no feature")
    return Outline(name, found)


@cache
def _own() -> tuple[Outline, ...]:
    folder = files("workbench.ui").joinpath("outlines")
    return tuple(
        read(one.name, one.read_bytes())
        for one in sorted(folder.iterdir(), key=lambda one: one.name)
        if one.name.endswith(".geojson")
    )


@cache
def _added(path: Path, changed: int) -> Outline:
    del changed
    if path.stat().st_size > LARGEST:
        return Outline(path.name, {}, f"{path.name} is larger than {LARGEST:,} bytes")
    return read(path.name, path.read_bytes())
