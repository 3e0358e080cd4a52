"""`POST /api/tracking/opt-out`: a visitor withdraws, and the session is deleted.

    {"projectKey": "pk_…", "sessionKey": "4b1f…"}

The session key is the proof: only the browser that wrote the session knows it. Answered when the
wish is on disk; the projector then deletes what there is, and drops what still arrives.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import msgspec

from pagepulse.clock import now_ms
from pagepulse.errors import InvalidInputError, PagePulseError
from pagepulse.ingest.answers import (
    IngestProject,
    MethodNotAllowedError,
    Scope,
    Send,
    check_project,
    content_length,
    send_json,
    send_preflight,
    send_refusal,
)
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.body import Receive, SenderGoneError, read_body
from pagepulse.ingest.envelope import SESSION_KEY
from pagepulse.ingest.limits import OPT_OUT_BYTES
from pagepulse.journal import Journal
from pagepulse.journal.erasures import request_erasure

PATH = "/api/tracking/opt-out"


class Withdrawal(msgspec.Struct, frozen=True, rename="camel"):
    """Which session goes."""

    project_key: str
    session_key: str


_decoder = msgspec.json.Decoder(Withdrawal)


class OptOutHandler:
    """The ASGI application of the endpoint."""

    def __init__(
        self,
        journal: Journal,
        project_of_key: Callable[[str], IngestProject | None],
        render_problem: Callable[[PagePulseError], bytes],
    ) -> None:
        """Take where wishes are kept, whose sessions they are about, how failures are written."""
        self._journal = journal
        self._project_of_key = project_of_key
        self._render_problem = render_problem

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        headers = dict(scope["headers"])
        origin = headers.get(b"origin")
        if scope["method"] == "OPTIONS":
            await send_preflight(send, origin)
            return
        try:
            await self._accept(scope, headers, receive)
        except SenderGoneError:
            return
        except PagePulseError as failure:
            await send_refusal(send, failure, self._render_problem(failure), origin)
        else:
            await send_json(send, 202, b'{"ok":true}', origin)

    async def _accept(self, scope: Scope, headers: dict[bytes, bytes], receive: Receive) -> None:
        if scope["method"] != "POST":
            raise MethodNotAllowedError("method_not_allowed", "Withdrawals are sent with POST.")
        body = await read_body(receive, content_length(headers), OPT_OUT_BYTES)
        withdrawal = _read(body)
        project = check_project(
            self._project_of_key(withdrawal.project_key), headers.get(b"origin")
        )
        session = project.project_id, session_id_of(withdrawal.session_key)
        await asyncio.to_thread(request_erasure, self._journal, session, now_ms())


def _read(body: bytes) -> Withdrawal:
    try:
        withdrawal = _decoder.decode(body)
    except (msgspec.DecodeError, RecursionError) as failure:
        raise InvalidInputError(
            "not_json", "The body must be a JSON object with projectKey and sessionKey."
        ) from failure
    if SESSION_KEY.fullmatch(withdrawal.session_key) is None:
        raise InvalidInputError("bad_session_key", "sessionKey must be 32 lower-case hex digits.")
    return withdrawal
