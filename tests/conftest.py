"""What every test shares: which tests run where, and that nothing is skipped in silence."""

from __future__ import annotations

import os
import shutil

import pytest

PUBLISHED = "WORKBENCH_ACCEPTANCE_DATA"
FORBID_SKIPS = "WORKBENCH_FORBID_SKIPS"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect acceptance tests without their files; skip browser tests without a browser."""
    if not os.environ.get(PUBLISHED):
        without = [item for item in items if item.get_closest_marker("acceptance")]
        config.hook.pytest_deselected(items=without)
        items[:] = [item for item in items if not item.get_closest_marker("acceptance")]
    if shutil.which("chromium") is None:
        reason = pytest.mark.skip(reason="no `chromium` is on the PATH: install it")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(reason)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A skipped test fails the run where skips are forbidden."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", ())) if reporter else 0
    if os.environ.get(FORBID_SKIPS) and skipped:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
