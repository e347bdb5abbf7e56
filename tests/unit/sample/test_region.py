"""The region on disk: same bytes for a seed, whole or absent, and what a loader makes of it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from tests.unit.sample.conftest import PEOPLE, Loaded
from workbench.errors import InputError
from workbench.records.agencies import SHARING_AGENCIES, AgencyRole
from workbench.records.model import RecordKey
from workbench.records.vocabulary import Category, Handling, IncidentStatus, Kind, LinkType
from workbench.sample.region import Region, generate, read_region


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def run(code: str, target: Path, hash_seed: str = "0") -> int:
    """Run ``code`` in a process of its own, with ``target`` as its argument."""
    environment = os.environ | {"PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", code, str(target)]
    return subprocess.run(command, env=environment, check=False).returncode


class TestBytes:
    def test_same_people_and_seed_give_the_same_bytes(self, region: Region, tmp_path: Path) -> None:
        again = generate(tmp_path / "again", people=PEOPLE, seed=1)

        assert contents(again.folder) == contents(region.folder)

    def test_the_order_of_sets_plays_no_part(self, tmp_path: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from workbench.sample.region import generate; "
            "generate(Path(sys.argv[1]), people=200)"
        )

        assert run(code, tmp_path / "one", hash_seed="1") == 0
        assert run(code, tmp_path / "two", hash_seed="2") == 0

        assert contents(tmp_path / "one") == contents(tmp_path / "two")

    def test_another_seed_gives_another_population(self, region: Region, tmp_path: Path) -> None:
        other = generate(tmp_path / "other", people=PEOPLE, seed=2)

        same = {file.sha256 for file in other.files} & {file.sha256 for file in region.files}
        assert not same

    def test_workbooks_carry_no_time_of_writing(self, region: Region) -> None:
        books = [file.path for file in region.files if file.path.suffix == ".xlsx"]

        assert books
        for book in books:
            with zipfile.ZipFile(book) as archive:
                assert {info.date_time for info in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
                assert archive.read("docProps/core.xml").count(b">2026-01-01T00:00:00Z<") == 2

    def test_manifest_sums_are_those_of_the_files(self, region: Region) -> None:
        for file in region.files:
            assert sha256(file.path.read_bytes()).hexdigest() == file.sha256

    def test_progress_ends_at_the_number_of_files(self, tmp_path: Path) -> None:
        seen: list[tuple[int, int]] = []

        generate(tmp_path / "r", people=200, report=lambda n, total: seen.append((n, total)))

        assert seen == [(n + 1, len(seen)) for n in range(len(seen))]


class TestFolder:
    def test_too_few_people_are_refused(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="at least 200 people; 199"):
            generate(tmp_path / "r", people=199)

        assert not list(tmp_path.iterdir())

    def test_a_folder_of_something_else_is_refused_and_kept(self, tmp_path: Path) -> None:
        (tmp_path / "thesis.txt").write_text("years of work", encoding="utf-8")

        with pytest.raises(InputError, match="holds no sample region; nothing was changed"):
            generate(tmp_path, people=200)

        assert contents(tmp_path) == {"thesis.txt": b"years of work"}

    def test_a_file_is_refused(self, tmp_path: Path) -> None:
        target = tmp_path / "r"
        target.write_text("", encoding="utf-8")

        with pytest.raises(InputError, match="this is a file"):
            generate(target, people=200)

    def test_an_empty_folder_is_filled(self, tmp_path: Path) -> None:
        target = tmp_path / "r"
        target.mkdir()

        assert generate(target, people=200) == read_region(target)

    def test_an_older_region_is_replaced_whole(self, tmp_path: Path) -> None:
        target = tmp_path / "r"
        generate(target, people=200, seed=1)
        (target / "left-over.csv").write_text("", encoding="utf-8")

        made = generate(target, people=200, seed=2)

        assert made.seed == 2
        assert not (target / "left-over.csv").exists()
        assert [path.name for path in tmp_path.iterdir()] == ["r"]

    def test_a_run_that_breaks_off_leaves_the_older_region(self, tmp_path: Path) -> None:
        target = tmp_path / "r"
        generate(target, people=200, seed=1)
        before = contents(target)

        def stop(done: int, total: int) -> None:
            if done == 5:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            generate(target, people=200, seed=2, report=stop)

        assert contents(target) == before

    def test_the_half_written_folder_of_a_killed_run_goes(self, tmp_path: Path) -> None:
        (tmp_path / ".r.sample-partial" / "truth").mkdir(parents=True)

        generate(tmp_path / "r", people=200)

        assert [path.name for path in tmp_path.iterdir()] == ["r"]

    def test_a_killed_run_leaves_no_region_and_the_next_one_is_whole(self, tmp_path: Path) -> None:
        target = tmp_path / "r"
        code = (
            "import os, signal, sys; from pathlib import Path; "
            "from workbench.sample.region import generate; "
            "generate(Path(sys.argv[1]), people=200, "
            "report=lambda done, total: done == 5 and os.kill(os.getpid(), signal.SIGKILL))"
        )

        assert run(code, target) == -signal.SIGKILL
        assert not target.exists()

        generate(target, people=200)
        assert [path.name for path in tmp_path.iterdir()] == ["r"]

    def test_a_run_killed_between_the_two_moves_loses_nothing(self, tmp_path: Path) -> None:
        target = tmp_path / "r"
        generate(target, people=200, seed=1)
        before = contents(target)
        shutil.move(target, tmp_path / ".r.sample-former")

        def stop(done: int, total: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            generate(target, people=200, seed=2, report=stop)

        assert contents(target) == before

    def test_a_folder_without_manifest_is_no_region(self, tmp_path: Path) -> None:
        with pytest.raises(InputError, match="holds no sample region"):
            read_region(tmp_path)


class TestLoading:
    def test_exactly_the_stated_rows_are_rejected(self, region: Region, loaded: Loaded) -> None:
        assert {s: len(reasons) for s, reasons in loaded.rejects.items()} == {
            file.source: file.rejects for file in region.files
        }

    def test_rejects_lack_their_number_or_have_an_impossible_date(self, loaded: Loaded) -> None:
        for source, reasons in loaded.rejects.items():
            if source != "plate-reads":
                number, date = reasons
                assert "is empty, and without it" in number
                assert "30" in date
                assert "2025" in date

    def test_no_two_rows_state_one_record_differently(self, loaded: Loaded) -> None:
        assert loaded.contradictions == []

    def test_truth_names_exactly_the_records_of_each_kind(
        self, loaded: Loaded, truth: dict[str, dict[str, str]]
    ) -> None:
        for kind in (
            Kind.PERSON,
            Kind.VEHICLE,
            Kind.LOCATION,
            Kind.INCIDENT,
            Kind.ITEM,
            Kind.PLATE_READ,
        ):
            keys = {key for key, record in loaded.records.items() if record.kind is kind}
            assert truth[kind.value].keys() == keys

    def test_the_files_speak_of_about_the_people_asked_for(
        self, truth: dict[str, dict[str, str]]
    ) -> None:
        assert 0.9 * PEOPLE < len(set(truth["person"].values())) < 1.25 * PEOPLE

    def test_every_link_ends_at_a_record_of_the_region(self, loaded: Loaded) -> None:
        ends = {
            str(link.to)
            for record in loaded.records.values()
            for link in record.links
            if isinstance(link.to, RecordKey)
        }

        assert ends <= loaded.records.keys()

    def test_every_police_agency_and_register_contributes(self, loaded: Loaded) -> None:
        police = {
            a.code for a in SHARING_AGENCIES if a.role in (AgencyRole.HOST, AgencyRole.PARTNER)
        }

        owners = {record.key.agency for record in loaded.records.values()}

        assert owners == police | {"DOC", "DCSC", "DMV", "DCHAPD", "USMS", "ATF"}

    def test_every_category_of_paper_but_intelligence_and_calls_occurs(
        self, loaded: Loaded
    ) -> None:
        found = {record.category for record in loaded.records.values()}

        assert found == set(Category) - {Category.INTELLIGENCE, Category.SERVICE_CALL}

    def test_handling_and_cancelled_numbers_occur(self, loaded: Loaded) -> None:
        handling = {member for record in loaded.records.values() for member in record.handling}
        statuses = {getattr(record, "status", None) for record in loaded.records.values()}

        assert handling == {Handling.JUVENILE, Handling.SEALED, Handling.PROTECTED}
        assert {IncidentStatus.UNFOUNDED, IncidentStatus.CANCELLED} <= statuses

    def test_victims_and_witnesses_are_protected_and_subjects_are_not(self, loaded: Loaded) -> None:
        for record in loaded.records.values():
            types = {link.type for link in record.links}
            if types & {LinkType.VICTIM_OF, LinkType.WITNESS_OF}:
                assert Handling.PROTECTED in record.handling
            if types & {LinkType.SUBJECT_OF, LinkType.ARRESTED_IN}:
                assert Handling.PROTECTED not in record.handling

    def test_events_of_partners_also_stand_under_mpd_numbers(
        self, loaded: Loaded, truth: dict[str, dict[str, str]]
    ) -> None:
        owners: dict[str, set[str]] = {}
        for key, event in truth["incident"].items():
            owners.setdefault(event, set()).add(key.split("|")[0])

        shared = [agencies for agencies in owners.values() if len(agencies) > 1]

        assert len(shared) >= 5
        assert all("MPD" in agencies and len(agencies) == 2 for agencies in shared)
