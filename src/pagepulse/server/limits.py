"""Bounds the bodies of the API; batches have their own, larger limits."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pagepulse.server.problems import problem_response

# Settings and logins are a few kB; this is room for every list that a person makes by hand.
MAX_BODY_BYTES = 1024 * 1024


class BodyLimit:
    """Refuses a body as soon as it is known to be too long."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, counting what is received."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = Request(scope).headers.get("content-length", "0")
        if not declared.isdigit() or int(declared) > MAX_BODY_BYTES:
            await _too_large()(scope, receive, send)
            return
        await self._app(scope, _counting(receive), send)


def _counting(receive: Receive) -> Receive:
    got = 0

    async def receive_counted() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > MAX_BODY_BYTES:
            # The framework lets only its own exception through while it reads a body.
            raise HTTPException(413, _SENTENCE)
        return message

    return receive_counted


_SENTENCE = f"A body of the API is at most {MAX_BODY_BYTES} bytes long."


def _too_large() -> ASGIApp:
    return problem_response(413, "body_too_large", _SENTENCE, {"limit": MAX_BODY_BYTES})
