"""How the endpoints of trackers answer: to pages of every origin, without cookies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, Protocol
from urllib.parse import parse_qs

from pagepulse.errors import InvalidInputError, NotAllowedError, NotFoundError, PagePulseError
from pagepulse.ingest.body import UnknownEncodingError
from pagepulse.journal.entry import Encoding

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

# A browser asks again after this time, in seconds; Chromium caps it at two hours.
PREFLIGHT_SECONDS = b"7200"


class IngestProject(Protocol):
    """What ingest must know of a project."""

    @property
    def project_id(self) -> str:
        """The id under which everything is stored."""
        ...

    def allows_origin(self, origin: str | None) -> bool:
        """Whether pages of this origin may send."""
        ...

    def is_own_address(self, address: str) -> bool:
        """Whether whoever comes from this IP address is of the site's own team."""
        ...

    def takes_assets(self, kind: str) -> bool:
        """Whether assets of a kind (`css`, `image`, `font`) are kept."""
        ...


class MethodNotAllowedError(InvalidInputError):
    """The endpoint has no such method."""

    status = 405


def check_project(project: IngestProject | None, origin: bytes | None) -> IngestProject:
    """Return the project whose key was sent; raises NotFoundError or NotAllowedError."""
    if project is None:
        raise NotFoundError("unknown_project_key", "No project has this key.")
    # Programs send no Origin, and could send any: the check only keeps other sites' pages out.
    if origin is not None and not _is_allowed(project, text_of(origin)):
        raise NotAllowedError(
            "origin_not_allowed",
            "This project takes no batches from pages of this origin; add it in its settings.",
        )
    return project


def _is_allowed(project: IngestProject, origin: str) -> bool:
    # `null` is every sandboxed frame and local file: it names no site.
    return origin != "null" and project.allows_origin(origin.lower())


def encoding_of(query: bytes, header: bytes) -> Encoding:
    """Return the body's encoding; a beacon cannot set a header, so the query may say it as well."""
    named = {text_of(header).strip().lower()}
    if query:
        named.update(parse_qs(text_of(query)).get("encoding", []))
    named -= {"", "identity"}
    if not named:
        return "identity"
    if named != {"gzip"}:
        raise UnknownEncodingError(
            "unknown_encoding", "Bodies are read as they are or with gzip.", accepted=["gzip"]
        )
    return "gzip"


def address_of(scope: Scope) -> str:
    """Return the IP address of the sender, which is used for counting and stored nowhere."""
    client = scope.get("client")
    return str(client[0]) if client else ""


def content_length(headers: dict[bytes, bytes]) -> int | None:
    """Return how long the body says to be, or None."""
    value = headers.get(b"content-length", b"")
    return int(value) if value.isdigit() else None


def text_of(value: bytes) -> str:
    """Return a header as text."""
    return value.decode("latin-1")


async def send_preflight(send: Send, origin: bytes | None) -> None:
    """Let the page of any origin ask: the project decides when the body comes."""
    # No cookie is ever used here.
    headers: Headers = [
        *_open_headers(origin),
        (b"access-control-allow-methods", b"POST"),
        (b"access-control-allow-headers", b"content-type, content-encoding"),
        (b"access-control-max-age", PREFLIGHT_SECONDS),
    ]
    await _send(send, 204, b"", headers)


async def send_json(send: Send, status: int, body: bytes, origin: bytes | None) -> None:
    """Answer with JSON that pages of `origin` may read."""
    headers = [(b"content-type", b"application/json"), *_open_headers(origin)]
    await _answer(send, status, body, headers)


async def send_refusal(
    send: Send, failure: PagePulseError, body: bytes, origin: bytes | None
) -> None:
    """Answer with a problem, whose JSON is `body`."""
    # Which project was meant is unknown or must not be told, so the answer is for every origin.
    extra: Headers = [(b"content-type", b"application/problem+json"), *_open_headers(origin)]
    retry = failure.facts.get("retryAfterSeconds")
    if retry is not None:
        extra.append((b"retry-after", str(retry).encode()))
        # Scripts of another origin cannot read it otherwise, and trackers are scripts.
        extra.append((b"access-control-expose-headers", b"retry-after"))
    if failure.status in {408, 413}:
        # The rest of the body is not read.
        extra.append((b"connection", b"close"))
    await _answer(send, failure.status, body, extra)


def _open_headers(origin: bytes | None) -> Headers:
    if origin is None:
        return []
    return [(b"access-control-allow-origin", origin), (b"vary", b"origin")]


async def _answer(send: Send, status: int, body: bytes, headers: Headers) -> None:
    length = (b"content-length", str(len(body)).encode())
    await _send(send, status, body, [*headers, length])


async def _send(send: Send, status: int, body: bytes, headers: Headers) -> None:
    sent: Headers = [*headers, (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": sent})
    await send({"type": "http.response.body", "body": body})
