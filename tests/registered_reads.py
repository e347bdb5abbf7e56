"""All reads of all modules, also of those that no test imports."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from types import ModuleType

import workbench
from workbench.access.reads import Read, registered

PAGES = "workbench.ui"
"""Not imported: a page runs when it is. Pages ask others and read nothing themselves."""


def modules() -> Iterator[ModuleType]:
    """Every module of the product but its pages."""
    for found in pkgutil.walk_packages(workbench.__path__, "workbench."):
        if not found.name.startswith(PAGES) and not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


@cache
def every_read() -> tuple[Read, ...]:
    """Every registered read."""
    assert list(modules())
    return registered()
