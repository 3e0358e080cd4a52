"""What a hostile recording must not do in an admin's browser, and who notices."""

from __future__ import annotations

import socket
import threading
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request


class Listener:
    """A server that nobody may talk to: it counts connections, also those without a request."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.connections = 0
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join()


class Watch:
    """Everything a page does that it must not."""

    def __init__(self, page: Page, listener: Listener) -> None:
        self._listener = listener
        self.scripts: list[str] = []
        self.requests: list[str] = []
        self.openings: list[str] = []
        page.on("console", self._note)
        page.context.on("page", lambda other: self.openings.append(other.url))
        page.on("download", lambda download: self.openings.append(download.url))
        page.on("dialog", lambda dialog: self.openings.append(dialog.message))
        # The listener answers nothing: every request that left the browser fails.
        page.on("requestfailed", self._note_request)

    def _note(self, message: ConsoleMessage) -> None:
        if message.text.startswith("CANARY"):
            self.scripts.append(message.text)

    def _note_request(self, request: Request) -> None:
        # A request that the page's policy forbade never left.
        if request.url.startswith(self._listener.url) and request.failure != "csp":
            self.requests.append(f"{request.url} {request.failure}")


def origins_of(page: Page) -> set[str]:
    """Return where the documents of all frames come from; an empty one belongs to its parent."""
    addresses = {urlsplit(frame.url) for frame in page.frames if frame.url != "about:blank"}
    return {f"{address.scheme}://{address.netloc}" for address in addresses}
