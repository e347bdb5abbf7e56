"""The commands that decide which records are one, take it back, and show the log."""

from __future__ import annotations

from textwrap import indent

import click
import msgspec

from workbench import settings as configuration
from workbench.commands.graph import current_graph, held_near
from workbench.explore.words import many
from workbench.graph import judged
from workbench.graph.client import Graph
from workbench.pipeline.decide import Decided, decide, take_back
from workbench.pipeline.near import named_in
from workbench.pipeline.retold import is_stub
from workbench.resolution.decisions import (
    Decision,
    Verdict,
    flagged,
    from_text,
    standing,
    to_plain,
)


@click.command("decide")
@click.argument("verdict", type=click.Choice([Verdict.SAME.value, Verdict.DIFFERENT.value]))
@click.argument("one")
@click.argument("other", nargs=-1, required=True)
@click.option("--reviewer", required=True, help="Who decides.")
@click.option("--reason", required=True, help="Why, in words that hold up a year from now.")
@click.option("--supersedes", multiple=True, help="Id of a decision that this takes back.")
def decide_command(
    verdict: str,
    one: str,
    other: tuple[str, ...],
    reviewer: str,
    reason: str,
    supersedes: tuple[str, ...],
) -> None:
    """Decide that record ONE and each OTHER are the same, or that ONE is different from them."""
    with held_near(lambda _graph: (one, *other)) as held:
        done = decide(
            held,
            Verdict(verdict),
            (one,),
            other,
            reviewer=reviewer,
            reason=reason,
            supersedes=supersedes,
        )
    _tell_decided(done)


@click.command("undo")
@click.argument("ids", nargs=-1, required=True)
@click.option("--reviewer", required=True, help="Who takes it back.")
@click.option("--reason", required=True, help="Why.")
def undo_command(ids: tuple[str, ...], reviewer: str, reason: str) -> None:
    """Take decisions back, by their ids; undoing an undo brings back what it took back."""
    with held_near(lambda graph: named_in(graph, ids)) as held:
        done = take_back(held, ids, reviewer=reviewer, reason=reason)
    _tell_decided(done)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the whole log with its evidence.")
def decisions(as_json: bool) -> None:
    """List the decisions made, those in force marked, and those due for another look."""
    with current_graph(configuration.from_environment()) as graph:
        log = _log(graph)
        keys = sorted({key for decision in log for key in decision.records})
        digests = {
            row["key"]: row["digest"] for row in judged.records(graph, keys, ()) if row["kind"]
        }
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(list(map(to_plain, log)))).decode())
        return
    in_force = {decision.id for decision in standing(log)}
    again = {decision.id for decision in flagged(standing(log), digests)}
    for decision in log:
        state = "in force" if decision.id in in_force else "taken back"
        state += ", a record was revised since" if decision.id in again else ""
        click.echo(
            f"{decision.id}  {decision.at:%Y-%m-%d %H:%M} UTC  {decision.reviewer}: "
            f"{_verdict(decision)}  ({state})\n{indent(decision.reason, '    ')}"
        )
    if not log:
        click.echo("Nothing was decided yet: `workbench queue` shows what waits for a decision.")


def _log(graph: Graph) -> list[Decision]:
    return [from_text(text) for text in judged.decisions(graph)]


def _verdict(decision: Decision) -> str:
    if is_stub(decision):
        return "says nothing any more: its records were expunged"
    if decision.verdict is Verdict.UNDO:
        return f"takes back {', '.join(decision.supersedes)}"
    word = "same as" if decision.verdict is Verdict.SAME else "different from"
    return f"{', '.join(decision.left)} {word} {', '.join(decision.right)}"


def _tell_decided(done: Decided) -> None:
    moved = len(done.change.assignments)
    click.echo(f"decision {done.decision.id} kept; {many(moved, 'record')} moved")
