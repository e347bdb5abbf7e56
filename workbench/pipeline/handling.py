"""Stating the handling of records: what an act outside their own row makes of them."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from functools import partial

from loaders.messages import clipped
from workbench.errors import InputError
from workbench.graph import handling
from workbench.graph.client import Graph
from workbench.graph.handling import Stood
from workbench.pipeline.words import require_words
from workbench.records.handling import STATABLE, Statement, Verb
from workbench.records.vocabulary import Handling


def add(
    graph: Graph,
    keys: Collection[str],
    stated: Handling,
    *,
    reason: str,
    authority: str,
    by: str,
    now: datetime | None = None,
) -> None:
    """State that records are sealed, protected or a juvenile's; it counts at once.

    Raises:
        InputError: a record is not held, it is stated already, or it cannot be stated.
    """
    _state(graph, keys, stated, Verb.ADD, reason, authority, by, now)


def lift(
    graph: Graph,
    keys: Collection[str],
    stated: Handling,
    *,
    reason: str,
    authority: str,
    by: str,
    now: datetime | None = None,
) -> None:
    """End what a statement added. What a record's own facts call for stays.

    Raises:
        InputError: a record is not held, or no statement that could be lifted is in force.
    """
    _state(graph, keys, stated, Verb.LIFT, reason, authority, by, now)


def stands(graph: Graph, keys: Collection[str]) -> dict[str, Stood]:
    """How the handling of records came about.

    Raises:
        InputError: one is not held.
    """
    found = handling.stands(graph, keys)
    for key in keys:
        if key not in found:
            raise InputError(
                f"no record has the key {clipped(key)}: an entity's records show their keys"
            )
    return found


def _state(
    graph: Graph,
    keys: Collection[str],
    stated: Handling,
    verb: Verb,
    reason: str,
    authority: str,
    by: str,
    now: datetime | None,
) -> None:
    require_words(reason=reason, authority=authority, by=by)
    if stated not in STATABLE:
        raise InputError(
            f"{stated} is stated by the record itself, with its basis: load it as a record of the "
            f"category intelligence. Here: {', '.join(STATABLE)}"
        )
    at, found = now or datetime.now(UTC), stands(graph, keys)
    statements = {}
    for key, stood in found.items():
        _check(key, stood, stated, verb)
        if stood.statements:
            at = max(at, stood.statements[-1].at + timedelta(microseconds=1))
        id = secrets.token_hex(8)
        statements[key] = [Statement(id, stated, verb, reason, authority, by, at)]
    graph.write(partial(handling.append, statements=statements))


def _check(key: str, stood: Stood, stated: Handling, verb: Verb) -> None:
    if verb is Verb.ADD and stated in stood.stated:
        raise InputError(f"{clipped(key)} is stated to be {stated} already: lift that first")
    if verb is Verb.LIFT and stated not in stood.stated:
        own = stated in stood.own
        raise InputError(
            f"no statement says that {clipped(key)} is {stated}"
            + (
                ": its own facts do, and these change only with what its agency sends"
                if own
                else ", so there is nothing to lift"
            )
        )
