"""Serves what the front end's build has left in `static/`: dashboard and tracker."""

from __future__ import annotations

import os
from http import HTTPStatus
from pathlib import Path, PurePosixPath

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from pagepulse.accounts.origins import Origins, parse_address
from pagepulse.server.problems import problem_response

STATIC = Path(__file__).parent.parent / "static"
NOT_BUILT = "The front end is not built yet. In a checkout run: ./dev build\n"
READING = ("GET", "HEAD")
# How addresses of the dashboard's screens begin, as in its `routes.tsx`.
SCREENS = frozenset({"", "index.html", "login", "setup", "invitation", "p", "shared"})
# Files below assets/ have their content's hash in the name: a year, the longest that caches heed.
FOREVER = "public, max-age=31536000, immutable"
# Asked again every time, answered with 304 while it is the same.
ALWAYS_ASK = "no-cache"
# Old trackers may run this long after an update, in seconds.
TRACKER_CACHE = "public, max-age=300"


class Frontend:
    """The files of the dashboard and of the tracker, and the page that shows every screen."""

    def __init__(self, origins: Origins, folder: Path = STATIC) -> None:
        """Serve what `folder` holds at the time of a request."""
        self._origins = origins
        self._dashboard = StaticFiles(directory=folder / "dashboard", check_dir=False)
        self._tracker = StaticFiles(directory=folder / "tracker", check_dir=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a file or a screen."""
        request = Request(scope)
        await self._answer(request)(scope, receive, send)

    def _answer(self, request: Request) -> Response:
        path = request.url.path.lstrip("/")
        if path.startswith("api/"):
            return problem_response(404, "not_found", "There is no such address in the API.")
        if request.method not in READING:
            return problem_response(405, "method_not_allowed", "Pages are only read.")
        return (
            self._tracker_file(path, request)
            or self._dashboard_file(path, request)
            or self._screen(path, request)
        )

    def _tracker_file(self, path: str, request: Request) -> Response | None:
        response = find_file(self._tracker, path, request.scope)
        if response is not None:
            # Pages of every origin load it, also those that demand permission for each part.
            response.headers["cross-origin-resource-policy"] = "cross-origin"
            response.headers["access-control-allow-origin"] = "*"
            response.headers["cache-control"] = TRACKER_CACHE
        return response

    def _dashboard_file(self, path: str, request: Request) -> Response | None:
        if path in ("", "index.html"):
            return None
        response = find_file(self._dashboard, path, request.scope)
        if response is not None:
            hashed = path.startswith("assets/")
            response.headers["cache-control"] = FOREVER if hashed else ALWAYS_ASK
        return response

    def _screen(self, path: str, request: Request) -> Response:
        if PurePosixPath(path).suffix and path != "index.html":
            return problem_response(404, "not_found", "There is no such file.")
        is_screen = path.partition("/")[0] in SCREENS
        response = find_file(self._dashboard, "index.html", request.scope)
        if response is None:
            return PlainTextResponse(NOT_BUILT, 503 if is_screen else 404)
        if not is_screen and response.status_code == HTTPStatus.OK:
            # The dashboard says so to people; the status says it to programs.
            response.status_code = HTTPStatus.NOT_FOUND
        response.headers["cache-control"] = ALWAYS_ASK
        response.headers["content-security-policy"] = self._policy(request)
        if path.partition("/")[0] == "shared":
            # Who was sent a link was; search engines were not.
            response.headers["x-robots-tag"] = "noindex, nofollow, noarchive"
        return response

    def _policy(self, request: Request) -> str:
        address = parse_address(request.url.scheme, request.headers.get("host", ""))
        player = self._origins.player_for(address) if address else "'none'"
        # The component kit and the charts set styles from scripts; scripts come from files only.
        return (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
            f"frame-src {player}; worker-src 'self' blob:; manifest-src 'self'; "
            "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
        )


def find_file(files: StaticFiles, path: str, scope: Scope) -> Response | None:
    """Return the answer for a file (304 included), or None when there is none."""
    try:
        full_path, stat = files.lookup_path(os.path.normpath(path)) if path else ("", None)
    except (OSError, ValueError):
        # Names with a NUL or longer than the file system allows.
        return None
    if stat is None or not Path(full_path).is_file():
        return None
    return files.file_response(full_path, stat, scope)
