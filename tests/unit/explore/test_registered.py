"""Whatever asks a gateway registers itself, so that it is checked with all others."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from tests.registered_reads import every_read, modules
from workbench.access.gateway import Gateway
from workbench.access.pointing import tokens
from workbench.explore.anchors import anchors
from workbench.review.deciding import propose_for, settle

GATEWAY = {Gateway, "Gateway"}
RANDOM = {tokens, anchors}
"""Give random words, which no two graphs have in common; their owners are those of the pointers."""


WRITE = {settle, propose_for}
"""Answer nothing that is read: of the gateway they ask what the viewer may decide on."""


def public_functions() -> list[Callable[..., Any]]:
    return [
        function
        for module in modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    ]


def test_every_public_function_that_takes_a_gateway_is_registered() -> None:
    known = {read.function for read in every_read()}

    asking = {
        function
        for function in public_functions()
        if any(p.annotation in GATEWAY for p in inspect.signature(function).parameters.values())
    }

    assert asking
    assert asking <= known | RANDOM | WRITE
