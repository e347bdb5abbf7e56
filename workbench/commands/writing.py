"""Writing a file that a command was told to write: whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from workbench.errors import InputError


def write_whole(path: Path, data: bytes) -> None:
    """Put a file in place of whatever stands there; for its owner alone.

    Raises:
        InputError: it cannot be written; then nothing is left of it.
    """
    beside = path.with_name(f".{path.name}.part")
    try:
        if path.exists() and not path.is_file():
            # such as /dev/stdout
            path.write_bytes(data)
            return
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise InputError(
            f"{path} cannot be written: {error.strerror}. Name another file"
        ) from error
