"""Writing a file that a command was told to write: whole, or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from workbench.errors import InputError


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place of whatever stands there, for its owner alone.

    Where a link stands there, or something that is no file, it is written into.

    Raises:
        InputError: it cannot be written; then nothing is left of it.
    """
    try:
        if path.is_symlink() or (path.exists() and not path.is_file()):
            # such as /dev/stdout
            path.write_bytes(data)
        else:
            _in_place(path, data)
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}. Name another file"
        ) from error


def _in_place(path: Path, data: bytes) -> None:
    # a name that nobody can foresee, made by nobody else
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink()
        raise
