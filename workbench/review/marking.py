"""Where two texts differ, to the character.

WHITLOCK, JAMES T JR
WHITLOCK, JAMES T SR      "WHITLOCK, JAMES T " · J / S · "R"
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz.distance import Indel

LONGEST = 400
"""Characters beyond which two texts are told apart as a whole."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text that the other one has as well, or has not."""

    text: str
    shared: bool


def runs(one: str, other: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts in pieces; the shared pieces, put together, are equal in both.

    Case counts as no difference where all else is equal, but is shown as written.
    """
    if max(len(one), len(other)) > LONGEST:
        same = one == other
        return (Run(one, same),) if one else (), (Run(other, same),) if other else ()
    left: list[Run] = []
    right: list[Run] = []
    for step in Indel.opcodes(_folded(one), _folded(other)):
        shared = step.tag == "equal"
        _add(left, one[step.src_start : step.src_end], shared)
        _add(right, other[step.dest_start : step.dest_end], shared)
    return tuple(left), tuple(right)


def _add(runs_: list[Run], text: str, shared: bool) -> None:
    if not text:
        return
    if runs_ and runs_[-1].shared is shared:
        text = runs_.pop().text + text
    runs_.append(Run(text, shared))


def _folded(text: str) -> str:
    """The text in lower case, of the same length: some letters become two."""
    return "".join(lower if len(lower := sign.lower()) == 1 else sign for sign in text)
