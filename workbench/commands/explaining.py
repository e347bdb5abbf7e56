"""The command that says why two records are one or two."""

from __future__ import annotations

from collections.abc import Iterator

import click
import msgspec

from workbench.commands.graph import held_near
from workbench.errors import InputError
from workbench.pipeline.held import Held
from workbench.records.vocabulary import Kind
from workbench.resolution.apart import against, decided_apart
from workbench.resolution.component import Pair
from workbench.resolution.decisions import Verdict, standing
from workbench.resolution.one_pair import FREQUENCY, MEANING
from workbench.resolution.scored import UNITS, Part, Scored

SHOWN = 3
"""Pairs that hold two entities apart."""
MOST_ODDS = 1_000_000


@click.command()
@click.argument("one")
@click.argument("other")
@click.option("--json", "as_json", is_flag=True, help="One JSON object; weights in 1/1000 bit.")
@click.option("--meanings", is_flag=True, help="Say what each comparison means.")
def explain(one: str, other: str, as_json: bool, meanings: bool) -> None:
    """Say why two records, by their keys, are one or not: every part of their weight, in bits.

    A key is agency|system|number|part, as an item's records show it; quote it.
    """
    with held_near(lambda _graph: (one, other)) as held:
        pair = held.population.resolvers[_kind(held, (one, other))].explain(one, other)
        now = () if as_json else tuple(_now(held, one, other, pair.weight))
    if as_json:
        whole = {**msgspec.to_builtins(pair), "weight": pair.weight}
        click.echo(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode())
        return
    for line in (*told(pair, meanings=meanings), *now):
        click.echo(line)


def told(pair: Scored, *, meanings: bool = False) -> Iterator[str]:
    """A pair's weight, part by part."""
    yield f"{pair.left}\n{pair.right}"
    if not pair.parts:
        yield "Nothing brings these two together."
        return
    for part in pair.parts:
        yield f"{part.weight / UNITS:+8.2f}  {_part(part)}"
        meant = FREQUENCY if part.level == FREQUENCY else part.comparison
        if meanings and meant in MEANING:
            yield f"{'':10}{MEANING[meant]}"
    yield f"{pair.weight / UNITS:+8.2f}  bits in all: {_odds(pair.weight)}"


def _now(held: Held, one: str, other: str, weight: int) -> Iterator[str]:
    """Whether the two are one now, and what makes them so where their weight does not."""
    resolver = held.population.resolvers[held.kind(one)]
    entities = [held.entity_of.get(key) for key in (one, other)]
    if resolver.of_record[one] == resolver.of_record[other]:
        yield "They say the same in all that is compared."
    if None in entities:
        yield "Not both are resolved yet: workbench resolve"
        return
    together = entities[0] == entities[1]
    yield "They are one now." if together else "They are two now."
    if resolver.decided(one, other):
        yield f"A decision says so: {_decisions(held, (one, other))}"
    elif together:
        if weight <= 0:
            yield "Alone they would be two; what their other records say holds them together."
    elif weight > 0:
        yield "Together they look like one; what else is known of their records holds them apart:"
        yield from _holding_apart(held, one, other)
    if together:
        spoken = _records_with(held, one)
        order = [step for step in resolver.merges(one) if step.one in spoken]
        for number, step in enumerate(order, start=1):
            how = "decided" if step.decided else f"{step.weight / UNITS:+.1f} bits"
            yield f"  step {number}: {step.one} with {step.other} ({how})"


def _holding_apart(held: Held, one: str, other: str) -> Iterator[str]:
    resolver = held.population.resolvers[held.kind(one)]
    ours, theirs = _records_with(held, one), _records_with(held, other)
    decided = decided_apart(resolver, ours, theirs)
    weighed = against(resolver, ours, theirs)
    for pair in decided[:SHOWN]:
        yield f"  decided different: {pair[0]} and {pair[1]} ({_decisions(held, pair)})"
    for weight, (left, right) in weighed[:SHOWN]:
        yield f"{weight / UNITS:+8.1f} bits: {left} and {right}"
    if len(weighed) > SHOWN:
        yield f"  and {len(weighed) - SHOWN:,} more"
    if not decided and not weighed:
        yield "  records of theirs that have nothing in common, each pair a little against one"


def _records_with(held: Held, key: str) -> set[str]:
    """The records of a resolved record's entity."""
    return {one for one, entity in held.entity_of.items() if entity == held.entity_of[key]}


def _decisions(held: Held, pair: Pair) -> str:
    """The ids of the decisions in force that name both records."""
    ids = [
        decision.id
        for decision in standing(held.log)
        if decision.verdict is not Verdict.UNDO and {*pair} <= {*decision.left, *decision.right}
    ]
    return f"decision {', '.join(ids)}" if ids else "it follows from several: workbench decisions"


def _part(part: Part) -> str:
    values = f"   {part.left or '–'} | {part.right or '–'}" if part.left or part.right else ""
    return f"{part.comparison.replace('_', ' ')} {part.level}".strip() + values


def _odds(weight: int) -> str:
    bits = weight / UNITS
    odds = 2 ** min(abs(bits), 60)
    shown = f"{odds:,.0f} to 1" if odds < MOST_ODDS else f"over {MOST_ODDS:,} to 1"
    return f"{shown} {'for' if bits >= 0 else 'against'} one entity"


def _kind(held: Held, keys: tuple[str, str]) -> Kind:
    held.require(keys)
    if keys[0] == keys[1]:
        raise InputError("this is one record twice: name two records")
    kinds = {held.kind(key) for key in keys}
    if len(kinds) > 1 or not kinds <= held.population.resolvers.keys():
        raise InputError("these two are never compared: name two records of one kind")
    return kinds.pop()
