"""ZIP archives: read in place, never unpacked, within limits that a bomb cannot pass."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from loaders.files import CHUNK, Input, open_file
from loaders.messages import cause_of, clipped, listed, quoted
from loaders.reading import csv_extract
from loaders.source import Extract, Row
from workbench.progress import Report, silent

MOST_MEMBERS = 10_000
MOST_BYTES = 4 << 30
"""Bytes of all members together when unpacked."""
HIGHEST_RATIO = 250
"""Unpacked to packed; text rarely passes 50, a bomb reaches 1,000."""
_ENCRYPTED = 1
"""Bit of a member's flags, by the ZIP specification."""
_PACK_AGAIN = "Pack it again without a password, as plain ZIP"
RATIO_FROM = 1 << 20
"""Bytes; below this a high ratio is harmless and common."""


@dataclass(frozen=True, slots=True)
class Archive:
    """A checked archive: ``members`` are the full names of its files, with their bytes unpacked."""

    source: Input
    members: Mapping[str, int]

    def member(self, name: str) -> Input:
        """The member called ``name``, with or without its folder, as an input.

        Raises:
            InputError: there is none, or several in different folders.
        """
        found = self._named(name)
        if len(found) != 1:
            raise self.source.refuse(
                f"the archive holds {len(found) or 'no'} members called {clipped(name)}; "
                f"found {listed(list(self.members), 40)}",
                "Check that this is the right archive",
            )
        path, full_name = self.source.path, found[0]

        @contextmanager
        def opened() -> Iterator[IO[bytes]]:
            with zipfile.ZipFile(path) as archive, archive.open(full_name) as stream:
                yield stream

        return Input(
            f"{self.source.name}/{full_name}",
            path,
            self.source.stamp,
            opened,
            self.members[full_name],
            self.source.report,
        )

    def _named(self, name: str) -> list[str]:
        return [name] if name in self.members else self._in_folders(name)

    def _in_folders(self, name: str) -> list[str]:
        return [full for full in self.members if full.endswith("/" + name)]


def zip_members(
    path: Path,
    required: Sequence[str] = (),
    *,
    most_bytes: int = MOST_BYTES,
    report: Report = silent,
) -> Archive:
    """Check a ZIP archive from end to end, every member's checksum included.

    Args:
        required: members that must be there, with or without their folder.
        most_bytes: limit of what all members may unpack to.

    Raises:
        InputError: not a ZIP archive, cut off, damaged, encrypted, unsafe names, more than
            ``MOST_MEMBERS`` members, ``most_bytes`` bytes or ``HIGHEST_RATIO`` times its packed
            size, or a required member is missing.
    """
    source = open_file(path, report)
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            _check_names(source, members)
            _check_sizes(source, members, most_bytes)
            _check_encryption(source, members)
            _read_through(archive, members, report)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise source.refuse(*_damage(source, error)) from error
    except (NotImplementedError, RuntimeError) as error:
        raise source.refuse(f"it cannot be unpacked ({cause_of(error)})", _PACK_AGAIN) from error
    checked = Archive(source, {m.filename: m.file_size for m in members if not m.is_dir()})
    for name in required:
        checked.member(name)
    return checked


def _check_names(source: Input, members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise source.refuse(
            f"the archive holds {len(members):,} members; the limit is {MOST_MEMBERS:,}",
            "Check that this is the right archive",
        )
    names = [member.filename for member in members]
    for name in names:
        parts = PurePosixPath(name.replace("\\", "/")).parts
        if not parts or parts[0] == "/" or ".." in parts or ":" in parts[0]:
            raise source.refuse(
                f"the archive names a member {quoted(name)} outside of itself",
                "Do not open it; ask the sender for a new one",
            )
    doubled = (
        sorted({name for name in names if names.count(name) > 1})
        if len(set(names)) != len(names)
        else []
    )
    if doubled:
        raise source.refuse(f"the archive holds {quoted(doubled[0])} twice", "Pack it again")


def _check_sizes(source: Input, members: Sequence[zipfile.ZipInfo], most_bytes: int) -> None:
    total = sum(member.file_size for member in members)
    if total > most_bytes:
        raise source.refuse(
            f"it would unpack to {total:,} bytes; the limit is {most_bytes:,}",
            "Split it, or do not open it if you did not expect that",
        )
    for member in members:
        ratio = member.file_size / max(member.compress_size, 1)
        if member.file_size > RATIO_FROM and ratio > HIGHEST_RATIO:
            raise source.refuse(
                f"its member {clipped(member.filename)} would unpack to {ratio:,.0f} times its "
                f"size; the limit is {HIGHEST_RATIO}",
                "Do not open it if you did not expect that; else send the file unpacked",
            )


def _check_encryption(source: Input, members: Sequence[zipfile.ZipInfo]) -> None:
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise source.refuse(
                f"its member {clipped(member.filename)} is protected by a password", _PACK_AGAIN
            )


def _read_through(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo], report: Report
) -> None:
    """Unpack to nothing, which verifies the checksums; never more than the stated size is read."""
    total, done = sum(member.file_size for member in members), 0
    for member in members:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                done += len(chunk)
                report(done, total)


def _damage(source: Input, error: Exception) -> tuple[str, str]:
    with source.open() as stream:
        is_zip = stream.read(2) == b"PK"
    if not is_zip:
        return "this is not a ZIP archive", "Check that the right file was named"
    return f"the archive was cut off or is damaged ({cause_of(error)})", "Fetch it again"


def read_zip_csv(
    archive: Archive, member: str, required: Sequence[str] = (), *, encoding: str = "utf-8-sig"
) -> Iterator[Row]:
    """Rows of a CSV member, which is checked to its end before the first row is given.

    Raises:
        InputError: as ``read_csv``; at once, not at the first row.
    """
    return zip_csv_extract(archive, member, required, encoding=encoding).rows()


def zip_csv_extract(
    archive: Archive, member: str, required: Sequence[str] = (), *, encoding: str = "utf-8-sig"
) -> Extract:
    """``read_zip_csv`` with the number of rows, and rows that can be read again."""
    return csv_extract(archive.member(member), required, encoding=encoding)
