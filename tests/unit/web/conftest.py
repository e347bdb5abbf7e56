"""The entrance before a made-up app, as a browser at some address meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from workbench import settings as configuration
from workbench.access.database import Database, open_database
from workbench.web.entrance import Entrance
from workbench.web.reach import reach

SHELL = "<html><script>\n  window.ready = false\n</script></html>"
Visit = Callable[..., TestClient]


async def content(_request: object) -> PlainTextResponse:
    return PlainTextResponse("content")


async def stream(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("content")
    await socket.close()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """The operations database behind the entrance."""
    with open_database(configuration.from_environment({"WORKBENCH_HOME": str(tmp_path)})) as opened:
        yield opened


@pytest.fixture
def visit(database: Database, tmp_path: Path) -> Visit:
    """``visit(environment, client=…, address=…, base=…)``: a browser before a server."""

    def visiting(
        environment: dict[str, str],
        client: str = "127.0.0.1",
        address: str | None = "localhost",
        base: str = "http://localhost:8501",
    ) -> TestClient:
        settings = configuration.from_environment({"WORKBENCH_HOME": str(tmp_path)} | environment)
        entrance = Entrance(settings, reach(settings, address), database, SHELL)
        app = Starlette(
            routes=[
                *entrance.routes(),
                Route("/", content, methods=["GET", "POST"]),
                Route("/media/file", content),
                Route("/static/index.js", content),
                Route("/_stcore/agent/interact", content),
                Route("/auth/logout", content),
                WebSocketRoute("/_stcore/stream", stream),
            ],
            middleware=entrance.middleware(),
        )
        return TestClient(app, base, client=(client, 50_000), follow_redirects=False)

    return visiting
