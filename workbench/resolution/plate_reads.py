"""Plate reads join a vehicle by plate and state; they are never compared and decide nothing.

read ── AB1234 DC ── the vehicle's record of AB1234 DC that is nearest in time
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from workbench.resolution.vehicles import HALF_YEAR, Vehicle


def join_reads(reads: Iterable[Vehicle], vehicles: Iterable[Vehicle]) -> dict[str, str]:
    """For every plate read the record it stands with; it decides nothing.

    That is the vehicle's record of the same plate and state that is nearest in time, else the
    first read, in time, of that plate and state. A read without plate or state stands alone. So a
    read's entity is that of ``join_reads(...)[key]``, and it has exactly one.
    """
    held, left = _by_plate(vehicles), list[Vehicle]()
    stands: dict[str, str] = {}
    for one in reads:
        known = held.get((one.plate, one.state))
        if not known:
            left.append(one)
        stands[one.key] = _nearest(one, known) if known else one.key
    for alike in _by_plate(left).values():
        stands |= dict.fromkeys((one.key for one in alike), alike[0].key)
    return stands


def _by_plate(records: Iterable[Vehicle]) -> dict[tuple[str, str], list[Vehicle]]:
    """Records with plate and state, in order of time."""
    out: defaultdict[tuple[str, str], list[Vehicle]] = defaultdict(list)
    for record in sorted(records, key=_in_time):
        if record.plate and record.state:
            out[record.plate, record.state].append(record)
    return out


def _nearest(one: Vehicle, known: Sequence[Vehicle]) -> str:
    at = bisect_left(known, _in_time(one)[0], key=lambda record: _in_time(record)[0])
    around = known[max(0, at - 1) : at + 1]
    return min(around, key=lambda v: (abs(_in_time(v)[0] - _in_time(one)[0]), v.key)).key


def _in_time(vehicle: Vehicle) -> tuple[float, str]:
    """Undated records come first, before 1970."""
    return (-HALF_YEAR if vehicle.observed is None else vehicle.observed, vehicle.key)
