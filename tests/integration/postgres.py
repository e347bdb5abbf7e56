"""A real PostgreSQL in a temporary folder, as its own user where the tests run as root."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from workbench.graph.server import free_port

DEBIAN = Path("/usr/lib/postgresql")
USER = "workbench"
STARTS_WITHIN = 60
"""Seconds."""


def binary(name: str) -> str:
    """The path of one of PostgreSQL's programs; Debian keeps them by version, off the PATH."""
    by_version = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(by_version[-1]) if by_version else shutil.which(name)
    assert found, f"PostgreSQL's {name} is not installed: apt-get install postgresql"
    return found


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    password: str

    def address(self, database: str) -> str:
        """The address of one of its databases, as WORKBENCH_OPERATIONS_URL takes it."""
        return f"postgresql://{USER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """Make an empty database; its address."""
        name = f"operations_{secrets.token_hex(6)}"
        with self._asking() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} STRATEGY file_copy")
        return self.address(name)

    @contextmanager
    def _asking(self) -> Iterator[sa.Connection]:
        engine = sa.create_engine(
            self.address("postgres").replace("postgresql:", "postgresql+pg8000:"),
            isolation_level="AUTOCOMMIT",
            poolclass=sa.pool.NullPool,
        )
        with engine.connect() as connection:
            yield connection


@contextmanager
def running() -> Iterator[Server]:
    """A server that runs until the end, with a folder that is then removed."""
    # not pytest's own folder: that is closed to the server's user
    with tempfile.TemporaryDirectory(prefix="postgres-", ignore_cleanup_errors=True) as folder:
        above = Path(folder)
        server = Server(free_port(), secrets.token_hex(16))
        (above / "password").write_text(server.password, encoding="ascii")
        as_user = _unprivileged(above)
        subprocess.run(
            [binary("initdb"), "-D", above / "data", "-U", USER, "--auth=scram-sha-256",
             f"--pwfile={above / 'password'}", "--encoding=UTF8", "--locale=C", "--no-sync"],
            check=True, capture_output=True, cwd=above, **as_user,
        )  # fmt: skip
        control = [binary("pg_ctl"), "-D", above / "data", "-w", "-t", str(STARTS_WITHIN)]
        options = f"-p {server.port} -h 127.0.0.1 -k {folder} -c fsync=off"
        subprocess.run(
            [*control, "-l", above / "log", "-o", options, "start"],
            check=True, stdout=subprocess.DEVNULL, cwd=above, **as_user,
        )  # fmt: skip
        try:
            yield server
        finally:
            subprocess.run(
                [*control, "-m", "immediate", "stop"],
                check=True, stdout=subprocess.DEVNULL, cwd=above, **as_user,
            )  # fmt: skip


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How a process of root starts one of another user, who gets the folder."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    who = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    for path in (folder, *folder.iterdir()):
        os.chown(path, who.pw_uid, who.pw_gid)
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
