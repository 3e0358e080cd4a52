"""What the small endpoints of trackers have in common: one POST, answered with JSON."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable

from pagepulse.errors import PagePulseError
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.answers import (
    IngestProject,
    MethodNotAllowedError,
    Scope,
    Send,
    address_of,
    check_project,
    send_json,
    send_preflight,
    send_refusal,
)
from pagepulse.ingest.body import Receive, SenderGoneError

Headers = dict[bytes, bytes]


class Endpoint(ABC):
    """An ASGI application that pages of any origin may ask; projects decide whom they answer."""

    def __init__(
        self,
        project_of_key: Callable[[str], IngestProject | None],
        render_problem: Callable[[PagePulseError], bytes],
        admission: Admission | None = None,
    ) -> None:
        """Take whose projects there are, how failures are written, who may send."""
        self.admission = admission or Admission()
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
            if scope["method"] != "POST":
                raise MethodNotAllowedError("method_not_allowed", "Trackers send with POST.")
            self.admission.check_address(address_of(scope))
            status, body = await self.answer(scope, headers, receive)
        except SenderGoneError:
            return
        except PagePulseError as failure:
            await send_refusal(send, failure, self._render_problem(failure), origin)
        else:
            await send_json(send, status, body, origin)

    @abstractmethod
    async def answer(self, scope: Scope, headers: Headers, receive: Receive) -> tuple[int, bytes]:
        """Return status and JSON for a POST; raises PagePulseError with a named code."""

    def project(self, project_key: str, headers: Headers) -> IngestProject:
        """Return the project of a key; raises NotFoundError or NotAllowedError."""
        return check_project(self._project_of_key(project_key), headers.get(b"origin"))
