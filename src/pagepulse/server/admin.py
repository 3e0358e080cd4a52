"""A Unix socket in the data folder: how commands reach the running server of the same folder.

Whoever may read the folder may use it, and nobody over a network can.
"""

from __future__ import annotations

import http.client
import json
import os
import secrets
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from pagepulse.errors import PagePulseError, StorageError
from pagepulse.server.problems import problem_response
from pagepulse.warehouse.connection import backup_folder

log = structlog.get_logger()

SOCKET_FILE = "admin.sock"
# The kernel's limit for the path of a Unix socket, in bytes.
MAX_SOCKET_PATH = 107
# A copy of 100 GB at 50 MB/s, in seconds.
BACKUP_SECONDS = 2000


class Backups(Protocol):
    """What the socket needs of the server."""

    async def backup(self, folder: Path) -> None:
        """Copy everything into `folder`."""
        ...


class AdminApp:
    """Answers `POST /backup` with the folder that holds the copy; the caller removes it."""

    def __init__(self, backups: Backups, data: Path) -> None:
        """Copy with `backups` into a folder inside `data`."""
        self._backups = backups
        self._data = data

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._answer(Request(scope))
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if (request.method, request.url.path) != ("POST", "/backup"):
            return problem_response(404, "not_found", "There is only POST /backup.")
        folder = new_staging(self._data)
        try:
            await self._backups.backup(folder)
        except PagePulseError as failure:
            log.exception("backup_failed")
            return problem_response(failure.status, failure.code, failure.detail)
        return JSONResponse({"folder": str(folder)})


def new_staging(data: Path) -> Path:
    """Return a folder that is not there yet, where the warehouse may write."""
    # Eight bytes: two backups at once never meet.
    return backup_folder(data / "warehouse") / secrets.token_hex(8)


def open_admin_socket(data: Path) -> socket.socket | None:
    """Listen in the data folder; None, with a warning, where its path is too long for that."""
    path = data.absolute() / SOCKET_FILE
    if len(os.fsencode(path)) > MAX_SOCKET_PATH:
        log.warning("admin_socket_off", reason="the path of the data folder is too long")
        return None
    # A server that was killed has left its socket; another running one cannot exist beside this.
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(path))
    path.chmod(0o600)
    listener.listen()
    return listener


def ask_running_server(data: Path) -> Path | None:
    """Let the server of this folder make a backup; None when none runs. Raises StorageError."""
    connection = _UnixConnection(data.absolute() / SOCKET_FILE)
    try:
        connection.request("POST", "/backup", headers={"content-length": "0"})
        response = connection.getresponse()
        answer: Mapping[str, str] = json.loads(response.read())
    except (FileNotFoundError, ConnectionRefusedError):
        return None
    except OSError as failure:
        raise StorageError("backup_failed", f"The server did not answer: {failure}") from failure
    finally:
        connection.close()
    if response.status != http.HTTPStatus.OK:
        raise StorageError("backup_failed", answer["detail"])
    return Path(answer["folder"])


def is_served(data: Path) -> bool:
    """Tell whether a server of this folder runs."""
    connection = _UnixConnection(data.absolute() / SOCKET_FILE)
    try:
        connection.connect()
    except OSError:
        return False
    connection.close()
    return True


class _UnixConnection(http.client.HTTPConnection):
    """HTTP over a Unix socket; the library leaves `connect` to its subclasses."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=BACKUP_SECONDS)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(str(self._path))
