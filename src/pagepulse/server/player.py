"""The player page: recorded pages are rebuilt here, on an origin that holds nothing else."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from pagepulse.accounts.origins import Origins, parse_address
from pagepulse.server.frontend import ALWAYS_ASK, FOREVER, NOT_BUILT, READING, STATIC, find_file

# What a recorded page could ask of the browser; nothing of it is granted.
DENIED_FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
# Measured: with it a hostile recording makes no request at all and still renders.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; "
    "connect-src 'none'; frame-src 'self'; worker-src 'none'; object-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors "
)
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-dns-prefetch-control": "off",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    # The player shares no process with anything that holds a login.
    "origin-agent-cluster": "?1",
    "permissions-policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
}


class Player:
    """Static files of the player and nothing else: no API, no cookies."""

    def __init__(self, origins: Origins, folder: Path = STATIC) -> None:
        """Serve what `folder` holds at the time of a request."""
        self._origins = origins
        self._files = StaticFiles(directory=folder / "player", check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a file."""
        request = Request(scope)
        response = self._answer(request)
        response.headers.update(HEADERS)
        response.headers["content-security-policy"] = POLICY + self._ancestors(request)
        await response(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        path = request.url.path.lstrip("/") or "index.html"
        if request.method not in READING:
            return PlainTextResponse("Pages are only read.\n", 405)
        response = find_file(self._files, path, request.scope)
        if response is None:
            missing = path == "index.html"
            return PlainTextResponse(NOT_BUILT if missing else "Not found.\n", 404)
        response.headers["cache-control"] = FOREVER if path.startswith("assets/") else ALWAYS_ASK
        return response

    def _ancestors(self, request: Request) -> str:
        address = parse_address(request.url.scheme, request.headers.get("host", ""))
        return " ".join(self._origins.dashboards_for(address)) if address else "'none'"
