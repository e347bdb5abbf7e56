"""What every reader checks of a file before it looks at its format."""

from __future__ import annotations

import codecs
import io
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from workbench.errors import InputError
from workbench.progress import Report, silent

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 20
LONGEST_LINE = 64 << 20
"""Characters; a longer "line" is a binary file or an attempt to exhaust memory."""

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook", "unpack it, or load it as a workbook"),
    (b"PK\x05\x06", "an empty ZIP archive", "fetch it again"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"PAR1", "a Parquet file", "load it as Parquet"),
    (b"\xd0\xcf\x11\xe0", "an Excel workbook of the old .xls form", "save it as .xlsx or CSV"),
    (b"%PDF", "a PDF document", "ask the agency for the data as CSV"),
    (b"SQLite format 3", "a SQLite database", "export the table as CSV"),
    (b"<!doctype html", "a web page", "it is often a saved error or sign-in page; fetch it again"),
    (b"<html", "a web page", "it is often a saved error or sign-in page; fetch it again"),
    (b"<?xml", "an XML document", "export the data as CSV"),
)
Opened = Callable[[], AbstractContextManager[IO[bytes]]]
"""Opens an input's bytes from their start."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes that can be opened again and again: a file, or one member of an archive."""

    name: str
    """What rows are labelled with: ``file.csv`` or ``archive.zip/member.csv``; ``file_name``."""
    path: Path
    stamp: tuple[int, int]
    """Size and modification time when it was checked."""
    open: Opened
    size: int
    """Bytes of one reading, unpacked."""
    report: Report = silent
    """Told how far a check has read."""

    @property
    def shown(self) -> str:
        """The full path, for messages."""
        return str(self.path.parent / self.name)

    @contextmanager
    def checking(self) -> Iterator[IO[bytes]]:
        """``open`` for one pass of a check, which ``report`` hears of."""
        with self.open() as stream:
            yield io.BufferedReader(_Heard(stream, self.size, self.report), CHUNK)

    def refuse(self, cause: str, way_out: str) -> InputError:
        """The error to raise: file, cause, way out."""
        return InputError(f"{self.shown}: {cause}. {way_out}.")

    def unchanged(self) -> None:
        """Raises ``InputError`` when the file is no longer the one that was checked."""
        if not self.path.is_file() or _stamp(self.path) != self.stamp:
            raise self.refuse("the file changed after it was checked", "Start the load again")


class _Heard(io.RawIOBase):
    """A stream whose position is reported with every ``CHUNK`` that is read, and at its end."""

    def __init__(self, stream: IO[bytes], size: int, report: Report) -> None:
        self._stream, self._size, self._report = stream, size, report
        self._done = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        space = memoryview(buffer)
        chunk = self._stream.read(len(space))
        space[: len(chunk)] = chunk
        before, self._done = self._done, self._done + len(chunk)
        if not chunk or before // CHUNK < self._done // CHUNK:
            self._report(self._done, self._size)
        return len(chunk)


def open_file(path: Path, report: Report = silent) -> Input:
    """Check that ``path`` is a readable file with something in it.

    Args:
        report: told how far each pass of a check has read.

    Raises:
        InputError: missing, a folder, not a regular file, unreadable or empty.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file. Check the path.") from None
    except OSError as error:
        raise _unreadable(path, error) from error
    if stat.S_ISDIR(mode):
        raise InputError(f"{path}: this is a folder. Name a file inside it.")
    if not stat.S_ISREG(mode):
        raise InputError(f"{path}: this is not an ordinary file. Save the data to a file first.")
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise _unreadable(path, error) from error
    stamp = _stamp(path)
    if stamp[0] == 0:
        raise InputError(f"{path}: the file is empty. Fetch or export it again.")
    return Input(file_name(path), path, stamp, lambda: path.open("rb"), stamp[0], report)


def file_name(path: Path) -> str:
    """The file's name as text that can be stored: bytes that are not UTF-8 become ``\\xff``."""
    return os.fsencode(path.name).decode("utf-8", "backslashreplace")


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(f"{path}: it cannot be read ({error.strerror}). Check its permissions.")


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


def check_text(source: Input, encoding: str, wanted: str, *, specified: bool = False) -> None:
    """Read all of it once as text, in constant memory.

    Args:
        wanted: names the expected format.
        specified: a specification states the encoding, so an error can say what to state there.

    Raises:
        InputError: it is another format, does not decode, holds NUL characters or a line longer
            than ``LONGEST_LINE``.
    """
    try:
        decoder = codecs.getincrementaldecoder(encoding)()
    except LookupError:
        raise source.refuse(
            f"there is no encoding called {encoding!r}", "Use utf-8, cp1252 or utf-16"
        ) from None
    offset = lines = length = 0
    with source.checking() as stream:
        while True:
            chunk = stream.read(CHUNK)
            if offset == 0:
                _check_signature(source, chunk, encoding, wanted, specified=specified)
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                if offset == 0 and b"\0" in chunk and not _is_wide(encoding):
                    raise source.refuse(
                        f"this is a binary file, not {wanted}",
                        "Check that the right file was named",
                    ) from None
                end = offset + len(chunk)
                start = end - len(error.object) + error.start
                line = lines + error.object[: error.start].count(b"\n") + 1
                raise source.refuse(
                    *_wrong_encoding(encoding, error, start, line, specified=specified)
                ) from None
            except UnicodeError as error:
                raise source.refuse(
                    f"it is not {encoding} text ({error})",
                    _state_encoding(encoding, "cp1252", specified=specified),
                ) from None
            if "\0" in text:
                line = lines + text[: text.index("\0")].count("\n") + 1
                raise source.refuse(
                    f"line {line} holds a NUL character, so this is not {wanted} but a binary or "
                    "damaged file",
                    "Fetch or export it again",
                )
            lines += text.count("\n")
            last = max(text.rfind("\n"), text.rfind("\r"))
            length = length + len(text) if last < 0 else len(text) - last - 1
            if length > LONGEST_LINE:
                raise source.refuse(
                    f"line {lines + 1} is longer than {LONGEST_LINE:,} characters, so this is not "
                    f"{wanted}",
                    "Check that the right file was named",
                )
            if not chunk:
                return
            offset += len(chunk)


def _is_wide(encoding: str) -> bool:
    """Whether its characters are of two or four bytes, so that NUL bytes are part of text."""
    return codecs.lookup(encoding).name.startswith(("utf-16", "utf-32"))


def _state_encoding(encoding: str, likely: str, *, specified: bool) -> str:
    """The way out where the text is not of the expected ``encoding``."""
    if not specified:
        return "Save it as UTF-8"
    where = "under [input] of the specification"
    if codecs.lookup(encoding).name in ("utf-8", "utf-8-sig"):
        return f'Save it as UTF-8, or write encoding = "{likely}" {where}'
    return f"Correct the encoding {where}, or save the file as {encoding}"


def _check_signature(
    source: Input, start: bytes, encoding: str, wanted: str, *, specified: bool
) -> None:
    opening = start[:64].lstrip().lower() if start[:1] in b" \t\r\n<" else start[:64]
    for signature, what, way_out in _SIGNATURES:
        if opening.startswith(signature):
            raise source.refuse(f"this is {what}, not {wanted}", way_out[0].upper() + way_out[1:])
    if start.startswith(_UTF16) and encoding.lower().startswith("utf-8"):
        raise source.refuse(
            "at byte 0 (line 1) it is not utf-8 but UTF-16 text",
            _state_encoding(encoding, "utf-16", specified=specified),
        )


def _wrong_encoding(
    encoding: str, error: UnicodeDecodeError, start: int, line: int, *, specified: bool
) -> tuple[str, str]:
    """Cause and way out."""
    if "unexpected end" in error.reason or "truncated" in error.reason:
        where = f"it ends at byte {start} (line {line}) in the middle of a character"
        return f"{where}, so it was cut off", "Fetch it again"
    name = encoding.removesuffix("-sig")
    return (
        f"at byte {start} (line {line}) it is not {name} text ({error.reason})",
        _state_encoding(encoding, "cp1252", specified=specified),
    )
