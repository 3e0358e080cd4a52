"""Starts, stops, joins, cuts, restarts, commands that come late, twice or never: a model of runs.

The hub, the runs and their store are the real ones; sockets are lists of what was sent. Whatever
happens, nobody is told what was not written down, nobody is in two runs, and in the end every
visitor does what the runs want.
`PAGEPULSE_TEST_STEPS=50000` makes a long test of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar, cast

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlalchemy import create_engine, select

from pagepulse.control import Control
from pagepulse.control.database import CONTROL_FILE
from pagepulse.control.tables import live_run_sessions, live_runs
from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.ingest.batch import Batch
from pagepulse.journal import Entry
from pagepulse.live.conducting import GIVE_UP_MS, TICK_MS, Runs
from pagepulse.live.connection import Connection
from pagepulse.live.facts import Facts
from pagepulse.live.hub import Hub
from pagepulse.live.messages import RunFilter, StartRecording, VisitorPage
from pagepulse.live.run_store import RunStore
from pagepulse.live.runs import STOPPING_MS, LiveRun
from pagepulse.live.visitors import Tab
from pagepulse.projects.models import LiveSettings, NewProject
from pagepulse.projects.store import create_project

Result = TypeVar("Result")
Command = dict[str, Any]

STEPS = int(os.environ.get("PAGEPULSE_TEST_STEPS", "500"))
STEPS_EACH = 50
VISITORS = 5
MAX_VISITORS = 4
START = 1_760_000_000_000
SNAPSHOT = msgspec.Raw(b'{"type":2,"timestamp":1,"data":{"node":{},"initialOffset":{}}}')
visitors = st.integers(0, VISITORS - 1)


@dataclass
class Line:
    """The server's end of a visitor's socket: what was sent and is on its way."""

    world: RunsModel
    session_id: str
    sent: deque[Command] = field(default_factory=deque)

    def post(self, text: str) -> None:
        command = json.loads(text)
        if command["event"] == "recording-start":
            self.world.check_written(command["data"]["recordingId"], self.session_id)
        self.sent.append(command)

    def close(self, _closing: tuple[int, str]) -> None:
        """End; the other end notices by itself."""


@dataclass
class Visitor:
    """The tracker of one tab: it obeys what reaches it."""

    session_id: str
    line: Line | None = None
    tab: Tab | None = None
    recording_id: str = ""
    # Commands of runs that have ended; they come too late.
    late: deque[Command] = field(default_factory=deque)


class Watching:
    """Admins, of whom the model only says how many look."""

    def __init__(self) -> None:
        self.viewers = 1

    def is_watched(self, _project_id: str, _session_id: str) -> bool:
        return False

    def batch_ms(self, _project_id: str, _session_id: str) -> int:
        return 200

    def viewers_of(self, _run: LiveRun) -> int:
        return self.viewers

    def expect(self, _project_id: str, _session_ids: Iterable[str]) -> None:
        """Keep nothing."""


@lru_cache(1)
def made_control() -> tuple[Path, str]:
    """Return a control database with one project, to be copied: its migrations take a while."""
    folder = Path(tempfile.mkdtemp())
    control = Control.open("", folder)
    with control.write() as connection:
        project = create_project(connection, NewProject(name="Shop"))
    control.close()
    return folder / CONTROL_FILE, project.project_id


class RunsModel(RuleBasedStateMachine):
    """One project, five visitors, a clock that moves when a rule says so."""

    @initialize()
    def open(self) -> None:
        template, self.project_id = made_control()
        self.folder = Path(tempfile.mkdtemp())
        self.loop = asyncio.new_event_loop()
        shutil.copy(template, self.folder)
        self.control = Control(create_engine(f"sqlite:///{self.folder / template.name}"))
        self.now = START
        self.watching = Watching()
        self.visitors = [Visitor(f"s{number:025}") for number in range(VISITORS)]
        self.ended: set[str] = set()
        self.boot()

    def boot(self) -> None:
        """Begin as a process does."""
        self.hub = Hub()
        self.store = RunStore(self.control)
        live = LiveSettings(max_visitors=MAX_VISITORS, stop_after_ms=60_000)
        self.runs = Runs(
            self.store, self.hub, self.watching, lambda _project: live, lambda: self.now
        )
        self.hub.state_of = self.runs.state_of
        self.wait(self.runs.load())

    def wait(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self.loop.run_until_complete(work)

    def teardown(self) -> None:
        if hasattr(self, "loop"):
            self.settle()
            self.wait(self.store.flushed())
            self.loop.close()
            self.control.close()
            shutil.rmtree(self.folder)

    def check_written(self, recording_id: str, session_id: str) -> None:
        """Fail where a visitor is told to record what is not in the database."""
        table = live_run_sessions.c
        query = select(table.state).where(
            table.recording_id == recording_id, table.session_id == session_id
        )
        with self.control.read() as connection:
            states = connection.execute(query).scalars().all()
        assert len(states) == 1
        assert states[0] in {"requested", "recording"}

    # What happens.

    @rule(at=visitors)
    def join(self, at: int) -> None:
        visitor = self.visitors[at]
        self.cut(visitor)
        visitor.line = Line(self, visitor.session_id)
        connection = cast("Connection", visitor.line)
        tab = Tab(connection, self.project_id, "pk_1", "0" * 32, visitor.session_id, "t_1")
        self.hub.enter(tab)
        tab.page = VisitorPage(page_view_id="p_1", url="https://shop.example/")
        connected = self.hub.connected(self.project_id, visitor.session_id)
        assert connected is not None
        connected.facts = Facts("desktop", "Firefox", "Linux", "DE", "", "direct")
        visitor.tab = tab
        run = self.wait(self.runs.join(tab))
        # The answer says what to do, whatever was done before.
        visitor.recording_id = run.recording_id if run else ""

    @rule(at=visitors)
    def leave(self, at: int) -> None:
        self.cut(self.visitors[at])

    def cut(self, visitor: Visitor) -> None:
        """End a socket; what was on its way is lost, or comes late through a buffer."""
        if visitor.tab is not None and visitor.line is not None:
            visitor.late.extend(visitor.line.sent)
            self.hub.part(visitor.tab)
        visitor.line, visitor.tab = None, None

    @rule(is_same=st.booleans())
    def start(self, is_same: bool) -> None:  # noqa: FBT001  # drawn by Hypothesis
        going = [run for run in self.runs.active(self.project_id) if run.is_active]
        if going and not is_same:
            return
        wanted = StartRecording(project_id=self.project_id, purpose="a test", filter=RunFilter())
        run = self.wait(self.runs.start(self.project_id, wanted, actor="a", starter_id="usr_1"))
        assert run in going or not going

    @rule(times=st.integers(1, 3))
    def stop(self, times: int) -> None:
        for run in self.runs.active(self.project_id)[:1]:
            for _ in range(times):
                self.wait(self.runs.stop(self.project_id, run.recording_id, "a"))
            self.ended.add(run.recording_id)

    @rule(at=visitors)
    def deliver(self, at: int) -> None:
        visitor = self.visitors[at]
        if visitor.line is not None and visitor.line.sent:
            self.obey(visitor, visitor.line.sent.popleft())

    @rule(at=visitors)
    def duplicate(self, at: int) -> None:
        visitor = self.visitors[at]
        if visitor.line is not None and visitor.line.sent:
            self.obey(visitor, visitor.line.sent[0])

    @rule(at=visitors)
    def lose(self, at: int) -> None:
        """Lose a start; a stop is only lost with the socket."""
        visitor = self.visitors[at]
        if visitor.line is not None and visitor.line.sent:
            if visitor.line.sent[0]["event"] == "recording-stop":
                self.cut(visitor)
            else:
                visitor.line.sent.popleft()

    @rule(at=visitors)
    def stop_comes_late(self, at: int) -> None:
        """Let a stop of an earlier run reach a visitor who records for the next one."""
        visitor = self.visitors[at]
        while visitor.late:
            command = visitor.late.popleft()
            if command["event"] == "recording-stop":
                self.obey(visitor, command)

    def obey(self, visitor: Visitor, command: Command) -> None:
        named = command["data"]["recordingId"]
        if command["event"] == "recording-start":
            visitor.recording_id = named
        elif command["event"] == "recording-stop" and visitor.recording_id == named:
            visitor.recording_id = ""
            if visitor.tab is not None:
                self.wait(self.runs.told(visitor.tab, named, "stopped", ""))

    @rule(at=visitors)
    def store_picture(self, at: int) -> None:
        visitor = self.visitors[at]
        if visitor.recording_id:
            self.keep(visitor, visitor.recording_id)

    def keep(self, visitor: Visitor, recording_id: str) -> None:
        entry = Entry(
            project_id=self.project_id,
            session_id=visitor.session_id,
            tab_id="t_1",
            seq=0,
            received_at=self.now,
            origin="tracker",
            encoding="identity",
            body=b"{}",
            raw_bytes=2,
            event_count=1,
            user_agent="",
        )
        batch = Batch(
            1, "pk_1", "0" * 32, "t_1", 0, self.now, recording_id=recording_id, events=[SNAPSHOT]
        )

        async def kept() -> None:
            self.runs.kept(TakenBatch(entry, batch, None))

        self.wait(kept())

    @rule(count=st.integers(0, 2))
    def look(self, count: int) -> None:
        self.watching.viewers = count

    @rule(seconds=st.sampled_from([0.5, 2, 6, 61]))
    def pass_time(self, seconds: float) -> None:
        for _ in range(int(seconds * 1000 / TICK_MS)):
            self.now += TICK_MS
            self.wait(self.runs.tick())

    @rule(is_written=st.booleans())
    def restart(self, is_written: bool) -> None:  # noqa: FBT001  # drawn by Hypothesis
        if is_written:
            self.wait(self.store.flushed())
        for visitor in self.visitors:
            self.cut(visitor)
        self.boot()

    # What always holds.

    @invariant()
    def nobody_is_in_two_runs(self) -> None:
        if not hasattr(self, "runs"):
            return
        states = [
            name
            for run in self.runs.active(self.project_id)
            for name, session in run.sessions.items()
            if session.state != "idle" and run.is_active
        ]
        assert len(states) == len(set(states))

    @invariant()
    def what_has_ended_does_not_go_on(self) -> None:
        if not hasattr(self, "runs"):
            return
        active = {run.recording_id for run in self.runs.active(self.project_id) if run.is_active}
        assert active & self.ended == set()

    @invariant()
    def the_database_knows_which_runs_go_on(self) -> None:
        if not hasattr(self, "runs"):
            return
        with self.control.read() as connection:
            rows = connection.execute(select(live_runs.c.recording_id, live_runs.c.state)).all()
        stored = {row.recording_id: row.state for row in rows}
        for run in self.runs.active(self.project_id):
            assert stored[run.recording_id] == run.state

    @precondition(lambda self: hasattr(self, "runs"))
    @rule()
    def settle(self) -> None:
        """In the end everybody does what the runs want, and the counts say so."""
        for number in range(VISITORS):
            self.join(number)
        self.watching.viewers = 1
        for _ in range((GIVE_UP_MS + STOPPING_MS) // 5_000):
            self.pass_time(5)
            for visitor in self.visitors:
                while visitor.line is not None and visitor.line.sent:
                    self.obey(visitor, visitor.line.sent.popleft())
        for number in range(VISITORS):
            self.join(number)
            self.store_picture(number)
        going = [run for run in self.runs.active(self.project_id) if run.is_active]
        recording = [visitor.recording_id for visitor in self.visitors if visitor.recording_id]
        assert len(going) <= 1
        wanted = [run.recording_id for run in going for _ in range(MAX_VISITORS)]
        assert recording == wanted
        for run in going:
            summary = self.runs.summary(run)
            assert (summary.requested, summary.recording) == (0, MAX_VISITORS)


RunsModel.TestCase.settings = settings(
    max_examples=max(1, STEPS // STEPS_EACH),
    stateful_step_count=STEPS_EACH,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestRuns = RunsModel.TestCase
