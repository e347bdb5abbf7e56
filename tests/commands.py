"""The command line as a person runs it, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys

from workbench.settings import Settings


def workbench(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``workbench`` in the home of ``settings``; what it printed and how it ended."""
    return subprocess.run(
        [sys.executable, "-m", "workbench", *arguments],
        env={**os.environ, "WORKBENCH_HOME": str(settings.home)},
        capture_output=True,
        text=True,
        check=False,
    )
