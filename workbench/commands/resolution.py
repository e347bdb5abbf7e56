"""The commands about resolution: resolve, explain, decide, undo, the log, the published models."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from workbench import settings as configuration
from workbench.commands.graph import current_graph, held_graph
from workbench.errors import InputError, WorkbenchError
from workbench.explore.words import many
from workbench.graph import judged
from workbench.pipeline.arriving import Arrivals, inbox
from workbench.pipeline.catalogue import named_source
from workbench.pipeline.held import Held
from workbench.pipeline.resolve import Resolved
from workbench.pipeline.resolve import resolve as resolve_records
from workbench.progress import bar
from workbench.records.vocabulary import Kind
from workbench.resolution.comparisons import PERSON
from workbench.resolution.scored import UNITS, Part, Scored

SHOWN = 50
_MEANING = {comparison.name: comparison.meaning for comparison in PERSON}


@click.command()
@click.option("--full", is_flag=True, help="Train a new model on the records held now.")
def resolve(full: bool) -> None:
    """Resolve current records into people, vehicles, locations, incidents and items.

    Under the published model; --full trains and publishes a new one, and writes every record that
    it moves from one entity to another into a file.
    """
    settings = configuration.from_environment()
    with current_graph(settings) as graph, graph.alone():
        done = resolve_records(graph, bar, full=full)
    tell_resolved(done, full=full)
    if full:
        _tell_moved(done, settings.home / "resolved" / f"{done.model}.csv")


@click.command()
@click.argument("one")
@click.argument("other")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--meanings", is_flag=True, help="Say what each comparison means.")
def explain(one: str, other: str, as_json: bool, meanings: bool) -> None:
    """Say why two records, by their keys, are one or not: every part of their weight, in bits.

    A key is agency|system|number|part, as an item's records show it; quote it.
    """
    with held_graph() as held:
        kind = _kind(held, (one, other))
        resolver = held.population.resolvers[kind]
        pair = resolver.explain(one, other)
        entities = [held.entity_of.get(key) for key in (one, other)]
        spoken = {key for key, of in held.entity_of.items() if of in entities}
        order = [step for step in resolver.merges(one) if step.one in spoken]
        decided = resolver.decided(one, other)
        folded = resolver.of_record[one] == resolver.of_record[other]
    if as_json:
        whole = {**msgspec.to_builtins(pair), "weight": pair.weight}
        click.echo(msgspec.json.format(msgspec.json.encode(whole), indent=2).decode())
        return
    for line in told(pair, meanings=meanings):
        click.echo(line)
    if folded:
        click.echo("They say the same in all that is compared.")
    together = entities[0] == entities[1] and entities[0] is not None
    click.echo("They are one now." if together else "They are two now.")
    if decided:
        click.echo("A decision says so: workbench decisions")
    elif not together and pair.weight > 0:
        click.echo("Together they look like one; what their other records say holds them apart.")
    elif together and pair.weight <= 0:
        click.echo("Alone they would be two; what their other records say holds them together.")
    for number, step in enumerate(order if together else (), start=1):
        how = "decided" if step.decided else f"{step.weight / UNITS:+.1f} bits"
        click.echo(f"  step {number}: {step.one} with {step.other} ({how})")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list, all of it.")
def queue(as_json: bool) -> None:
    """List the pairs of records that wait for a reviewer, fingerprint conflicts first."""
    with current_graph(configuration.from_environment()) as graph:
        waiting = [score for score in judged.scores(graph) if score.reasons]
        waiting.sort(key=lambda s: ("fingerprint" not in s.reasons, -s.weight, s.left, s.right))
        keys = sorted({key for score in waiting[:SHOWN] for key in (score.left, score.right)})
        says = {row["key"]: in_brief(row["fields"]) for row in judged.records(graph, keys, ())}
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(waiting)).decode())
        return
    for score in waiting[:SHOWN]:
        why = ", ".join(score.reasons)
        click.echo(f"{score.weight / UNITS:+7.1f} bits  {why}")
        for key in (score.left, score.right):
            click.echo(f"    {key:<45} {says.get(key, '')}".rstrip())
    if waiting:
        click.echo(
            "uncertain: a little speaks against one, or too little is said; apart: it looks like "
            "one, and other records or decisions hold it apart; fingerprint: one entity with two "
            "numbers of one register. Why in full: workbench explain KEY KEY"
        )
    if len(waiting) > SHOWN:
        click.echo(
            f"{SHOWN} of {len(waiting):,}, fingerprint conflicts and greatest weights first; "
            "all of them: --json"
        )
    if not waiting:
        click.echo("No pair waits for a reviewer.")


@click.command()
@click.argument("source")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--spec", type=click.Path(path_type=Path), help="Specification for SOURCE table.")
@click.option("--every", default=1.0, show_default=True, help="Seconds between two looks.")
@click.option("--once", is_flag=True, help="Take what is there now, and end.")
def watch(source: str, folder: Path, spec: Path | None, every: float, once: bool) -> None:
    """Load and resolve files of the layout SOURCE as they arrive in FOLDER, until Ctrl-C.

    A file is taken once nobody writes to it any more; one that cannot be used is named, and the
    next is taken. Files stay where they are: the same file again changes nothing.
    """
    settings = configuration.from_environment()
    layout = named_source(settings, source, spec)
    box = inbox(folder)
    box.whole()
    with current_graph(settings) as graph:
        arrivals = Arrivals(graph, layout)
        delayed: set[Path] = set()
        while True:
            time.sleep(every)
            for path in box.whole():
                try:
                    arrived = arrivals.take(path, bar)
                except InputError as error:
                    click.echo(f"workbench: {error}", err=True)
                    continue
                except WorkbenchError as error:
                    # not the file's fault, as while another load is at work
                    if path not in delayed:
                        click.echo(f"workbench: {path.name} is tried again: {error}", err=True)
                    delayed.add(path)
                    box.again(path)
                    continue
                delayed.discard(path)
                of = arrived.summary.figures
                click.echo(
                    f"{path.name}: {many(of.rows, 'row')} = {of.loaded:,} loaded + "
                    f"{of.unchanged:,} unchanged + {of.rejected:,} rejected; "
                    f"{many(len(arrived.assignments), 'record')} resolved"
                )
            if once:
                return


def tell_resolved(done: Resolved, *, full: bool = False) -> None:
    """What a resolve found, in one or a few lines."""
    click.echo(
        f"{many(done.records, 'record')} resolved into {done.entities:,} "
        f"{'entity' if done.entities == 1 else 'entities'} "
        f"({many(done.changed, 'record')} changed)"
    )
    if done.joined or done.parted:
        click.echo(
            f"entities that took in records of another: {done.joined:,}; "
            f"that gave some away: {done.parted:,}"
        )
    if done.records and not done.learnt:
        click.echo(
            "These records are too few to learn from: persons are weighed by what is expected of "
            "any, until more come."
        )
    if full and not done.trained:
        click.echo("The records teach what they did: the model in force stays.")
    if done.trained:
        click.echo(f"A new model was published: {done.model}")
    if done.waiting:
        wait = "waits" if done.waiting == 1 else "wait"
        click.echo(f"{many(done.waiting, 'pair')} {wait} for a reviewer: workbench queue")


def _tell_moved(done: Resolved, path: Path) -> None:
    """The records that moved: the first of them here, all in a file."""
    if not done.moved:
        click.echo("No record moved from one entity to another.")
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("record", "kind", "entity_before", "entity"))
        table.writerows((one.key, one.kind, one.before, one.entity) for one in done.moved)
    for one in done.moved[:SHOWN]:
        click.echo(f"  {one.key}: {one.before} → {one.entity}")
    click.echo(f"{many(len(done.moved), 'record')} moved, all listed in {path}")


def in_brief(fields: Mapping[str, Any]) -> str:
    """What a record is about, in a few words."""
    names = [fields.get(f"name_{part}") for part in ("sur_name", "given_name", "middle_name")]
    words = (
        " ".join(filter(None, names)),
        fields.get("name_suffix"),
        fields.get("birth_date_date") or fields.get("birth_date_year"),
        *(fields.get(name) for name in ("plate_plate", "plate_state", "vin_vin")),
        *(fields.get(name) for name in ("address_normal", "number_normal", "serial_serial")),
        *(fields.get(name) for name in ("make", "model", "offense")),
    )
    return ", ".join(str(word) for word in words if word)


def told(pair: Scored, *, meanings: bool = False) -> Iterator[str]:
    """A pair's weight, part by part."""
    yield f"{pair.left}\n{pair.right}"
    if not pair.parts:
        yield "Nothing brings these two together."
        return
    for part in pair.parts:
        yield f"{part.weight / UNITS:+8.2f}  {_part(part)}"
        if meanings and part.level != "frequency" and part.comparison in _MEANING:
            yield f"{'':10}{_MEANING[part.comparison]}"
    yield f"{pair.weight / UNITS:+8.2f}  bits in all: {_odds(pair.weight)}"


def _part(part: Part) -> str:
    values = f"   {part.left or '–'} | {part.right or '–'}" if part.left or part.right else ""
    return f"{part.comparison.replace('_', ' ')} {part.level}".strip() + values


def _odds(weight: int) -> str:
    bits = weight / UNITS
    odds = 2 ** min(abs(bits), 60)
    return f"{odds:,.0f} to 1 {'for' if bits >= 0 else 'against'} one entity"


def _kind(held: Held, keys: tuple[str, ...]) -> Kind:
    for key in keys:
        if key not in held.digests:
            raise InputError(
                f"no current record has the key {key}: an entity's records show their keys"
            )
    kinds = {held.kind(key) for key in keys}
    if len(kinds) > 1 or not kinds <= held.population.resolvers.keys():
        raise InputError("these two are never compared: name two records of one kind")
    return kinds.pop()
