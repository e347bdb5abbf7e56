"""Resolve any file of persons whose truth is known, without a graph, and score what comes out.

    people.csv + mapping.toml ─► columns ─► resolution ─► entities ─► scores against the truth

The mapping has one table, ``[columns]``: a field of ``CANONICAL`` = "column of the file". The
truth column is read to score and is never evidence; the same defaults run on every file.
"""

from __future__ import annotations

import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from loaders.files import open_file
from loaders.forms import Form, meant
from loaders.messages import clipped, listed, quoted
from loaders.reading import read_csv
from loaders.source import Extract
from loaders.workbooks import read_parquet
from workbench.errors import InputError
from workbench.progress import BYTES, Progress, Report, quiet
from workbench.resolution.batch import compare, resolve, train
from workbench.resolution.evaluation import Evaluation, Scored, evaluate
from workbench.resolution.measures import UNKNOWN, Stratum, either
from workbench.resolution.measures import joint as of_both
from workbench.resolution.reading import CANONICAL, NAMES, read_columns
from workbench.resolution.table import Ints, Table

UNSTATED = frozenset(("", "NaN", "None", "<NA>"))
"""Texts that say nothing, as files written by programs have them; a person may be called Nan."""
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """The columns of a file by canonical name, and the truth of each record as a number."""

    columns: Mapping[str, Sequence[str | None]]
    truth: Ints
    warnings: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.truth)


@dataclass(frozen=True, slots=True, eq=False)
class Evaluated:
    """What a file came to, how long it took and what there is to know about it."""

    scores: Evaluation
    seconds: Mapping[str, float]
    """By stage, from columns of text to entities, and their ``total``."""
    records_per_minute: float
    dropped: int
    """Blocks of candidates that were too large to compare."""
    warnings: tuple[str, ...]


def evaluate_file(path: Path, mapping: Path, truth: str, progress: Progress = quiet) -> Evaluated:
    """Resolve the persons of a CSV or Parquet file and score them.

    Args:
        mapping: the TOML file that says which column states what.
        truth: the column that names the true entity of each record.

    Raises:
        InputError: one of them cannot be used; the message says why.
    """
    columns = read_mapping(mapping)
    with progress(f"reading {path.name}", BYTES) as report:
        labelled = read_labelled(path, columns, truth, report)
    seconds: dict[str, float] = {}
    with progress(f"resolving {path.name}", "stages"), _clocked(seconds, "total"):
        with _clocked(seconds, "normalise"):
            table = read_columns(labelled.columns, len(labelled))
        compared = compare(table)
        seconds |= compared.seconds
        with _clocked(seconds, "train"):
            model = train(compared)
        resolution = resolve(compared, model)
        seconds |= resolution.seconds
    pairs = resolution.candidates
    scored = Scored(
        resolution.statements.of_record,
        pairs.left,
        pairs.right,
        resolution.weights,
        resolution.alone,
    )
    scores = evaluate(resolution.labels, labelled.truth, scored, strata(table))
    total = seconds.pop("total")
    return Evaluated(
        scores,
        seconds | {"total": total},
        60 * len(labelled) / max(total, 1e-9),
        len(pairs.dropped),
        (*labelled.warnings, *resolution.warnings),
    )


def strata(table: Table) -> dict[str, Stratum]:
    """The kinds of pairs that are scored apart, those whose fields the table has.

    - same household: equal house number and street
    - Jr/Sr: a suffix in at least one record
    - no birth date: none in at least one record
    - cross-source: different sources, both stated
    """
    found = {}
    codes = {name: column.codes.astype(np.int64) for name, column in table.columns.items()}
    if "number" in codes and "street" in codes:
        stated = (codes["number"] >= 0) & (codes["street"] >= 0)
        home = np.where(stated, of_both(codes["number"], codes["street"]), UNKNOWN)
        found["same household"] = Stratum(home, equal=True)
    if "suffix" in codes:
        found["Jr/Sr"] = either(codes["suffix"] >= 0)
    if "birth" in codes:
        found["no birth date"] = either(codes["birth"] < 0)
    if "source" in codes:
        found["cross-source"] = Stratum(codes["source"], equal=False)
    return found


def read_mapping(path: Path) -> dict[str, str]:
    """Canonical name → column of the file.

    Raises:
        InputError: it cannot be read or does not keep the form; all its errors are named.
    """
    source = open_file(path)
    try:
        with source.open() as stream:
            document = tomllib.loads(stream.read().decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        raise source.refuse(f"it is not UTF-8 text ({error.reason})", "Save it as UTF-8") from None
    except RecursionError:
        raise InputError(f"{path}: it is nested too deep. It has one table, [columns]") from None
    except tomllib.TOMLDecodeError as error:
        raise source.refuse(f"this is not TOML: {error}", "Correct that place") from None
    form = Form(document, "", [])
    form.only("columns")
    inner = form.inner("columns")
    inner.only(*CANONICAL)
    columns = {name: inner.text(name) for name in CANONICAL if name in inner.table}
    if not form.problems and not set(NAMES) & set(columns):
        inner.problem("", f"a name is needed: map one of {', '.join(NAMES)}")
    named: dict[str, str] = {}
    for name, column in columns.items():
        if column and (other := named.setdefault(column, name)) != name:
            inner.problem(name, f"{quoted(column)} is {other} already; map a column once")
    if form.problems:
        raise InputError("\n".join(f"{path}: {problem}." for problem in form.problems))
    return columns


def read_labelled(path: Path, columns: Mapping[str, str], truth: str, report: Report) -> Labelled:
    """The mapped columns and the truth; every value is text as written, without blanks around it.

    Raises:
        InputError: the file cannot be read, lacks a column or has no row or no truth.
    """
    if name := next((name for name, column in columns.items() if column == truth), None):
        raise InputError(
            f"the truth column {quoted(truth)} is mapped to {name}: it would be its own evidence. "
            "Take it out of the mapping, or name another --truth."
        )
    extract = _extract(path, report)
    found = next((tuple(row.values) for row in extract.rows()), ())
    if not found:
        raise InputError(f"{path}: it has a header but no rows. Fetch or export it again.")
    for name, column in [*columns.items(), ("--truth", truth)]:
        if column not in found:
            raise InputError(
                f"{path}: there is no column {quoted(column)}, wanted for {name}"
                f"{meant(column, found)}; found {listed(found)}. Correct that name."
            )
    texts: dict[str, list[str | None]] = {name: [] for name in columns}
    shared: dict[str, str] = {}
    labels: dict[str, int] = {}
    truths, unsplit, first = [], 0, ""
    for row in extract.rows():
        if row.problem:
            unsplit, first = unsplit + 1, first or f"line {row.line}: {clipped(row.problem, 120)}"
            continue
        for name, column in columns.items():
            value = row.values[column].strip()
            texts[name].append(None if value in UNSTATED else shared.setdefault(value, value))
        true = row.values[truth].strip()
        truths.append(UNKNOWN if true in UNSTATED else labels.setdefault(true, len(labels)))
    warnings = [f"{unsplit:,} rows are left out, the first at {first}"] if unsplit else []
    if not labels:
        raise InputError(
            f"{path}: the truth column {quoted(truth)} holds no value in any usable row, so there "
            "is nothing to score. Name the column that says which records are one person."
        )
    if (keys := texts.get("record_id")) and (None in keys or len(set(keys)) < len(keys)):
        del texts["record_id"]
        warnings.append("record_id is missing or repeated in some rows: row numbers are used")
    return Labelled(texts, np.array(truths, dtype=np.int64), tuple(warnings))


def _extract(path: Path, report: Report) -> Extract:
    with open_file(path, report).open() as stream:
        start = stream.read(4)
        header = (start + stream.readline()).decode("utf-8", "replace")
    if start == b"PAR1" or path.suffix.lower() in (".parquet", ".pq"):
        return read_parquet(path, report=report)
    delimiter = next((one for one in _DELIMITERS if one in header), ",")
    return read_csv(path, delimiter=delimiter, report=report)


@contextmanager
def _clocked(seconds: dict[str, float], stage: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    seconds[stage] = time.perf_counter() - began
