"""Every place outside the graph that names records. A part that keeps such a place adds a line."""

from __future__ import annotations

from workbench.pipeline.moved import Moved
from workbench.pipeline.scrubbing import Scrubber
from workbench.settings import Settings


def scrubbers(settings: Settings) -> tuple[Scrubber, ...]:
    """What takes expunged records out of each of these places."""
    return (Moved(settings.home / "resolved").scrub,)
