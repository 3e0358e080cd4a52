"""Runs in the control database: written before anybody is told, read again at the next start."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
import structlog
from sqlalchemy import Connection, Row, and_, delete, insert, select, update

from pagepulse.accounts import audit
from pagepulse.control import Control
from pagepulse.control.tables import live_run_sessions, live_runs
from pagepulse.errors import PagePulseError
from pagepulse.live.messages import RunFilter
from pagepulse.live.runs import LiveRun, RunSession

log = structlog.get_logger()

# Width of the column.
MAX_PURPOSE = 500
PAGE_SIZE = 50

Change = Callable[[Connection], None]


@dataclass(frozen=True, slots=True)
class Deed:
    """What the audit log says of a start or a stop."""

    action: audit.Action
    actor: str
    detail: str


class RunStore:
    """Changes that wait share one transaction."""

    def __init__(self, control: Control) -> None:
        """Take the control database."""
        self._control = control
        self._waiting: list[tuple[Change, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._noting: set[asyncio.Task[None]] = set()

    async def load_open(self) -> list[LiveRun]:
        """Return every run that has not ended, with its sessions."""
        return await self._control.read_async(
            lambda connection: _runs(connection, live_runs.c.state != "stopped")
        )

    async def save_new(self, run: LiveRun, deed: Deed) -> None:
        """Store a run that begins, with its first sessions; raises StorageError."""

        def change(connection: Connection) -> None:
            connection.execute(insert(live_runs).values(_run_values(run)))
            rows = [
                _session_values(run, session_id, session)
                for session_id, session in run.sessions.items()
            ]
            if rows:
                connection.execute(insert(live_run_sessions), rows)
            _note(connection, run, deed)

        await self._save(change)

    async def save_run(self, run: LiveRun, deed: Deed | None = None) -> None:
        """Store how a run is, and the state of all its sessions; raises StorageError."""
        values, state = _run_values(run), run.state
        sessions = {name: session.state for name, session in run.sessions.items()}

        def change(connection: Connection) -> None:
            of_run = live_runs.c.recording_id == run.recording_id
            connection.execute(update(live_runs).where(of_run).values(values))
            if state != "recording":
                _save_states(connection, run.recording_id, sessions)
            if deed is not None:
                _note(connection, run, deed)

        await self._save(change)

    async def save_session(self, run: LiveRun, session_id: str) -> None:
        """Store how a session of a run is; raises StorageError."""
        values = _session_values(run, session_id, run.sessions[session_id])
        key = and_(
            live_run_sessions.c.recording_id == run.recording_id,
            live_run_sessions.c.session_id == session_id,
        )

        def change(connection: Connection) -> None:
            connection.execute(delete(live_run_sessions).where(key))
            connection.execute(insert(live_run_sessions).values(values))

        await self._save(change)

    def note_session(self, run: LiveRun, session_id: str) -> None:
        """Store how a session is while nobody waits: what gets lost is learnt again at a join."""
        task = asyncio.create_task(self._save_quietly(run, session_id))
        self._noting.add(task)
        task.add_done_callback(self._noting.discard)

    async def read_run(self, project_id: str, recording_id: str) -> LiveRun | None:
        """Return a run of a project, also one that has ended."""
        wanted = and_(
            live_runs.c.project_id == project_id, live_runs.c.recording_id == recording_id
        )
        found = await self._control.read_async(lambda connection: _runs(connection, wanted))
        return found[0] if found else None

    async def project_of(self, recording_id: str) -> str:
        """Return the project of a run, or nothing; whoever asks must check the role for it."""
        query = select(live_runs.c.project_id).where(live_runs.c.recording_id == recording_id)
        found = await self._control.read_async(lambda connection: connection.scalar(query))
        return str(found or "")

    async def list_runs(self, project_id: str, before: int, limit: int) -> list[LiveRun]:
        """Return runs of a project that began before a time, newest first."""
        wanted = and_(live_runs.c.project_id == project_id, live_runs.c.started_at < before)
        return await self._control.read_async(lambda connection: _runs(connection, wanted, limit))

    async def flushed(self) -> None:
        """Return when nothing waits to be written."""
        if self._noting:
            await asyncio.wait(self._noting)
        while self._writer is not None:
            await asyncio.wait([self._writer])

    async def _save_quietly(self, run: LiveRun, session_id: str) -> None:
        if session_id not in run.sessions:
            # It was erased meanwhile.
            return
        try:
            await self.save_session(run, session_id)
        except PagePulseError:
            log.warning("session_of_run_not_saved", recording_id=run.recording_id)

    async def _save(self, change: Change) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((change, future))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write(), name="live-runs")
        await future

    async def _write(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                await self._write_group(group)
        finally:
            self._writer = None

    async def _write_group(self, group: list[tuple[Change, asyncio.Future[None]]]) -> None:
        def write(connection: Connection) -> None:
            for change, _ in group:
                change(connection)

        failure: Exception | None = None
        try:
            await self._control.write_async(write)
        except Exception as raised:  # noqa: BLE001  # whoever waits raises it
            failure = raised
        for _, future in group:
            if future.done():
                continue
            if failure is None:
                future.set_result(None)
            else:
                future.set_exception(failure)


def _note(connection: Connection, run: LiveRun, deed: Deed) -> None:
    audit.record(
        connection,
        deed.action,
        actor=deed.actor,
        project_id=run.project_id,
        object_id=run.recording_id,
        detail=deed.detail,
    )


def _save_states(connection: Connection, recording_id: str, states: Mapping[str, str]) -> None:
    """Write the states of many sessions with one statement for each state."""
    of_run = live_run_sessions.c.recording_id == recording_id
    for state in set(states.values()):
        ids = [session_id for session_id, one in states.items() if one == state]
        connection.execute(
            update(live_run_sessions)
            .where(of_run, live_run_sessions.c.session_id.in_(ids))
            .values(state=state)
        )


def _runs(connection: Connection, wanted: object, limit: int = PAGE_SIZE * 100) -> list[LiveRun]:
    query = (
        select(live_runs)
        .where(wanted)  # type: ignore[arg-type]  # a condition; its type differs with its form
        .order_by(live_runs.c.started_at.desc(), live_runs.c.recording_id)
        .limit(limit)
    )
    runs = {row.recording_id: _run(row) for row in connection.execute(query)}
    sessions = select(live_run_sessions).where(live_run_sessions.c.recording_id.in_(list(runs)))
    for row in connection.execute(sessions):
        runs[row.recording_id].sessions[row.session_id] = RunSession(
            row.state, row.taken_at, row.recorded_at, row.refusal
        )
    return list(runs.values())


def _run(row: Row[tuple[object, ...]]) -> LiveRun:
    fields = {name: getattr(row, name) for name in _PLAIN}
    wanted = msgspec.json.decode(row.filter, type=RunFilter)
    return LiveRun(**fields, filter=wanted, is_badge_shown=bool(row.is_badge_shown))


_PLAIN = (
    "recording_id",
    "project_id",
    "purpose",
    "started_by",
    "starter_id",
    "started_at",
    "ends_at",
    "stop_after_ms",
    "state",
    "stopped_at",
    "stop_reason",
    "unwatched_since",
    "without_consent",
)


def _run_values(run: LiveRun) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(run, name) for name in _PLAIN}
    values["filter"] = msgspec.json.encode(run.filter).decode()
    values["is_badge_shown"] = int(run.is_badge_shown)
    return values


def _session_values(run: LiveRun, session_id: str, session: RunSession) -> dict[str, object]:
    return {
        "recording_id": run.recording_id,
        "session_id": session_id,
        "state": session.state,
        "taken_at": session.taken_at,
        "recorded_at": session.recorded_at,
        "refusal": session.refusal,
    }
