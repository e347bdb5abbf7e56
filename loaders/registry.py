"""The sources whose layout needs code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from loaders import (
    dc_mpd_arrests,
    dc_mpd_incidents,
    montgomery_crime,
    nibrs_flat,
    plate_reads,
    pole,
    takoma_park_arrests,
    takoma_park_calls,
)
from loaders.source import Source


def sources() -> Mapping[str, Source]:
    """Every source that a module of this package maps, by name."""
    modules = (
        dc_mpd_arrests,
        dc_mpd_incidents,
        montgomery_crime,
        nibrs_flat,
        plate_reads,
        pole,
        takoma_park_arrests,
        takoma_park_calls,
    )
    return MappingProxyType({module.SOURCE.name: module.SOURCE for module in modules})
