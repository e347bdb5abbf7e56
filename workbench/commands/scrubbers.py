"""Every place outside the graph that names records. A part that keeps such a place adds a line."""

from __future__ import annotations

from workbench.access.database import open_database
from workbench.access.scrubbing import scrub
from workbench.commands.operations import operator
from workbench.pipeline.moved import Moved
from workbench.pipeline.scrubbing import Removed, Scrubber
from workbench.settings import Settings


def scrubbers(settings: Settings) -> tuple[Scrubber, ...]:
    """What takes expunged records out of each of these places."""

    def operations(removed: Removed) -> None:
        with open_database(settings) as database:
            scrub(database, operator(), removed.keys, removed.seeds)

    return (Moved(settings.home / "resolved").scrub, operations)
