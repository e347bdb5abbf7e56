"""Intelligence is refused without its basis, expires after five years, and then goes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from loaders.table import load_specification
from tests.commands import workbench
from tests.integration.leftovers import leftovers
from tests.unit.loaders.fixture_files import FIXTURES
from workbench.errors import InputError
from workbench.graph.client import Graph
from workbench.pipeline import retention
from workbench.pipeline.load import load
from workbench.pipeline.policy import Policy
from workbench.pipeline.resolve import resolve
from workbench.pipeline.secret import Keyed
from workbench.pipeline.tombstones import tombstones
from workbench.records.intelligence import expires_at, local_day
from workbench.settings import Settings

pytestmark = pytest.mark.integration

SOURCE = load_specification(FIXTURES / "intelligence_submissions.toml")
COLUMNS = (
    *("SUBMISSION", "NAME", "DOB", "PREDICATE", "SUSPICION", "AGENCY", "OFFICIAL"),
    *("SOURCE", "CONTENT", "ENTERED", "NCI"),
)
WHOLE = {
    "SUBMISSION": "I-7001",
    "NAME": "ZEPHYRINE, QUILLON",
    "DOB": "1990-04-17",
    "PREDICATE": "35A",
    "SUSPICION": "seen to sell on three days",
    "AGENCY": "PGPD",
    "OFFICIAL": "Sgt. Example",
    "SOURCE": "B",
    "CONTENT": "2",
    "ENTERED": "2024-03-18",
    "NCI": "",
}
KEY = "PGPD|INTEL|I-7001|"
NEEDLES = ["I-7001", "ZEPHYRINE", "QUILLON"]
END = datetime(2029, 3, 18, 4, tzinfo=UTC)
"""Midnight in Washington, five calendar years after entry."""
SECRET = Keyed(b"0" * 32)
POLICY = Policy(90, {"FCPD": 21})
APPLY: dict[str, Any] = {"by": "clerk", "keyed": SECRET, "scrubbers": ()}


def write(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "submissions.csv"
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(WHOLE | row for row in rows)
    return path


@pytest.fixture
def held(empty_graph: Graph, tmp_path: Path) -> Graph:
    load(empty_graph, SOURCE, [write(tmp_path, {})])
    resolve(empty_graph)
    return empty_graph


@pytest.mark.parametrize(
    ("column", "lacking"),
    [
        ("PREDICATE", "criminal predicate code"),
        ("SUSPICION", "reasonable-suspicion narrative"),
        ("AGENCY", "submitting agency"),
        ("OFFICIAL", "control official"),
        ("SOURCE", "source reliability"),
        ("CONTENT", "content validity"),
    ],
)
def test_intelligence_without_any_part_of_its_basis_is_refused_and_nothing_written(
    empty_graph: Graph, tmp_path: Path, column: str, lacking: str
) -> None:
    done = load(empty_graph, SOURCE, [write(tmp_path, {column: ""})])

    assert done.figures.rejected == 1
    assert empty_graph.read("MATCH (r:Record) RETURN r") == []
    [reject] = empty_graph.read("MATCH (x:Reject) RETURN x.reason AS reason")
    assert lacking in reject["reason"]


def test_intelligence_carries_its_handling_basis_and_clock(held: Graph) -> None:
    [row] = held.read(
        "MATCH (r:Record {key: $key}) RETURN r.audience AS audience, r.expires_at AS ends, "
        "r.basis_reliability AS reliability, r.basis_validity AS validity, "
        "r.basis_identifying_only AS only",
        key=KEY,
    )

    assert row.pop("ends").to_native() == END
    assert row == {
        "audience": "PGPD/intelligence/intelligence",
        "reliability": "usually reliable",
        "validity": "probable",
        "only": False,
    }


@pytest.mark.parametrize(("days", "there"), [(-1, True), (0, False), (1, False)])
def test_it_is_kept_to_the_day_before_five_years_and_gone_on_the_day(
    held: Graph, days: int, there: bool
) -> None:
    now = END + timedelta(days=days)

    retention.apply(held, POLICY, now=now, **APPLY)

    assert bool(leftovers(held, NEEDLES)) is there
    assert [one.reason_code for one in tombstones(held)] == ["intelligence-expired"] * (not there)


def test_from_the_moment_it_expires_its_entity_is_withheld(held: Graph) -> None:
    assert retention.withhold_expired(held, END - timedelta(seconds=1)) == 0
    assert retention.withhold_expired(held, END) == 1
    [row] = held.read(
        "MATCH (r:Record {key: $key}) WHERE r.expires_at IS NULL OR r.expires_at > $now "
        "RETURN count(r) AS seen",
        key=KEY,
        now=END,
    )
    assert row["seen"] == 0


def test_a_validation_in_time_restarts_the_clock_and_a_late_one_is_refused(held: Graph) -> None:
    # Act
    at = END - timedelta(days=1)
    ends = retention.validate(held, [KEY], by="chief", reason="still active", now=at)

    # Assert
    assert ends == {KEY: datetime(2034, 3, 17, 4, tzinfo=UTC)}
    retention.apply(held, POLICY, now=END + timedelta(days=1), **APPLY)
    assert leftovers(held, NEEDLES)
    [row] = held.read(
        "MATCH (v:Validation)-[:OF]->(:Record {key: $key}) RETURN v.by AS by, v.reason AS reason",
        key=KEY,
    )
    assert row == {"by": "chief", "reason": "still active"}
    with pytest.raises(InputError, match="validated too late"):
        retention.validate(held, [KEY], by="chief", reason="late", now=ends[KEY])


def test_a_revision_neither_restarts_the_clock_nor_loses_a_validation(
    held: Graph, tmp_path: Path
) -> None:
    def ends() -> datetime:
        [row] = held.read("MATCH (r:Record {key: $key}) RETURN r.expires_at AS e", key=KEY)
        return row["e"].to_native()  # type: ignore[no-any-return]

    today = datetime.now(UTC)
    revised = {"ENTERED": local_day(today).isoformat(), "SUSPICION": "seen again"}

    load(held, SOURCE, [write(tmp_path, revised)])
    after_revision = ends()
    retention.validate(held, [KEY], by="chief", reason="still active", now=today)
    load(held, SOURCE, [write(tmp_path, revised | {"SUSPICION": "and again"})])

    assert after_revision == END
    assert ends() == expires_at(local_day(today), today)


def test_what_expired_before_it_came_is_refused_and_its_values_are_not_kept(
    empty_graph: Graph, tmp_path: Path
) -> None:
    done = load(empty_graph, SOURCE, [write(tmp_path, {"ENTERED": "2015-01-02"})])

    assert done.figures.rejected == 1
    assert leftovers(empty_graph, NEEDLES) == []


def test_an_entry_date_that_is_yet_to_come_is_refused(empty_graph: Graph, tmp_path: Path) -> None:
    done = load(empty_graph, SOURCE, [write(tmp_path, {"ENTERED": "2999-01-02"})])

    assert done.figures.rejected == 1
    [reject] = empty_graph.read("MATCH (x:Reject) RETURN x.reason AS reason")
    assert "yet to come" in reject["reason"]


def test_validations_due_within_ninety_days_are_listed(held: Graph) -> None:
    soon = retention.due(held, POLICY, END - timedelta(days=90))
    later = retention.due(held, POLICY, END - timedelta(days=91))

    assert [one.key for one in soon.validations] == [KEY]
    assert later.validations == ()
    assert soon.expired == ()


def read_rows(made: Sequence[tuple[str, str, datetime]]) -> str:
    """A file of reads by agency, reader and time, with plates QX0Z7, QX1Z7 …"""
    lines = [
        "plate,state,read_at,latitude,longitude,reader,location,confidence,agency,read_id,image"
    ]
    lines += [
        f"QX{n}Z7,VA,{moment.isoformat()},38.9,-77.0,{reader},,0.9,{agency},{n},"
        for n, (agency, reader, moment) in enumerate(made)
    ]
    return "\n".join(lines) + "\n"


def test_plate_reads_go_when_their_agency_keeps_them_no_longer(
    empty_graph: Graph, tmp_path: Path
) -> None:
    # Arrange
    from loaders.plate_reads import SOURCE as READS

    graph, now = empty_graph, datetime(2026, 1, 1, tzinfo=UTC)
    path = tmp_path / "reads.csv"
    days = [
        ("FCPD", "A", 22),
        ("FCPD", "A", 20),
        ("MPD", "B", 91),
        ("MPD", "B", 92),
        ("MPD", "C", 22),
    ]
    path.write_text(read_rows([(a, r, now - timedelta(days=n)) for a, r, n in days]))
    load(graph, READS, [path])
    resolve(graph)

    # Act
    found = retention.due(graph, POLICY, now)
    retention.apply(graph, POLICY, now=now, **APPLY)

    # Assert
    # a read of FCPD, whose place is still read at; two of MPD with the place that only they state
    assert found.counts == (("FCPD", "plate-read", 1), ("MPD", "plate-read", 3))
    assert leftovers(graph, ["QX0Z7", "QX2Z7", "QX3Z7"]) == []
    assert leftovers(graph, ["QX1Z7"])
    assert leftovers(graph, ["QX4Z7"])
    places = graph.read("MATCH (r:LocationRecord) RETURN r.key AS key ORDER BY key")
    assert [row["key"].split(":place")[0] for row in places] == ["FCPD|ALPR|A|", "MPD|ALPR|C|"]
    assert tombstones(graph) == []
    assert retention.due(graph, POLICY, now).reads == 0
    assert graph.read("MATCH (n) WHERE n:Stale OR n:Waiting RETURN n") == []


def test_the_commands_show_apply_and_validate(
    empty_graph: Graph, settings: Settings, tmp_path: Path
) -> None:
    # Arrange
    today = local_day(datetime.now(UTC))
    dates = [today.replace(year=today.year - 5) + timedelta(days=n) for n in (1, 30, 400)]
    rows = [{"SUBMISSION": f"I-{n}", "ENTERED": d.isoformat()} for n, d in enumerate(dates)]
    load(empty_graph, SOURCE, [write(tmp_path, *rows)])
    empty_graph.command(
        "MATCH (r:Record {key: 'PGPD|INTEL|I-0|'}) SET r.expires_at = datetime() - duration('P1D')"
    )

    # Act
    dry = workbench(settings, "retention", "run", "--dry-run")
    still = empty_graph.read("MATCH (r:Record) RETURN count(r) AS n")[0]["n"]
    late = workbench(settings, "retention", "validate", "PGPD|INTEL|I-0|", "--reason", "x")
    done = workbench(settings, "retention", "run")
    kept = workbench(settings, "retention", "validate", "PGPD|INTEL|I-1|", "--reason", "active")
    (settings.home / "retention.toml").write_text("[plate-reads]\ndays = 0\n")
    wrong = workbench(settings, "retention", "run")
    (settings.home / "retention.toml").unlink()

    # Assert
    assert still == 3
    assert "PGPD        intelligence" in dry.stdout
    assert "PGPD|INTEL|I-1|  expires" in dry.stdout
    assert late.returncode == 2
    assert "1 record removed" in done.stdout
    assert "is kept until" in kept.stdout
    assert wrong.returncode == 2
    assert "retention.toml" in wrong.stderr
    keys = empty_graph.read("MATCH (r:Record) RETURN r.key AS key ORDER BY key")
    assert [row["key"] for row in keys] == ["PGPD|INTEL|I-1|", "PGPD|INTEL|I-2|"]
