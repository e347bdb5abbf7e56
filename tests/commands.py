"""The command line as a person runs it, in a process of its own.

The processes are forked from one that has imported the program already, which spares each of them
the two seconds that it takes to begin.
"""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from workbench.settings import Settings

_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["workbench.cli"])


def workbench(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``workbench`` in the home of ``settings``; what it printed and how it ended."""
    environment = {**os.environ, "WORKBENCH_HOME": str(settings.home)}
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = _PROCESSES.Process(
            target=_run, args=(arguments, environment, Path.cwd(), out, err)
        )
        process.start()
        process.join()
        assert process.exitcode is not None
        return subprocess.CompletedProcess(
            arguments,
            process.exitcode,
            out.read_text(encoding="utf-8"),
            err.read_text(encoding="utf-8"),
        )


def _run(
    arguments: tuple[str, ...], environment: Mapping[str, str], cwd: Path, out: Path, err: Path
) -> None:
    """What the process does: become ``workbench`` with these arguments."""
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    for number, path in ((1, out), (2, err)):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.argv = ["workbench", *arguments]
    from workbench.cli import main

    main()
