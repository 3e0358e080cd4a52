"""Logs and counts every answered request: the route's template, never what stood in its place."""

from __future__ import annotations

import time

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pagepulse.server.metrics import HttpMetrics

log = structlog.get_logger()

# Asked every few seconds by machines; their answers are seen elsewhere.
QUIET = frozenset({"/healthz", "/readyz"})
# Everything that is no route of the API: files, screens, addresses that do not exist.
FRONTEND = "frontend"


class RequestLog:
    """Stands around an application."""

    def __init__(self, app: ASGIApp, metrics: HttpMetrics, route: str | None = None) -> None:
        """Wrap `app` and count into `metrics`; `route` names all that no framework routes."""
        self._app = app
        self._metrics = metrics
        self._route = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on and note the answer's status."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status: int | None = None

        async def send_noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        begun = time.perf_counter()
        try:
            await self._app(scope, receive, send_noting)
        except Exception:
            status = 500
            raise
        finally:
            # Without an answer the client had hung up.
            if status is not None:
                self._note(scope, status, time.perf_counter() - begun)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = self._route or getattr(scope.get("route"), "path", None) or FRONTEND
        self._metrics.answered(scope["method"], route, status, seconds)
        is_quiet = self._route is not None or route in QUIET or route == FRONTEND
        level = "debug" if is_quiet else "info"
        getattr(log, level)(
            "request_answered",
            method=scope["method"],
            route=route,
            status=int(status),
            ms=round(seconds * 1000, 1),
        )
