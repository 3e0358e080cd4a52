"""Opens the sockets, and hands every request to the application of its listener."""

from __future__ import annotations

import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Receive, Scope, Send

from pagepulse.settings import Settings

# Connections that wait to be accepted; the system may allow fewer.
BACKLOG = 2048
LOOPBACK = "127.0.0.1"
# Before a socket was accepted every code becomes the answer 403.
NORMAL_CLOSURE = 1000


class PortTakenError(Exception):
    """Another program listens there already."""


@dataclass(frozen=True, slots=True)
class Listeners:
    """Open sockets by their purpose."""

    main: socket.socket
    player: socket.socket
    metrics: socket.socket | None

    @property
    def sockets(self) -> list[socket.socket]:
        """Return every socket."""
        return [each for each in (self.main, self.player, self.metrics) if each is not None]

    def close(self) -> None:
        """Close every socket."""
        for each in self.sockets:
            each.close()


def open_listeners(settings: Settings) -> Listeners:
    """Open what the settings ask for; port 0 takes a free one. Raises PortTakenError."""
    main = open_socket(settings.host, settings.port, "--port")
    player = open_socket(settings.host, settings.player_port, "--player-port")
    # Port 0 turns metrics off: an unknown port would be of no use to whoever collects them.
    metrics = (
        open_socket(LOOPBACK, settings.metrics_port, "--metrics-port")
        if settings.metrics_port
        else None
    )
    return Listeners(main, player, metrics)


def open_socket(host: str, port: int, flag: str) -> socket.socket:
    """Listen at host and port; raises PortTakenError that names the flag to choose another."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as failure:
        raise PortTakenError(
            f"cannot listen at {host} port {port} ({failure.strerror}); choose another with {flag}"
        ) from failure


def port_of(listener: socket.socket) -> int:
    """Return the port that was really opened."""
    port: int = listener.getsockname()[1]
    return port


class Dispatcher:
    """One application made of several, told apart by the port of the listener."""

    def __init__(self, apps: Mapping[int | None, ASGIApp], lifespan: Lifespan) -> None:
        """Take the application of each port; None stands for a Unix socket."""
        self._apps = apps
        self._lifespan = lifespan

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
            return
        await self._apps[scope["server"][1]](scope, receive, send)


class HttpOnly:
    """Closes WebSockets that somebody opens where there are none."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass HTTP on."""
        if scope["type"] == "http":
            await self._app(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": NORMAL_CLOSURE})


class Lifespan:
    """Starts and stops what stands behind the applications, when uvicorn says so."""

    def __init__(
        self, start: Callable[[], Awaitable[None]], stop: Callable[[], Awaitable[None]]
    ) -> None:
        """Call `start` before the first request and `stop` after the last."""
        self._start = start
        self._stop = stop

    async def __call__(self, receive: Receive, send: Send) -> None:
        """Follow the lifespan protocol of ASGI; what is raised ends the server."""
        await receive()
        await self._start()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await self._stop()
        await send({"type": "lifespan.shutdown.complete"})
