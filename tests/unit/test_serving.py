"""A port that is taken: by this app, or by another program."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from workbench.errors import InputError
from workbench.serving import require_free


class App(BaseHTTPRequestHandler):
    """Answers as Streamlit does when it is asked how it is."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/_stcore/health" else 404)
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def app_port() -> Iterator[int]:
    with HTTPServer(("localhost", 0), App) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_an_app_that_is_served_already_is_named_with_its_address(app_port: int) -> None:
    with pytest.raises(InputError, match=rf"http://localhost:{app_port} already.*--port"):
        require_free(app_port)


def test_a_port_of_another_program_is_told_apart() -> None:
    with socket.create_server(("localhost", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(InputError, match=rf"port {port} cannot be used.*--port"):
            require_free(port)


def test_a_free_port_is_no_error() -> None:
    with socket.create_server(("localhost", 0)) as other:
        port = other.getsockname()[1]

    require_free(port)
