"""The user guide's pictures, made where ``WORKBENCH_PICTURES`` names a folder for them.

WORKBENCH_PICTURES=docs/images pytest tests/browser/test_demo.py
"""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = os.environ.get("WORKBENCH_PICTURES", "")


def picture(page: Page, name: str) -> None:
    """Keep what the page shows as ``name``.png, once nothing on it moves any more."""
    if FOLDER:
        page.wait_for_timeout(1_500)
        page.screenshot(path=Path(FOLDER) / f"{name}.png", animations="disabled")
