"""``workbench evaluate``: how well a labelled file of persons is resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click
import msgspec

from workbench.evaluating import Evaluated, evaluate_file
from workbench.explore.words import many
from workbench.progress import bar
from workbench.resolution.measures import Measure


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mapping", required=True, type=click.Path(path_type=Path), help="TOML: [columns].")
@click.option("--truth", required=True, help="Column that names the true person of each record.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def evaluate(file: Path, mapping: Path, truth: str, as_json: bool) -> None:
    """Resolve the persons of FILE (CSV or Parquet) and score them against its truth.

    Needs no Neo4j. The mapping says which column states what: [columns] with lines such as
    surname = "last". The truth is read to score only; nothing is tuned to it.
    """
    done = evaluate_file(file, mapping, truth, bar)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(as_object(done)), indent=2).decode())
        return
    for line in told(done):
        click.echo(line)


def as_object(done: Evaluated) -> Mapping[str, Any]:
    """What ``--json`` prints: the scores, then time, speed and warnings, at the top level."""
    return asdict(done.scores) | {
        "seconds": done.seconds,
        "records_per_minute": done.records_per_minute,
        "dropped_blocks": done.dropped,
        "warnings": done.warnings,
    }


def told(done: Evaluated) -> Iterator[str]:
    """The lines for a reader."""
    of = done.scores
    unknown = of.records - of.scored
    yield f"{'records':<20}{of.records:>12,}" + (f"  ({unknown:,} without truth)" * bool(unknown))
    yield f"{'entities':<20}{of.entities:>12,}  (in truth {of.true_entities:,})"
    yield f"{'largest entity':<20}{of.largest_cluster:>12,}"
    dropped = f"  ({many(done.dropped, 'block')} too large to compare)" * bool(done.dropped)
    yield f"{'candidate pairs':<20}{of.candidates:>12,}{dropped}"
    yield f"{'blocking recall':<20}{of.blocking_recall:>12.4f}"
    yield ""
    yield f"{'':<20}{'precision':>12}{'recall':>10}{'F1':>10}{'pairs':>16}{'true':>16}"
    yield _row("closure", of.closure)
    yield _row("B³", of.b_cubed)
    yield _row("exact entities", of.cluster)
    yield _row("pairs as scored", of.edges)
    for name, one in of.strata.items():
        if not one.predicted_pairs + one.true_pairs:
            yield f"{name:<20}{'no such pair':>32}"
            continue
        measure = Measure(one.precision, one.recall, one.f1)
        yield _row(name, measure) + f"{one.predicted_pairs:>16,}{one.true_pairs:>16,}"
    yield ""
    yield f"{'probability':<20}{'pairs':>16}{'predicted':>11}{'observed':>10}"
    for bin_ in of.calibration:
        bounds = f"{bin_.low:g} to {bin_.high:g}"
        yield f"{bounds:<20}{bin_.pairs:>16,}{bin_.predicted:>11.4f}{bin_.observed:>10.4f}"
    yield ""
    for stage, seconds in done.seconds.items():
        yield f"{stage:<20}{seconds:>12.2f} s"
    yield f"{'records a minute':<20}{done.records_per_minute:>12,.0f}"
    for warning in done.warnings:
        yield f"warning: {warning}"


def _row(name: str, of: Measure) -> str:
    return f"{name:<20}{of.precision:>12.4f}{of.recall:>10.4f}{of.f1:>10.4f}"
