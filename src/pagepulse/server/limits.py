"""Bounds the bodies of the API; batches have their own, larger limits."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from pagepulse.limits import load_limits
from pagepulse.server.problems import problem_response

LIMITS = load_limits(Path(__file__).with_name("limits.toml"))
API_BODY_BYTES = LIMITS["api_body_bytes"]
SPARE_FILES = LIMITS["spare_files"]
MAX_BODY_BYTES = API_BODY_BYTES.value


class DeclaredLength:
    """Refuses a body that says itself that it is too long; the framework counts the others.

    The framework would refuse it as well, but with plain text instead of a problem.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at one header and pass everything else on."""
        declared = Request(scope).headers.get("content-length", "") if _is_http(scope) else ""
        if declared.isdigit() and int(declared) > MAX_BODY_BYTES:
            await _too_large(int(declared))(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def answer_too_large(_request: Request, _failure: Exception) -> JSONResponse:
    """Answer for the framework, which has stopped to read at the first byte too many."""
    return _too_large(MAX_BODY_BYTES + 1)


def _too_large(got: int) -> JSONResponse:
    facts = {"limit": MAX_BODY_BYTES, "got": got}
    return problem_response(413, API_BODY_BYTES.code, API_BODY_BYTES.sentence, facts)


def _is_http(scope: Scope) -> bool:
    return bool(scope["type"] == "http")
