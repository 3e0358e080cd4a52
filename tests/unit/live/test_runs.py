"""Whatever is commanded, lost, late or said twice: a run and its sessions stay in known states."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from pagepulse.live.messages import RunFilter
from pagepulse.live.runs import STOPPING_MS, LiveRun, RunSession

SESSIONS = st.sampled_from(["s1", "s2", "s3"])
LONGEST_MS, UNWATCHED_MS = 60_000, 5_000


def run(**changes: object) -> LiveRun:
    """Return a run that has just begun, with nobody looking."""
    fields = {
        "recording_id": "run_1",
        "project_id": "prj_1",
        "purpose": "to see",
        "filter": RunFilter(),
        "is_badge_shown": False,
        "started_by": "a@b.cc",
        "starter_id": "usr_1",
        "started_at": 0,
        "ends_at": LONGEST_MS,
        "stop_after_ms": UNWATCHED_MS,
        "unwatched_since": 0,
    }
    return LiveRun(**{**fields, **changes})  # type: ignore[arg-type]  # the fields above


def test_a_session_goes_from_requested_to_recording_with_its_first_snapshot_and_only_once():
    made = run()

    told = [
        made.snapshot_stored("s1", 1),
        made.take("s1", 2),
        made.take("s1", 3),
        made.snapshot_stored("s1", 4),
        made.snapshot_stored("s1", 5),
    ]

    assert told == [False, True, False, True, False]
    assert made.sessions == {"s1": RunSession("recording", 2, recorded_at=4)}


def test_a_filter_for_the_next_visitors_lets_so_many_in():
    made = run(filter=RunFilter(next_visitors=1))

    assert [made.take("s1", 1), made.take("s2", 1)] == [True, False]


@pytest.mark.parametrize(
    ("now", "viewers", "reason"),
    [
        (UNWATCHED_MS, 1, ""),
        (UNWATCHED_MS, 0, ""),
        (UNWATCHED_MS + 1, 0, "no-viewers"),
        (LONGEST_MS - 1, 1, ""),
        (LONGEST_MS, 1, "time-limit"),
    ],
)
def test_a_run_is_due_when_nobody_looks_for_long_enough_or_its_time_is_over(
    now: int, viewers: int, reason: str
):
    made = run()
    made.note_viewers(viewers, 1)

    assert made.due(now) == reason


def test_a_run_that_stops_waits_for_those_who_are_online_but_not_for_ever():
    made = run()
    made.take("s1", 1)
    made.take("s2", 1)
    made.stop("stopped", 10)

    assert made.finish(11, {"s1"}) is False
    assert made.finish(10 + STOPPING_MS, {"s1"}) is True
    assert {one.state for one in made.sessions.values()} == {"idle"}


class Commands(RuleBasedStateMachine):
    """Everything that can happen to a run, in any order and as often as it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1
        self.run = run()
        self.was_stopped = False
        self.ever_recorded: set[str] = set()

    @rule(session=SESSIONS)
    def take(self, session: str) -> None:
        taken = self.run.take(session, self.now)
        assert not (taken and self.was_stopped)

    @rule(session=SESSIONS)
    def snapshot(self, session: str) -> None:
        if self.run.snapshot_stored(session, self.now):
            self.ever_recorded.add(session)

    @rule(session=SESSIONS)
    def refuse(self, session: str) -> None:
        self.run.refused(session, "excluded-page")

    @rule(session=SESSIONS)
    def session_stopped(self, session: str) -> None:
        if self.run.session_stopped(session):
            assert self.was_stopped

    @rule()
    def stop(self) -> None:
        assert self.run.stop("stopped", self.now) is not self.was_stopped
        self.was_stopped = True

    @rule(online=st.sets(SESSIONS))
    def finish(self, online: set[str]) -> None:
        self.run.finish(self.now, online)

    @rule(viewers=st.integers(0, 2), passed=st.integers(0, 20_000))
    def time_passes(self, viewers: int, passed: int) -> None:
        self.run.note_viewers(viewers, self.now)
        self.now += passed

    @invariant()
    def nothing_is_recorded_after_the_stop(self) -> None:
        states = {one.state for one in self.run.sessions.values()}
        assert not self.was_stopped or not states & {"requested", "recording"}
        assert self.run.state != "stopped" or states <= {"idle"}
        wanted = any(self.run.wants(session) for session in self.run.sessions)
        assert not (wanted and self.was_stopped)

    @invariant()
    def what_was_recorded_is_counted(self) -> None:
        recorded = {name for name, one in self.run.sessions.items() if one.recorded_at}
        assert recorded == self.ever_recorded


TestCommands = Commands.TestCase
TestCommands.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
