"""Runs the server: one process, one event loop, several listeners."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import resource
import signal
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping

import structlog
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

from pagepulse.accounts.first_run import setup_token
from pagepulse.accounts.origins import Origins
from pagepulse.ingest import assets, opt_out
from pagepulse.server.admin import AdminApp, open_admin_socket
from pagepulse.server.app import create_app
from pagepulse.server.backend import REQUEST_SHARE, Backend
from pagepulse.server.deadlines import DeadlineProtocol
from pagepulse.server.limits import SPARE_FILES
from pagepulse.server.listeners import (
    Dispatcher,
    HttpOnly,
    Lifespan,
    Listeners,
    open_listeners,
    port_of,
)
from pagepulse.server.metrics import HttpMetrics, IngestCollector, MetricsApp, create_registry
from pagepulse.server.player import Player
from pagepulse.server.request_log import RequestLog
from pagepulse.server.websockets import (
    MAX_WEBSOCKET_BYTES,
    PING_SECONDS,
    PONG_SECONDS,
    BoundedWebSocket,
)
from pagepulse.settings import Settings

log = structlog.get_logger()

INGEST_PATH = "/api/tracking/events"
# A connection without a request is closed after this time, in seconds; trackers send every 5 s.
KEEP_ALIVE_SECONDS = 20
HARD_EXIT = 1
# Beyond the time for requests and batches, for closing files; then the process ends all the same.
CLOSING_SECONDS = 5.0
# One for each of 60,000 sockets, and some for the storages.
MAX_OPEN_FILES = 65_536


class Server(uvicorn.Server):
    """uvicorn, ending with exit code 0 after SIGTERM and at once at the second signal."""

    def __init__(
        self, config: uvicorn.Config, leave: Callable[[], Awaitable[None]], seconds: float
    ) -> None:
        """Call `leave` before sockets are closed; `seconds` after SIGTERM end whatever hangs."""
        super().__init__(config)
        self._leave = leave
        # A thread, because a part that hangs may hold the event loop or the end of its threads.
        self._patience = threading.Timer(seconds, _end_at_once)
        self._patience.daemon = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let sockets be told first: uvicorn closes them without a word."""
        await self._leave()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take the signals over; uvicorn would send itself the first one again at the end."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._end)
        try:
            yield
        finally:
            for number in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(number)
            self._patience.cancel()

    def _end(self) -> None:
        if self.should_exit:
            # Whoever insists does not want to wait: nothing that was acknowledged is lost.
            os._exit(HARD_EXIT)
        self.should_exit = True
        self._patience.start()


def _end_at_once() -> None:
    # What was acknowledged is on disk: the next start goes on with it.
    log.error("shutdown_took_too_long")
    os._exit(HARD_EXIT)


class Instance:
    """A server that is ready to run; `apps` and `sockets` may be extended before."""

    def __init__(self, settings: Settings) -> None:
        """Open listeners and storage; raises PortTakenError or StorageError."""
        self.settings = settings
        self.listeners: Listeners = open_listeners(settings)
        port, player_port = port_of(self.listeners.main), port_of(self.listeners.player)
        self.origins = Origins.of(settings, port, player_port)
        try:
            self.backend = Backend(settings, self.origins)
        except BaseException:
            self.listeners.close()
            raise
        self._extra: list[tuple[socket.socket, ASGIApp]] = []
        self._admin = open_admin_socket(settings.data)

    def add(self, listener: socket.socket, app: ASGIApp) -> None:
        """Serve another application beside the own ones."""
        self._extra.append((listener, app))

    def setup_link(self) -> str | None:
        """Return the one-time link to the first owner, or None when there is one."""
        with self.backend.services.control.write() as connection:
            token = setup_token(connection)
        return self.origins.link(f"/setup#{token}") if token else None

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Serve until SIGTERM or SIGINT, then drain; `ready` is called once requests are taken."""
        dispatcher = Dispatcher(self._apps(), Lifespan(self._start(ready), self.backend.stop))
        seconds = self.settings.shutdown_seconds + CLOSING_SECONDS
        server = Server(self._config(dispatcher), self.backend.live.leave, seconds)
        # Modules and applications stay to the end. Looking for garbage among them takes a tenth
        # of a second, again and again, in which nobody is answered.
        gc.collect()
        gc.freeze()
        server.run([*self.listeners.sockets, *self._extra_sockets()])

    def _start(self, ready: Callable[[], None]) -> Callable[[], Awaitable[None]]:
        async def start() -> None:
            await self.backend.start()
            ready()

        return start

    def _extra_sockets(self) -> list[socket.socket]:
        extra = [listener for listener, _ in self._extra]
        return [*extra, self._admin] if self._admin else extra

    def _apps(self) -> Mapping[int | None, ASGIApp]:
        registry = create_registry()
        registry.register(IngestCollector(self.backend.pipeline))
        http_metrics = HttpMetrics(registry)
        app = create_app(self.backend.services, self.backend.checks, http_metrics)
        app.state.live = self.backend.live
        app.state.privacy = self.backend.privacy
        app.state.alerts = self.backend.outgoing.alerts
        app.state.digests = self.backend.outgoing.digests
        pipeline = self.backend.pipeline
        app.state.journal = pipeline.journal
        app.state.keeper = self.backend.keeper
        ingest = RequestLog(pipeline.handler, http_metrics, INGEST_PATH)
        vault = RequestLog(pipeline.assets, http_metrics, assets.PATH)
        uploads = {
            INGEST_PATH: ingest,
            assets.PATH: vault,
            assets.MISSING_PATH: vault,
            opt_out.PATH: RequestLog(pipeline.opt_out, http_metrics, opt_out.PATH),
        }
        apps: dict[int | None, ASGIApp] = {
            self.origins.port: before_framework(uploads, self.backend.live.apps, app),
            self.origins.player_port: HttpOnly(Player(self.origins)),
        }
        if self._admin is not None:
            apps[None] = HttpOnly(AdminApp(self.backend, self.settings.data))
        if self.listeners.metrics is not None:
            apps[port_of(self.listeners.metrics)] = HttpOnly(MetricsApp(registry))
        apps |= {port_of(listener): app for listener, app in self._extra}
        return apps

    def _config(self, app: ASGIApp) -> uvicorn.Config:
        proxies = [
            part.strip() for part in self.settings.trusted_proxies.split(",") if part.strip()
        ]
        return uvicorn.Config(
            app,
            loop="uvloop",
            http=DeadlineProtocol,
            ws=BoundedWebSocket,
            ws_max_size=MAX_WEBSOCKET_BYTES,
            ws_ping_interval=PING_SECONDS,
            ws_ping_timeout=PONG_SECONDS,
            ws_per_message_deflate=False,
            lifespan="on",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies,
            limit_concurrency=max_connections(),
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=max(1, int(self.settings.shutdown_seconds * REQUEST_SHARE)),
        )


def max_connections() -> int:
    """Return how many connections this process takes before it answers with 503."""
    return raise_open_files() - SPARE_FILES.value


def raise_open_files() -> int:
    """Let this process open as many files as the system allows it, and return how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, MAX_OPEN_FILES) if hard != resource.RLIM_INFINITY else MAX_OPEN_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return wanted if soft == resource.RLIM_INFINITY else soft


def before_framework(
    uploads: Mapping[str, ASGIApp], sockets: Mapping[str, ASGIApp], app: ASGIApp
) -> ASGIApp:
    """Return an application that takes uploads and sockets before the framework sees them."""
    of_type = {"http": uploads, "websocket": sockets}

    async def main(scope: Scope, receive: Receive, send: Send) -> None:
        own = of_type.get(scope["type"], {}).get(scope["path"])
        await (own or app)(scope, receive, send)

    return main
