"""What the audit costs: to write entries, and to verify a chain of 100,000.

    python bench/audit.py [--entries 100000]

On a SQLite database in a temporary home. Exit 1 where the verification takes ten seconds.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time

import numpy as np

from workbench import settings as configuration
from workbench.access.audit import append, verify
from workbench.access.database import open_database
from workbench.access.looks import Look
from workbench.access.viewer import Role, Viewer

SINGLES = 500
AT_ONCE = 1_000
SLOWEST = 10.0
"""Seconds, for 100,000 entries."""


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    entries = parser.parse_args().entries
    viewer = Viewer("lane", "PGPD", Role.ANALYST, "C criminal justice: robbery series", "24-031")
    looks = [
        Look(viewer, "read", "entity_cards", {"ids": [f"{n:016x}"]}, (f"{n:016x}",), 1)
        for n in range(entries)
    ]
    with tempfile.TemporaryDirectory() as home:
        settings = configuration.from_environment({"WORKBENCH_HOME": home})
        with open_database(settings) as database:
            took = []
            for look in looks[:SINGLES]:
                began = time.perf_counter()
                append(database, look)
                took.append((time.perf_counter() - began) * 1_000)
            for start in range(SINGLES, entries, AT_ONCE):
                append(database, *looks[start : start + AT_ONCE])
            began = time.perf_counter()
            found = verify(database)
            seconds = time.perf_counter() - began
    p50, p95 = np.percentile(took, (50, 95))
    print(f"one entry committed    p50 {p50:.2f} ms  p95 {p95:.2f} ms")
    print(f"{found.entries:,} entries verified in {seconds:.1f} s, holds: {found.holds}")
    return int(not found.holds or seconds >= SLOWEST * entries / 100_000)


if __name__ == "__main__":
    sys.exit(main())
