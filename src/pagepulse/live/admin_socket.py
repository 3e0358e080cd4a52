"""`/live/admin`: admins see who is online, start and stop runs, and watch."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import structlog

from pagepulse.accounts.access import Principal
from pagepulse.accounts.origins import Origins, parse_address
from pagepulse.clock import now_ms
from pagepulse.errors import NotAllowedError, NotAuthenticatedError, NotFoundError, StorageError
from pagepulse.ingest.answers import text_of
from pagepulse.live.addresses import Addresses
from pagepulse.live.admin import Admin
from pagepulse.live.closing import REVOKED
from pagepulse.live.conducting import Runs
from pagepulse.live.connection import Bounds, Connection
from pagepulse.live.frames import NOTHING
from pagepulse.live.hub import Hub
from pagepulse.live.limits import (
    ADMIN_MESSAGES,
    FRAME_BYTES,
    QUEUE_BYTES,
    QUEUE_MESSAGES,
)
from pagepulse.live.messages import (
    ADMIN_TO_SERVER,
    AdminHello,
    AdminWelcome,
    Message,
    StartAnswer,
    StartRecording,
    StopAnswer,
    StopRecording,
    Subscribe,
    SubscribeAnswer,
    Watch,
)
from pagepulse.live.presence import Presence
from pagepulse.live.principals import Credentials, check_right
from pagepulse.live.sockets import Handle, SocketEndpoint
from pagepulse.live.tickets import PREFIX as TICKET_PREFIX
from pagepulse.live.watching import Watching

log = structlog.get_logger()

# A start watches the first visitors at once, so many.
WATCHED_AT_ONCE = 16
BOUNDS = Bounds(
    messages_per_second=ADMIN_MESSAGES.value,
    bytes_per_second=FRAME_BYTES.value,
    waiting_messages=QUEUE_MESSAGES.value,
    waiting_bytes=QUEUE_BYTES.value,
)


class AdminEndpoint(SocketEndpoint[Admin]):
    """The ASGI application of the admins' sockets."""

    def __init__(
        self,
        *,
        addresses: Addresses,
        hub: Hub,
        runs: Runs,
        watching: Watching,
        presence: Presence,
        credentials: Credentials,
        origins: Origins,
        is_enabled: bool,
        quiet_ms: Callable[[str], int | None],
    ) -> None:
        """`is_enabled`: whether the operator lets anybody be recorded live.

        `quiet_ms` tells for how long nothing new could be read of a project, if that is known.
        """
        super().__init__(ADMIN_TO_SERVER, addresses, BOUNDS)
        self._hub = hub
        self._runs = runs
        self._watching = watching
        self._presence = presence
        self._credentials = credentials
        self._origins = origins
        self._is_enabled = is_enabled
        self._quiet_ms = quiet_ms
        self._handlers: dict[str, Handle[Admin]] = {
            "subscribe": self._subscribe,
            "unsubscribe": self._unsubscribe,
            "admin-start-recording": self._start,
            "admin-stop-recording": self._stop,
            "watch": self._watch,
            "unwatch": self._unwatch,
        }

    async def greet(self, connection: Connection, hello: Message) -> tuple[Admin, Message]:
        """Let somebody in with a token or ticket; raises NotAuthenticatedError, NotAllowedError."""
        assert isinstance(hello, AdminHello)  # noqa: S101  # the registry says so
        if hello.token.startswith(TICKET_PREFIX):
            self._check_origin(connection)
        credential = await self._credentials.of(hello.token)
        admin = Admin(connection, credential, await credential.principal())
        connection.outbox.on_overflow = lambda: self._watching.overflowed(admin)
        connection.outbox.on_drained = lambda: self._watching.serve(admin)
        self._hub.admins.add(admin)
        return admin, AdminWelcome(
            ok=True,
            name=admin.principal.name,
            server_time=now_ms(),
            is_live_enabled=self._is_enabled,
        )

    def part(self, peer: Admin) -> None:
        """Forget an admin; runs that nobody looks at any more end later."""
        self._hub.admins.discard(peer)
        self._watching.leave(peer)

    def handler(self, event: str) -> Handle[Admin]:
        """Return what answers an event."""
        return self._handlers[event]

    async def check_rights(self) -> None:
        """Cut off whoever has lost the right since they said hello."""
        for admin in list(self._hub.admins):
            try:
                principal = await admin.credential.principal()
            except NotAuthenticatedError:
                admin.connection.close(REVOKED, at_once=True)
                self.part(admin)
            except StorageError:
                # Nobody's right is known to have ended.
                log.warning("rights_not_checked", exc_info=True)
            else:
                self._apply(admin, principal)

    def _apply(self, admin: Admin, principal: Principal) -> None:
        """Take the present roles; a project that is gone from them is gone from the socket."""
        admin.principal = principal
        for project_id in set(admin.topics) - set(principal.roles):
            del admin.topics[project_id]
        for project_id, session_id in list(admin.watched):
            if project_id not in principal.roles:
                self._watching.unwatch(admin, project_id, session_id)
        if not principal.roles:
            admin.connection.close(REVOKED, at_once=True)
            self.part(admin)

    def _check_origin(self, connection: Connection) -> None:
        """Let only the dashboard's own pages use a ticket; raises NotAllowedError."""
        origin = text_of(connection.headers.get(b"origin", b""))
        host = text_of(connection.headers.get(b"host", b""))
        address = parse_address(connection.scheme, host)
        own = address is not None and self._origins.answers_to(address)
        allowed = {self._origins.public_origin}
        if own and address is not None:
            allowed.add(address.origin)
        if not origin or origin not in allowed:
            raise NotAllowedError(
                "origin_not_allowed", "Tickets are for pages of the dashboard's own origin."
            )

    async def _subscribe(self, admin: Admin, data: Message) -> Message:
        assert isinstance(data, Subscribe)  # noqa: S101  # the registry says so
        check_right(admin.principal, data.project_id, "viewer", "live:read")
        known = admin.topics.get(data.project_id, frozenset())
        if data.topics:
            admin.topics[data.project_id] = known | set(data.topics)
        wants_visitors = "visitors" in data.topics
        return SubscribeAnswer(
            ok=True,
            visitors=tuple(self._presence.visitors(data.project_id)) if wants_visitors else (),
            runs=tuple(self._runs.summaries(data.project_id)),
            quiet_ms=self._quiet_ms(data.project_id),
        )

    async def _unsubscribe(self, admin: Admin, data: Message) -> Message:
        assert isinstance(data, Subscribe)  # noqa: S101  # the registry says so
        left = admin.topics.get(data.project_id, frozenset()) - set(data.topics)
        if left:
            admin.topics[data.project_id] = left
        else:
            admin.topics.pop(data.project_id, None)
        return NOTHING

    async def _start(self, admin: Admin, data: Message) -> Message:
        assert isinstance(data, StartRecording)  # noqa: S101  # the registry says so
        principal = admin.principal
        check_right(principal, data.project_id, "admin", "live:run")
        run = await self._runs.start(
            data.project_id, data, actor=principal.name, starter_id=principal.principal_id
        )
        taken = [name for name, one in run.sessions.items() if one.state != "idle"]
        if data.watch and principal.has("live:read"):
            admin.runs.add(run.recording_id)
            for session_id in taken[:WATCHED_AT_ONCE]:
                with contextlib.suppress(NotFoundError):
                    self._watching.watch(admin, data.project_id, session_id)
        return StartAnswer(
            recording_id=run.recording_id, visitors=len(taken), run=self._runs.summary(run)
        )

    async def _stop(self, admin: Admin, data: Message) -> Message:
        assert isinstance(data, StopRecording)  # noqa: S101  # the registry says so
        project_id = await self._runs.project_of(data.recording_id)
        check_right(admin.principal, project_id, "admin", "live:run")
        run = await self._runs.stop(project_id, data.recording_id, admin.principal.name)
        return StopAnswer(recording_id=run.recording_id, run=self._runs.summary(run))

    async def _watch(self, admin: Admin, data: Message) -> Message:
        assert isinstance(data, Watch)  # noqa: S101  # the registry says so
        check_right(admin.principal, data.project_id, "viewer", "live:read")
        return self._watching.watch(admin, data.project_id, data.session_id, data.batch_ms)

    async def _unwatch(self, admin: Admin, data: Message) -> Message:
        assert isinstance(data, Watch)  # noqa: S101  # the registry says so
        self._watching.unwatch(admin, data.project_id, data.session_id)
        return NOTHING
