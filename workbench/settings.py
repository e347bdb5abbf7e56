"""Where this installation keeps its state, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

APPLICATION = "rtcc-workbench"


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths and addresses of one installation.

    Everything that is written lies under ``home`` (two homes never meet), apart from ``cache``,
    which holds only verified downloads that every installation of the same user may share.
    """

    home: Path
    """State: the managed server's data, its password, the operations database."""
    cache: Path
    """Downloaded server jars, each verified by its sha256."""
    neo4j_uri: str | None = None
    """An existing server to use instead of the managed one."""
    neo4j_user: str = "neo4j"
    neo4j_password: str | None = None
    neo4j_database: str = "neo4j"
    heap: str = "1g"
    """Heap of the managed server, in the JVM's notation."""


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings named by ``WORKBENCH_*`` and ``NEO4J_*`` variables, with the platform's defaults.

    Args:
        environment: variables to read; the process's own where None.
    """
    env = os.environ if environment is None else environment
    home = env.get("WORKBENCH_HOME")
    cache = env.get("WORKBENCH_CACHE")
    return Settings(
        home=Path(home).expanduser() if home else platformdirs.user_data_path(APPLICATION),
        cache=Path(cache).expanduser() if cache else platformdirs.user_cache_path(APPLICATION),
        neo4j_uri=env.get("NEO4J_URI") or None,
        neo4j_user=env.get("NEO4J_USER") or env.get("NEO4J_USERNAME") or "neo4j",
        neo4j_password=env.get("NEO4J_PASSWORD") or None,
        neo4j_database=env.get("NEO4J_DATABASE") or "neo4j",
        heap=env.get("WORKBENCH_NEO4J_HEAP") or "1g",
    )
