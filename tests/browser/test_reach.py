"""Who a server that really runs answers: its own machine, or the TLS proxy."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser]

Serve = Callable[..., str]
PROVIDER = {
    "WORKBENCH_OIDC_ISSUER": "https://login.example",
    "WORKBENCH_OIDC_CLIENT_ID": "workbench",
}


def status(url: str, headers: dict[str, str]) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=10) as ok:
            return int(ok.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_a_proxy_on_the_same_machine_is_believed_and_nobody_else(
    serve: Serve, tmp_path: Path
) -> None:
    address = serve(
        "app.py",
        {
            "WORKBENCH_HOME": str(tmp_path),
            "WORKBENCH_URL": "https://workbench.example",
            "WORKBENCH_TRUSTED_PROXY": "127.0.0.1",
            "FORWARDED_ALLOW_IPS": "none",
            **PROVIDER,
        },
    )
    through = {
        "Host": "workbench.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "198.51.100.7",
    }

    assert status(f"{address}/enter", through) == 200
    assert status(f"{address}/enter", through | {"X-Forwarded-Proto": "http"}) == 403
    assert status(f"{address}/enter", {}) == 403
    assert status(f"{address}/healthz", {}) == 200


def test_a_demonstration_that_was_opened_to_a_proxy_answers_nobody(
    serve: Serve, tmp_path: Path
) -> None:
    address = serve("app.py", {"WORKBENCH_HOME": str(tmp_path), "WORKBENCH_AUTH": "demo"})

    assert status(f"{address}/enter", {}) == 200
    assert status(f"{address}/enter", {"X-Forwarded-For": "198.51.100.7"}) == 403
    assert status(f"{address}/enter", {"X-Real-IP": "127.0.0.1"}) == 403
    assert status(f"{address}/enter", {"Host": "workbench.example"}) == 403
