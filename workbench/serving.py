"""Serving the app on this machine: is the port free, and becoming the app's process."""

from __future__ import annotations

import os
import socket
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import click

from workbench.errors import InputError
from workbench.settings import Settings

LOCAL = ("localhost", "127.0.0.1", "::1")
APP = Path(__file__).resolve().parent.parent / "app.py"


def require_free(port: int) -> None:
    """Raise ``InputError`` before any work where the app could not be served."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("localhost", port))
        except OSError as error:
            if _app_answers(port):
                raise InputError(
                    f"an app, probably this one, is served at http://localhost:{port} already: "
                    "open it there, or choose another port with --port"
                ) from error
            raise InputError(
                f"port {port} cannot be used ({error.strerror}): another program may serve there. "
                "Choose another with --port"
            ) from error


def _app_answers(port: int) -> bool:
    """Whether a Streamlit app, such as this one, says on that port that it is well."""
    asking = HTTPConnection("localhost", port, timeout=1)
    try:
        asking.request("GET", "/_stcore/health")
        return asking.getresponse().read(8) == b"ok"
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()


def require_sign_in(settings: Settings, address: str) -> None:
    """Raise ``InputError`` where the app could not be served safely there."""
    if settings.demo and address not in LOCAL:
        raise InputError(
            "the demonstration is for this machine alone: leave out --address, or set up OIDC "
            "(docs/signing-in.md)"
        )
    if address not in LOCAL and not (
        settings.oidc_issuer and settings.trusted_proxy and settings.url.startswith("https://")
    ):
        raise InputError(
            "beyond this machine the app is served only behind a TLS proxy and with OIDC: set "
            "WORKBENCH_OIDC_ISSUER, WORKBENCH_URL=https://… and WORKBENCH_TRUSTED_PROXY "
            "(docs/signing-in.md)"
        )


def serve_app(port: int, address: str = "localhost", *, demo: bool = False) -> None:
    """Become the app's process, so that its end is seen by whoever started this one.

    Args:
        demo: let anybody on this machine sign in by made-up accounts.
    """
    click.echo("Ctrl-C ends the app; Neo4j runs on until `workbench neo4j stop`.")
    options = ["--server.port", str(port), "--server.address", address]
    if demo:
        os.environ["WORKBENCH_AUTH"] = "demo"
    os.chdir(APP.parent)
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", str(APP), *options])
