"""Where this installation keeps its state, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from workbench.errors import InputError

APPLICATION = "rtcc-workbench"
READ_SECONDS = 30


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
    jvm: tuple[str, ...] = ()
    """Further options of the managed server's JVM."""
    read_seconds: int = READ_SECONDS
    """How long the server lets one statement of a page take."""
    warm_up: bool = True
    """Read once after a start what users will read, so that their first answers are quick."""
    operations_url: str | None = None
    """PostgreSQL for accounts, sessions and the audit; a file under ``home`` where None."""
    audit_anchors: Path | None = None
    """A second place for the audit's anchors, best on another machine."""
    demo: bool = False
    """Sign in without a provider, by made-up accounts: on this machine alone."""
    oidc_issuer: str | None = None
    oidc_client: str = ""
    oidc_secret: str = ""
    oidc_acr: tuple[str, ...] = ()
    """Values of the provider's ``acr`` claim that stand for several factors."""
    url: str = ""
    """The address at which browsers reach the app, where a proxy stands before it."""
    trusted_proxy: str = ""
    """The network address of that proxy; only its headers are believed."""


def from_environment(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings named by ``WORKBENCH_*`` and ``NEO4J_*`` variables, with the platform's defaults.

    Args:
        environment: variables to read; the process's own where None.
    """
    env = os.environ if environment is None else environment
    home = env.get("WORKBENCH_HOME")
    cache = env.get("WORKBENCH_CACHE")
    anchors = env.get("WORKBENCH_AUDIT_ANCHORS")
    return Settings(
        home=Path(home).expanduser() if home else platformdirs.user_data_path(APPLICATION),
        cache=Path(cache).expanduser() if cache else platformdirs.user_cache_path(APPLICATION),
        neo4j_uri=env.get("NEO4J_URI") or None,
        neo4j_user=env.get("NEO4J_USER") or env.get("NEO4J_USERNAME") or "neo4j",
        neo4j_password=env.get("NEO4J_PASSWORD") or None,
        neo4j_database=env.get("NEO4J_DATABASE") or "neo4j",
        heap=env.get("WORKBENCH_NEO4J_HEAP") or "1g",
        jvm=tuple(env.get("WORKBENCH_NEO4J_JVM", "").split()),
        read_seconds=_seconds(env, "WORKBENCH_READ_SECONDS", READ_SECONDS),
        warm_up=env.get("WORKBENCH_WARM_UP") != "off",
        operations_url=env.get("WORKBENCH_OPERATIONS_URL") or None,
        audit_anchors=Path(anchors).expanduser() if anchors else None,
        demo=env.get("WORKBENCH_AUTH") == "demo",
        oidc_issuer=env.get("WORKBENCH_OIDC_ISSUER") or None,
        oidc_client=env.get("WORKBENCH_OIDC_CLIENT_ID", ""),
        oidc_secret=_secret(env, "WORKBENCH_OIDC_CLIENT_SECRET"),
        oidc_acr=tuple(env.get("WORKBENCH_OIDC_ACR", "").split()),
        url=env.get("WORKBENCH_URL", "").rstrip("/"),
        trusted_proxy=env.get("WORKBENCH_TRUSTED_PROXY", ""),
    )


def _seconds(env: Mapping[str, str], name: str, default: int) -> int:
    said = env.get(name) or str(default)
    if not said.isdecimal() or not int(said):
        raise InputError(f"{name} is {said!r}: set it to a whole number of seconds, 1 or more")
    return int(said)


def _secret(env: Mapping[str, str], name: str) -> str:
    """A secret from a variable, or from the file that ``<name>_FILE`` names."""
    file = env.get(f"{name}_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else env.get(name, "")
