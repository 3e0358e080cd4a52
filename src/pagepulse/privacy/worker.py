"""One thread that works on data requests and on retention, a bounded step at a time.

What it does is written down before it is done, so it goes on after a crash where it was.
"""

from __future__ import annotations

import threading
import time

import structlog

from pagepulse.errors import StorageError
from pagepulse.privacy import requests
from pagepulse.privacy.erasing import Stores, advance_erasure
from pagepulse.privacy.redacting import advance_redaction
from pagepulse.privacy.requests import AT_WORK, Stored
from pagepulse.privacy.retention import Retention

log = structlog.get_logger()

# Between two looks at what somebody asked for, or at what is waited for.
PACE_SECONDS = 1.0
# While a store does not answer.
FAILURE_SECONDS = 10.0
# Nothing is kept longer than its days and these hours.
RETENTION_SECONDS = 6 * 3600.0
# Once after the start, when what visitors send has been projected.
FIRST_RETENTION_SECONDS = 60.0
# A counted redaction holds the text that it is about: nobody may forget it there.
UNCONFIRMED_MS = 3600 * 1000


class Worker:
    """Goes on with what is open, in turns, until it is stopped."""

    def __init__(self, stores: Stores) -> None:
        """Work on `stores`."""
        self._stores = stores
        self._retention = Retention(stores)
        self._stopping = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._retention_at = time.monotonic() + FIRST_RETENTION_SECONDS

    def start(self) -> None:
        """Begin, first with what an earlier process left."""
        self._thread = threading.Thread(target=self._run, name="privacy", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the current step."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def wake(self) -> None:
        """Look at once for what somebody asked for."""
        self._wake.set()

    def advance_all(self) -> bool:
        """Go one step on with everything that is open; False when all of it waits."""
        with self._stores.control.read() as connection:
            opened = requests.open_requests(connection, states=AT_WORK)
        advanced = [self._advance(stored) for stored in opened if not self._stopping.is_set()]
        return any(advanced)

    def _advance(self, stored: Stored) -> bool:
        try:
            if stored.kind == "erasure":
                return advance_erasure(self._stores, stored)
            return advance_redaction(self._stores, stored)
        except StorageError:
            raise
        except Exception:
            # The edge of a background task: one request that cannot be done must not stop others.
            log.exception("data_request_failed", request=stored.request_id)
            with self._stores.control.write() as connection:
                requests.finish(connection, stored, "failed", None)
            return True

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                pause = 0.0 if self.advance_all() else PACE_SECONDS
                self._look_at_ages()
            except Exception:
                # A store that does not answer: everything is still there.
                log.exception("data_requests_wait", retry_seconds=FAILURE_SECONDS)
                pause = FAILURE_SECONDS
            if pause:
                self._wake.wait(pause)
            self._wake.clear()

    def _look_at_ages(self) -> None:
        if time.monotonic() < self._retention_at:
            return
        self._retention_at = time.monotonic() + RETENTION_SECONDS
        with self._stores.control.write() as connection:
            requests.drop_unconfirmed(connection, self._stores.clock() - UNCONFIRMED_MS)
        for project_id, swept in self._retention.enforce().items():
            if not swept.is_nothing:
                log.info("retention_enforced", project=project_id, sessions=swept.sessions)
