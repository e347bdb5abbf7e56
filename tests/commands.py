"""The command line as a person runs it, in a process of its own.

The processes are forked from one that has imported the program already, which spares each of them
the two seconds that it takes to begin.

tests ── arguments, environment ──► one that waits ── fork ──► workbench ── exit code ──► tests
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from workbench.settings import Settings

ROOT = Path(__file__).resolve().parents[1]


def workbench(settings: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``workbench`` in the home of ``settings``; what it printed and how it ended."""
    waiting = _waiting()
    assert waiting.stdin is not None
    assert waiting.stdout is not None
    with tempfile.TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        said = {
            "arguments": arguments,
            "environment": {**os.environ, "WORKBENCH_HOME": str(settings.home)},
            "cwd": str(Path.cwd()),
            "out": str(out),
            "err": str(err),
        }
        waiting.stdin.write(json.dumps(said) + "\n")
        waiting.stdin.flush()
        code = int(waiting.stdout.readline())
        return subprocess.CompletedProcess(
            arguments, code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8")
        )


@cache
def _waiting() -> subprocess.Popen[str]:
    """The process that forks."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.commands"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    # it ends with its standard input
    atexit.register(process.communicate)
    return process


def _wait() -> None:
    """Fork a process for every line of standard input; write how it ended."""
    from workbench.cli import main

    for line in sys.stdin:
        child = os.fork()
        if not child:
            said = json.loads(line)
            os.chdir(said["cwd"])
            os.environ.clear()
            os.environ.update(said["environment"])
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            for number, path in ((1, said["out"]), (2, said["err"])):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
            sys.argv = ["workbench", *said["arguments"]]
            main()
            sys.exit()
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _wait()
