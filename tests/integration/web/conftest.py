"""An entrance, and a provider on this machine whose answers a test chooses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

import pytest
from joserfc.jwk import RSAKey

from tests.unit.web.conftest import database, visit

__all__ = ["database", "visit"]


@dataclass
class MadeProvider:
    """A provider that answers as it is told; each code is worth one answer."""

    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))
    issuer: str = ""
    token: str | None = None
    """The ID token of its next answer; None leaves it out."""
    used: set[str] = field(default_factory=set)

    def answer(self, path: str, said: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
        """Status and content of an answer."""
        if path.endswith("openid-configuration"):
            return 200, {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/ask",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "id_token_signing_alg_values_supported": ["RS256", "none", "HS256"],
            }
        if path == "/keys":
            return 200, {"keys": [self.key.as_dict(private=False)]}
        code = said["code"][0]
        if code in self.used:
            return 400, {"error": "invalid_grant"}
        self.used.add(code)
        token = {} if self.token is None else {"id_token": self.token}
        return 200, {"access_token": "a", "token_type": "Bearer", **token}


@pytest.fixture
def provider() -> Iterator[MadeProvider]:
    """A provider that listens on loopback until the test ends."""
    made = MadeProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.give(*made.answer(self.path, {}))

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.give(*made.answer(self.path, parse_qs(text)))

        def give(self, status: int, content: dict[str, Any]) -> None:
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join(10)
