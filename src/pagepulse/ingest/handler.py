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
    address_of,
    content_length,
    encoding_of,
    send_json,
    send_preflight,
    send_refusal,
)
from pagepulse.ingest.attribution import Arrival
from pagepulse.ingest.body import Receive, SenderGoneError, read_body
from pagepulse.ingest.ledger import Ledger

# How a batch is counted that met a fault of the server.
CRASHED = "crashed"


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
        arrival = Arrival()
        try:
            seq = await self._accept(scope, headers, receive, arrival)
        except SenderGoneError as failure:
            self._refused(arrival, failure.code)
        except PagePulseError as failure:
            self._refused(arrival, failure.code)
            await send_refusal(send, failure, self._render_problem(failure), origin)
        except Exception:
            self._refused(arrival, CRASHED)
            raise
        else:
            self._ledger.accepted += 1
            await send_json(send, 202, b'{"ok":true,"seq":%d}' % seq, origin)

    def _refused(self, arrival: Arrival, code: str) -> None:
        self._ledger.rejected[code] += 1
        self._acceptance.count_refusal(self._acceptance.project_id_of(arrival), code)

    async def _accept(
        self, scope: Scope, headers: dict[bytes, bytes], receive: Receive, arrival: Arrival
    ) -> int:
        if scope["method"] != "POST":
            raise MethodNotAllowedError("method_not_allowed", "Batches are sent with POST.")
        encoding = encoding_of(scope["query_string"], headers.get(b"content-encoding", b""))
        self._acceptance.check_address(address_of(scope))
        self._acceptance.check_room()
        body = await read_body(receive, content_length(headers))
        arrival.body, arrival.encoding = body, encoding
        with self._acceptance.holding(len(body)):
            read = await self._acceptance.read(body, encoding)
            taken = await self._acceptance.take(read, Sender(headers, address_of(scope)))
        return taken.entry.seq
