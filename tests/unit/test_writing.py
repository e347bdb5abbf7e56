"""A file is written whole, for its owner alone, and through links rather than in their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.commands.writing import write_whole
from workbench.errors import InputError


def test_a_file_replaces_the_one_before_and_is_its_owners(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("before")

    write_whole(path, b"after")

    assert path.read_bytes() == b"after"
    assert path.stat().st_mode & 0o077 == 0
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]


def test_a_link_stays_and_leads_to_what_was_written(tmp_path: Path) -> None:
    there, link = tmp_path / "there.csv", tmp_path / "link.csv"
    there.write_text("before")
    link.symlink_to(there)

    write_whole(link, b"after")

    assert link.is_symlink()
    assert there.read_bytes() == b"after"


@pytest.mark.parametrize("name", ["", "folder", "missing/out.csv"])
def test_what_cannot_be_written_says_so_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(InputError, match="cannot be written"):
        write_whole(tmp_path / name if name else Path(), b"after")

    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_a_file_that_someone_laid_beside_is_not_touched(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("kept")
    (tmp_path / ".out.csv.part").symlink_to(victim)

    write_whole(tmp_path / "out.csv", b"after")

    assert victim.read_text() == "kept"
