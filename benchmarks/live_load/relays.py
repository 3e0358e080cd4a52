"""Relays without storage: what a server of this kind cannot do without.

Each text of a sender goes to the receiver and is acknowledged; nothing is checked or kept. Both
run in uvicorn with the WebSocket protocol that the product uses.
"""

from __future__ import annotations

import sys
from collections.abc import MutableMapping
from typing import Any

import socketio  # type: ignore[import-untyped]  # it has no types
import uvicorn

BARE, SOCKET_IO = "bare", "socket.io"
RECEIVER = "receiver"


class Bare:
    """Plain WebSockets; `/receive` is the receiver's."""

    def __init__(self) -> None:
        """Begin without a receiver."""
        self._receiver: Any = None

    async def __call__(self, scope: MutableMapping[str, Any], receive: Any, send: Any) -> None:
        """Serve one socket."""
        await receive()
        await send({"type": "websocket.accept"})
        if scope["path"] == "/receive":
            self._receiver = send
        while (message := await receive())["type"] == "websocket.receive":
            if self._receiver is not None and scope["path"] != "/receive":
                await self._receiver({"type": "websocket.send", "text": message["text"]})
                await send({"type": "websocket.send", "text": '{"ack":0}'})


def socket_io() -> Any:
    """Return a relay of python-socketio: `watch` enters the room, `batch` goes to it."""
    server = socketio.AsyncServer(async_mode="asgi", cors_allowed_origins="*")

    @server.event  # type: ignore[untyped-decorator]  # it has no types
    async def watch(sid: str, _data: object) -> None:
        await server.enter_room(sid, RECEIVER)

    @server.event  # type: ignore[untyped-decorator]  # it has no types
    async def batch(_sid: str, data: object) -> int:
        await server.emit("batch", data, room=RECEIVER)
        return 0

    return socketio.ASGIApp(server)


def serve(kind: str, port: int) -> None:
    """Run a relay until the process ends."""
    config = uvicorn.Config(
        Bare() if kind == BARE else socket_io(),
        port=port,
        log_level="error",
        lifespan="off",
        loop="uvloop",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
    )
    uvicorn.Server(config).run()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
