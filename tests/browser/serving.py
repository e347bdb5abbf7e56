"""What a browser test asks of the machine: a browser, a free port, whether a server answers."""

from __future__ import annotations

import shutil
import socket
import urllib.error
import urllib.request


def chromium_path() -> str | None:
    """Chromium on the PATH; None without one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(url: str) -> bool:
    """Whether an address answers with success."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
