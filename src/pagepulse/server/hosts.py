"""Answers only under the names of this server, so that no other site can pass for it."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from pagepulse.accounts.origins import Origins, parse_address
from pagepulse.server.problems import problem_response

# The tracker's files and its settings are public, and load balancers ask for health by address:
# sites may reach these under every name.
OPEN = re.compile(r"/[\w-]+\.js|/api/tracking/config|/healthz|/readyz")
UNKNOWN = (
    "The dashboard does not know itself by this name. Open it as localhost, or let the operator "
    "set PAGEPULSE_PUBLIC_URL."
)


class KnownHosts:
    """Stands before the dashboard and the API."""

    def __init__(self, app: ASGIApp, origins: Origins) -> None:
        """Wrap `app`, which is known by the names in `origins`."""
        self._app = app
        self._origins = origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a request for another name with 400 `bad_host`."""
        if scope["type"] != "http" or OPEN.fullmatch(scope["path"]) or self._is_known(scope):
            await self._app(scope, receive, send)
        else:
            await problem_response(400, "bad_host", UNKNOWN)(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        address = parse_address(scope["scheme"], Request(scope).headers.get("host", ""))
        return address is not None and self._origins.answers_to(address)
