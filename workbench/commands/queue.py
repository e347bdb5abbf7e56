"""The command that lists what waits for a reviewer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click
import msgspec

from workbench import settings as configuration
from workbench.commands.graph import current_graph
from workbench.graph import judged
from workbench.resolution.scored import UNITS

SHOWN = 50


@click.command()
@click.option("--all", "everything", is_flag=True, help=f"All of them, not the first {SHOWN}.")
@click.option("--json", "as_json", is_flag=True, help="One JSON list of all; 1/1000 bit.")
def queue(everything: bool, as_json: bool) -> None:
    """List the pairs of records that wait for a reviewer, fingerprint conflicts first."""
    with current_graph(configuration.from_environment()) as graph:
        waiting = [score for score in judged.scores(graph) if score.reasons]
        waiting.sort(key=lambda s: ("fingerprint" not in s.reasons, -s.weight, s.left, s.right))
        shown = waiting if everything else waiting[:SHOWN]
        told = () if as_json else shown
        keys = sorted({key for score in told for key in (score.left, score.right)})
        rows = {row["key"]: row for row in judged.records(graph, keys, ())}
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(waiting)).decode())
        return
    if not waiting:
        click.echo("No pair waits for a reviewer.")
        return
    click.echo(
        "uncertain: a little speaks against one, or too little is said; apart: it looks like one, "
        "and other records or decisions hold it apart; fingerprint: one entity with two numbers "
        "of one register. Why in full: workbench explain KEY KEY\n"
    )
    for score in shown:
        kind = rows[score.left]["kind"] if score.left in rows else ""
        click.echo(f"{score.weight / UNITS:+7.1f} bits  {kind}, {', '.join(score.reasons)}")
        for key in (score.left, score.right):
            said = in_brief(rows[key]["fields"]) if key in rows else ""
            click.echo(f"    {key:<45} {said}".rstrip())
    if len(shown) < len(waiting):
        click.echo(
            f"{len(shown)} of {len(waiting):,}, fingerprint conflicts and greatest weights first; "
            "all of them: --all"
        )


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
