"""Messages of a page to its server, changed on their way as by somebody who writes his own."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

STREAM = re.compile(r"/_stcore/stream")
EVENTS = "__events"
"""Ends the name under which a part of the page sends what happens once."""

Change = Callable[[BackMsg], None]


class Forger:
    """Stands between a page and its server; to be made before the page connects."""

    def __init__(self, page: Page) -> None:
        self.change: Change | None = None
        """What is done to the next message that says anything of the canvas."""
        self.forged = 0
        page.route_web_socket(STREAM, self._between)

    def _between(self, socket: WebSocketRoute) -> None:
        server = socket.connect_to_server()
        socket.on_message(lambda message: server.send(self._changed(message)))

    def _changed(self, message: str | bytes) -> str | bytes:
        if self.change is None or isinstance(message, str):
            return message
        said = BackMsg()
        said.ParseFromString(message)
        if not of_canvas(said):
            return message
        self.change(said)
        self.change = None
        self.forged += 1
        return said.SerializeToString()


def of_canvas(said: BackMsg) -> list[WidgetState]:
    """What a message says of the canvas: what it is like, and what happened."""
    return [one for one in said.rerun_script.widget_states.widgets if "explore.canvas" in one.id]
