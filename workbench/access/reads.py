"""Every read that answers a user registers itself, with how to ask it about anything.

So whatever checks what reads give away checks all of them, also those that come later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, cast

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Probe:
    """Something to ask every read about."""

    text: str
    """What could be typed into a search box."""
    id: str
    """Id of an entity or reference."""
    ids: tuple[str, ...]
    key: str
    """Key of a record."""


Asked = Callable[[Probe], tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Read:
    """A function that takes a gateway, and what else it is asked."""

    name: str
    function: Callable[..., Any]
    asked: Asked

    def ask(self, gateway: Any, probe: Probe) -> Any:
        """The answer for the gateway's viewer."""
        return self.function(gateway, *self.asked(probe))


_READS: dict[str, Read] = {}


def answers(asked: Asked) -> Callable[[F], F]:
    """Register a function, whose first argument is a gateway, as a read.

    All that it reads is noted together, before its answer is given.
    """

    def register(function: F) -> F:
        @wraps(function)
        def noted(gateway: Any, *args: Any, **kwargs: Any) -> Any:
            with gateway.one_answer():
                return function(gateway, *args, **kwargs)

        name = f"{function.__module__}.{function.__qualname__}"
        _READS[name] = Read(name, noted, asked)
        return cast(F, noted)

    return register


def registered() -> tuple[Read, ...]:
    """The reads of all modules that are imported, by name."""
    return tuple(_READS[name] for name in sorted(_READS))
