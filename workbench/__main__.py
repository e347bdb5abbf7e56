"""``workbench`` and ``python -m workbench``: the command line.

Ctrl-C ends the process at once, as a kill would: every command leaves whole batches and goes on
where it stood. An exception could reach the database driver in the middle of a message, from where
it comes back as any error.
"""

import os
import signal
from contextlib import suppress

_SHOW_CURSOR = "\x1b[?25h\r\x1b[K"


def main() -> None:
    """Run a command."""
    signal.signal(signal.SIGINT, _stop)
    # slow to read: an interrupt in the meantime is answered too
    from workbench.cli import main as run

    run()


def _stop(number: int, frame: object) -> None:
    bar = _SHOW_CURSOR if os.isatty(2) else ""
    line = f"{bar}workbench: stopped; run the same command again to go on\n"
    with suppress(OSError):
        os.write(2, line.encode())
    os._exit(130)


if __name__ == "__main__":
    main()
