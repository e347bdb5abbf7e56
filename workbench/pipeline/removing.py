"""Taking records out of the graph whole: every trace of a batch goes in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from workbench.graph.client import Graph, Row, Transaction, execute
from workbench.graph.statements import statement
from workbench.pipeline.retold import without
from workbench.pipeline.ties import tied, traces
from workbench.pipeline.tombstones import State
from workbench.pipeline.unlearned import unlearned
from workbench.resolution.decisions import Decision, from_text, to_text


def remove(
    graph: Graph, keys: Sequence[str], seeds: Sequence[str] = (), *, traced: bool = True
) -> None:
    """Remove records with all that was written of them; their entities wait to be derived anew.

    Args:
        seeds: of the tombstones that say so.
        traced: also look through refused rows, decisions and models.
    """
    rejects: list[str] = []
    models: list[Row] = []
    if traced and keys:
        said = graph.run("expunge_said", keys=list(keys))
        rejects = tied(graph.run("expunge_rejects"), traces(said))
        models = unlearned(graph, keys, said)

    def work(transaction: Transaction) -> None:
        if rejects:
            execute(transaction, statement("load_forget"), ids=rejects)
        if models:
            execute(transaction, statement("expunge_model"), rows=models)
        if traced:
            _retell(transaction, keys)
            execute(transaction, statement("expunge_mentions"), keys=list(keys))
        execute(transaction, statement("expunge_ends"), keys=list(keys))
        execute(transaction, statement("expunge_remove"), keys=list(keys))
        if seeds:
            state = State.REMOVED.value
            execute(transaction, statement("expunge_state"), seeds=list(seeds), state=state)

    graph.write(work)


def _retell(transaction: Transaction, keys: Collection[str]) -> None:
    """Rewrite the decisions that name the records."""
    rows = execute(transaction, statement("expunge_decisions"), keys=list(keys))
    if not rows:
        return
    gone = frozenset(keys)
    told = [without(from_text(row["document"]), gone) for row in rows]
    execute(transaction, statement("expunge_decision"), rows=[_row(one) for one in told])


def _row(decision: Decision) -> dict[str, object]:
    return {
        "id": decision.id,
        "reason": decision.reason,
        "document": to_text(decision),
        "left": list(decision.left),
        "right": list(decision.right),
    }
