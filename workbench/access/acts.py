"""Acts in the audit: what is intended is noted before, and how it ended after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from workbench.access.audit import append
from workbench.access.database import Database
from workbench.access.looks import Look, Outcome
from workbench.access.viewer import Viewer
from workbench.errors import AccessError


@dataclass(slots=True)
class Act:
    """One act while it is done."""

    ids: tuple[str, ...] = field(default=())
    """What it came to concern, for the entry that ends it."""


@contextmanager
def act(
    db: Database,
    viewer: Viewer,
    action: str,
    statement: str,
    parameters: Mapping[str, Any],
    ids: Iterable[str] = (),
) -> Iterator[Act]:
    """Note an act before it begins, and that it was done, refused or failed.

    Raises:
        OperationsError: the entry cannot be written; then the act does not begin.
    """
    named = tuple(ids)
    append(db, Look(viewer, action, statement, parameters, named, outcome=Outcome.INTENDED))
    doing = Act(named)
    try:
        yield doing
    except AccessError:
        append(db, Look(viewer, action, statement, parameters, named, outcome=Outcome.REFUSED))
        raise
    except BaseException:
        append(db, Look(viewer, action, statement, parameters, named, outcome=Outcome.FAILED))
        raise
    append(db, Look(viewer, action, statement, parameters, doing.ids, outcome=Outcome.DONE))
