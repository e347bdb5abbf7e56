"""Pages checked by axe-core, from a copy that stands beside the tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).parent / "vendor" / "axe-core-4.10.3.min.js"
SERIOUS = ("serious", "critical")


def serious(page: Page) -> list[str]:
    """Serious and critical findings on the page, one line each: rule, help, first place."""
    page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {one['help']} ({len(one['nodes'])}), at {one['nodes'][0]['target']}: "
        f"{one['nodes'][0]['html'][:160]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]
