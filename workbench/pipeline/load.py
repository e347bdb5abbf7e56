"""Loading a source's files: read → map → records → graph, with every row accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType

from loaders.files import open_file
from loaders.source import Extract, Row, RowError, Source
from workbench.errors import InputError
from workbench.graph import loads
from workbench.graph.client import Graph
from workbench.graph.deciding import (
    REJECT_COLUMN,
    Answered,
    Figures,
    Place,
    RowOutcome,
    Stated,
    reject_id,
    state,
)
from workbench.graph.schema import indexed
from workbench.pipeline.checking import answers, check, input_digest
from workbench.pipeline.secret import Keyed
from workbench.pipeline.tombstones import NOTHING_EXPUNGED, Expunged, expunged
from workbench.progress import Progress, Report, quiet
from workbench.records.agencies import SHARING_AGENCIES, Agency, AgencyRole
from workbench.records.intelligence import marked, refusal
from workbench.records.model import Record, RecordKey
from workbench.records.properties import end_id

BATCH_ROWS = 1_000
BATCH_CHARACTERS = 4_000_000
"""A batch ends with the row that goes over it: a transaction must fit into the server's memory."""
LONGEST_INDEXED = 2_000
"""Characters that an indexed value may have; the database refuses the batch over about 8 kB."""

EXPUNGED = (
    "a record that this row states was expunged: it is not loaded again, and the row's values are "
    "not kept; have the source leave it out"
)
UNREADABLE_AND_EXPUNGED = (
    "this row cannot be read, and has the number of a record that was expunged: its values are not "
    "kept; have the source correct it or leave it out"
)
NO_STAND_INS: Mapping[str, Sequence[Mapping[str, str]]] = MappingProxyType({})
NO_ANSWERS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """What one ``load`` did."""

    number: int
    source: str
    figures: Figures
    withdrawn: int
    resumed: bool
    """It went on with a load that had been interrupted."""
    repeated: bool
    """The same input as the source's latest load: nothing was done."""


def load(
    graph: Graph,
    source: Source,
    paths: Sequence[Path],
    *,
    complete: bool = False,
    corrections: bool = False,
    keyed: Keyed | None = None,
    progress: Progress = quiet,
) -> LoadSummary:
    """Load files of one source.

    Every file is checked from end to end before anything is written. An interrupted load of the
    same files goes on where it stood, as the same load.

    Args:
        complete: the files are all that the source has; records they lack are withdrawn.
        corrections: the files are exported rejects, corrected, as CSV whatever the source's format.
        keyed: tells the records that were expunged, and may not come again.
        progress: shows the check of each file, the rows and the withdrawal.

    Raises:
        InputError: a file cannot be used; nothing was changed.
        WorkbenchError: records were expunged here, and ``keyed`` cannot tell them.
    """
    if not paths:
        raise InputError(f"name at least one file to load as {source.name}")
    if complete and corrections:
        raise InputError("corrected rejects are never a complete extract: leave out --complete")
    gone = expunged(graph, keyed)
    files = [open_file(path) for path in paths]
    digest = input_digest(source, files, complete=complete, corrections=corrections)
    before = loads.latest(graph, source.name)
    if before and before.state == "complete" and before.input == digest:
        loads.repeat(graph, before.number)
        rows = before.figures.rows
        figures = Figures(rows, 0, rows - before.figures.rejected, before.figures.rejected)
        return LoadSummary(before.number, source.name, figures, 0, resumed=False, repeated=True)

    extracts = check(source, files, corrections=corrections, progress=progress)
    refused_in = answers(graph, source, extracts) if corrections else NO_ANSWERS
    if complete and not any(extract.total for extract in extracts):
        raise InputError(
            f"{', '.join(file.name for file in files)}: it holds no row, so as a complete extract "
            f"it would withdraw all that {source.name} has stated. Check the file."
        )
    resumed = before is not None and before.running and before.input == digest
    if before and resumed:
        number, place, figures = before.number, before.place, before.figures
    else:
        if before and before.running:
            loads.abandon(graph, before.number)
        loads.register(graph, (*SHARING_AGENCIES, *source.agencies))
        number = loads.begin(
            graph,
            source=source.name,
            title=source.title,
            version=source.version,
            input_digest=digest,
            files=[file.name for file in files],
            complete=complete,
            corrections=corrections,
        )
        place, figures = Place(), Figures()
    corrected = NO_STAND_INS if corrections else loads.corrections(graph, source.name)

    def outcomes(rows: Iterator[Row]) -> Iterator[RowOutcome]:
        return map_rows(source, rows, corrected, refused_in, gone)

    with progress(f"loading {source.name}", "rows") as report:
        figures = _write_rows(graph, source, extracts, outcomes, number, place, figures, report)
    withdrawn = 0
    # An extract of which no row can be used says nothing of what the source still has.
    if complete and figures.rejected < figures.rows:
        with progress(f"withdrawing what {source.name} lacks", "records") as report:
            withdrawn = loads.withdraw_missing(graph, number, source.name, report)
    loads.finish(graph, number)
    return LoadSummary(number, source.name, figures, withdrawn, resumed=resumed, repeated=False)


def map_rows(
    source: Source,
    rows: Iterator[Row],
    corrected: Mapping[str, Sequence[Mapping[str, str]]] = NO_STAND_INS,
    refused_in: Mapping[str, int] = NO_ANSWERS,
    gone: Expunged = NOTHING_EXPUNGED,
) -> Iterator[RowOutcome]:
    """Map input rows one by one; a row that cannot be mapped carries its reason instead.

    Args:
        corrected: values that stand in for a row which was refused before, by ``reject_id``.
        refused_in: where each row names the refused row that it corrects, the loads in which
            these were refused, by their ids.
        gone: records that were expunged. A row that states one is refused and not kept; a link to
            one is left out.
    """
    agencies = [agency.code for agency in source.agencies]
    for row in rows:
        id_ = row.values.get(REJECT_COLUMN, "")
        answered = Answered(id_, refused_in[id_]) if id_ in refused_in else None
        broken = bool(row.problem)
        stand_ins = (
            corrected.get(reject_id(source.name, row.values, broken=broken), ())
            if corrected
            else ()
        )
        withheld = False
        try:
            stated = tuple(_stated(source, row, stand_ins))
            reason = next(filter(None, map(_too_long, stated)), "")
            if withheld := any(gone.holds(one.key) for one in stated):
                reason = EXPUNGED
        except RowError as error:
            stated, reason = (), str(error)
        if reason and not withheld and gone.numbered(agencies, row.values):
            withheld, reason = True, UNREADABLE_AND_EXPUNGED
        stated = () if reason else tuple(_without_links(one, gone) for one in stated)
        yield RowOutcome(
            row.file,
            row.line,
            row.values,
            stated,
            reason,
            answered,
            broken=broken,
            withheld=withheld,
        )


def _stated(source: Source, row: Row, stand_ins: Sequence[Mapping[str, str]]) -> Iterator[Stated]:
    for record in map(marked, _records(source, row, stand_ins)):
        if reason := refusal(record):
            raise RowError(reason)
        yield state(record)


def _without_links(stated: Stated, gone: Expunged) -> Stated:
    """What is written of a record: no link to one that was expunged, whose number it would keep."""
    links = tuple(
        link
        for link in stated.links
        if not (isinstance(link.to, RecordKey) and gone.holds(str(link.to)))
    )
    return stated if len(links) == len(stated.links) else replace(stated, links=links)


def _records(source: Source, row: Row, stand_ins: Sequence[Mapping[str, str]]) -> Iterable[Record]:
    if stand_ins:
        corrected = [replace(row, values=values, problem="") for values in stand_ins]
        return chain.from_iterable(map(source.map, corrected))
    if row.problem:
        raise RowError(row.problem)
    return source.map(row)


def _too_long(stated: Stated) -> str:
    """Why the database would refuse the record; empty where it takes it."""
    for name in indexed():
        value = stated.flat.get(name)
        if isinstance(value, str) and len(value) > LONGEST_INDEXED:
            return _longer(name, value)
    for link in stated.links:
        end = end_id(link.to)
        if len(end) > LONGEST_INDEXED:
            return _longer(f"the end of {link.type}", end)
    return ""


def _longer(what: str, value: str) -> str:
    return (
        f"{what} has {len(value):,} characters, more than the {LONGEST_INDEXED:,} that can be "
        "searched for: check that the columns are the right ones"
    )


def _write_rows(
    graph: Graph,
    source: Source,
    extracts: Sequence[Extract],
    outcomes: Callable[[Iterator[Row]], Iterator[RowOutcome]],
    number: int,
    start: Place,
    figures: Figures,
    report: Report,
) -> Figures:
    """Write batches in order, mapping the next one while the server takes the last."""
    total = sum(extract.total for extract in extracts)
    report(figures.rows, total)
    registered = {agency.code for agency in (*SHARING_AGENCIES, *source.agencies)}
    with ThreadPoolExecutor(1, thread_name_prefix="writer") as writer:
        pending: Future[Figures] | None = None
        for place, batch in _batches(extracts, outcomes, start):
            if pending:
                figures = pending.result()
                report(figures.rows, total)
            unknown = {s.flat["agency"] for row in batch for s in row.stated} - registered
            if unknown:
                codes = sorted(map(str, unknown))
                loads.register(graph, (Agency(c, c, AgencyRole.CONTRIBUTOR) for c in codes))
                registered.update(codes)
            pending = writer.submit(
                loads.advance, graph, number, source.name, place, figures, batch
            )
        if pending:
            figures = pending.result()
    report(figures.rows, total)
    return figures


def _batches(
    extracts: Sequence[Extract],
    outcomes: Callable[[Iterator[Row]], Iterator[RowOutcome]],
    start: Place,
) -> Iterator[tuple[Place, list[RowOutcome]]]:
    for file in range(start.file, len(extracts)):
        row = start.row if file == start.file else 0
        mapped = outcomes(islice(extracts[file].rows(), row, None))
        while batch := list(_batch(mapped)):
            yield Place(file, row), batch
            row += len(batch)


def _batch(mapped: Iterator[RowOutcome]) -> Iterator[RowOutcome]:
    """The next rows, as many as one transaction takes."""
    characters = 0
    for row in islice(mapped, BATCH_ROWS):
        yield row
        characters += sum(map(len, row.values.values()))
        if characters > BATCH_CHARACTERS:
            return
