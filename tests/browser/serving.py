"""What a browser test asks of the machine: a browser, whether a server answers."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request


def chromium_path() -> str | None:
    """Chromium on the PATH; None without one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def answers(url: str) -> bool:
    """Whether an address answers with success."""
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
