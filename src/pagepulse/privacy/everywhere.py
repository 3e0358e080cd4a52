"""What is erased at one server stays away from all others of the same control database.

Each server refuses by its own journal what comes late, so it does also while the control database
is away. Here the journals learn from each other: what one of them got is told to all, at once when
that is possible, and what a server did not come to before it ended at its next start.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

import structlog

from pagepulse.control import Control
from pagepulse.errors import StorageError
from pagepulse.journal import Journal
from pagepulse.journal.erased_subjects import ErasedSubject, erased_subjects, remember_subject
from pagepulse.journal.erasures import (
    KEPT_MS,
    SessionKey,
    erased_since,
    request_erasures,
    unknown_sessions,
)
from pagepulse.privacy import erased_everywhere

log = structlog.get_logger()

# Between two looks at what others erased.
PACE_SECONDS = 1.0
# An erasure looks for sessions until every server has long refused what is late.
LEARNT_MS = 5_000
# Two small deletions that find nothing most of the time.
DROP_PACE_SECONDS = 3600.0
# Of thirty days: more than a server of one machine erases.
MOST_SESSIONS = 1_000_000


class Everywhere:
    """A thread that tells what this server erased, and learns what others did."""

    def __init__(self, control: Control, journal: Journal, clock: Callable[[], int]) -> None:
        """Exchange between `control` and `journal`; nothing happens before `start`."""
        self._control = control
        self._journal = journal
        self._clock = clock
        self._untold: deque[SessionKey] = deque()
        self._told: set[ErasedSubject] = set()
        # Where this server was in the tables of all.
        self._session_number = self._subject_number = 0
        self._drop_at = 0.0
        self._is_failing = False
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        journal.on_erased.append(self._note)

    def start(self) -> None:
        """Learn what was erased so far, then go on beside; raises StorageError."""
        since = self._clock() - KEPT_MS
        self._untold.extend(erased_since(self._journal, since, MOST_SESSIONS))
        self.exchange()
        self._thread = threading.Thread(target=self._run, name="everywhere", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the current look; what is untold is told at the next start."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def exchange(self) -> None:
        """Tell what is new here and learn what is new elsewhere; raises StorageError."""
        try:
            with closing(self._journal.connect()) as connection:
                self._exchange(connection)
        except sqlite3.Error as failure:
            raise StorageError("journal_failed", "The journal could not be read.") from failure

    def _exchange(self, connection: sqlite3.Connection) -> None:
        self._tell_sessions()
        self._learn_sessions(connection)
        self._exchange_subjects(erased_subjects(connection))
        if time.monotonic() >= self._drop_at:
            with self._control.write() as writing:
                erased_everywhere.drop_old(writing, self._clock() - KEPT_MS)
            self._drop_at = time.monotonic() + DROP_PACE_SECONDS

    def _note(self, sessions: Sequence[SessionKey]) -> None:
        self._untold.extend(sessions)
        self._wake.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._wake.wait(PACE_SECONDS)
            self._wake.clear()
            try:
                self.exchange()
            except Exception:
                # The edge of a background task: everything is still there. One stack is enough.
                log.exception("erasures_not_exchanged", exc_info=not self._is_failing)
                self._is_failing = True
                self._stopping.wait(PACE_SECONDS)
            else:
                self._is_failing = False

    def _tell_sessions(self) -> None:
        while self._untold:
            count = min(len(self._untold), erased_everywhere.MAX_AT_ONCE)
            part = [self._untold[n] for n in range(count)]
            with self._control.write() as connection:
                erased_everywhere.add_sessions(connection, part, self._clock())
            for _ in part:
                self._untold.popleft()

    def _learn_sessions(self, connection: sqlite3.Connection) -> None:
        while told := self._sessions_told():
            fresh = unknown_sessions(connection, [session for _, session in told])
            if fresh:
                request_erasures(self._journal, fresh, self._clock())
                log.info("erasures_learnt", sessions=len(fresh))
            self._session_number = told[-1][0]

    def _sessions_told(self) -> list[tuple[int, SessionKey]]:
        with self._control.read() as connection:
            return erased_everywhere.sessions_after(connection, self._session_number)

    def _exchange_subjects(self, own: Sequence[ErasedSubject]) -> None:
        if not self._told.issuperset(own):
            with self._control.write() as connection:
                erased_everywhere.add_subjects(connection, own)
            self._told = set(own)
        with self._control.read() as connection:
            told = erased_everywhere.subjects_after(connection, self._subject_number)
        known = {_what(subject): subject.requested_at for subject in own}
        for number, subject in told:
            if known.get(_what(subject), -1) < subject.requested_at:
                remember_subject(self._journal, subject)
            self._subject_number = number


def _what(subject: ErasedSubject) -> ErasedSubject:
    """Return what was erased, without when that was asked for."""
    return replace(subject, requested_at=0)
