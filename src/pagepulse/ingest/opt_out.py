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
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.answers import IngestProject, Scope, content_length
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.body import Receive, read_body
from pagepulse.ingest.endpoint import Endpoint, Headers
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


class OptOutHandler(Endpoint):
    """The ASGI application of the endpoint."""

    def __init__(
        self,
        journal: Journal,
        project_of_key: Callable[[str], IngestProject | None],
        render_problem: Callable[[PagePulseError], bytes],
        admission: Admission | None = None,
    ) -> None:
        """Take where wishes are kept, whose sessions they are about, how failures are written."""
        super().__init__(project_of_key, render_problem, admission)
        self._journal = journal

    async def answer(self, _scope: Scope, headers: Headers, receive: Receive) -> tuple[int, bytes]:
        """Keep the wish; answered when it is on disk."""
        body = await read_body(receive, content_length(headers), OPT_OUT_BYTES)
        withdrawal = _read(body)
        project = self.project(withdrawal.project_key, headers)
        session = project.project_id, session_id_of(withdrawal.session_key)
        await asyncio.to_thread(request_erasure, self._journal, session, now_ms())
        return 202, b'{"ok":true}'


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
