"""A backup is of one moment, though batches arrive while it is made; restored, it adds up."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from tests.api.running_server import SESSION_KEY, Running, Start, pagepulse, wait_until

from pagepulse.ingest.batch import session_id_of

WITHDRAWN_KEY = "5a2c" * 8
# A batch waits for a commit, never for a copy of the warehouse; on a machine that does much else.
SLOWEST_SECONDS = 5.0


class Load:
    """Batches of one session after the other, as fast as they are acknowledged."""

    def __init__(self, server: Running) -> None:
        """Send nothing yet."""
        self._server = server
        self._stopping = threading.Event()
        self.acknowledged: list[int] = []
        self.slowest = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Send until the end of the block."""
        thread = threading.Thread(target=self._send)
        thread.start()
        try:
            yield
        finally:
            self._stopping.set()
            thread.join()

    def _send(self) -> None:
        with httpx.Client(base_url=self._server.url, timeout=60) as site:
            while not self._stopping.is_set():
                seq, begun = len(self.acknowledged), time.monotonic()
                answer = site.post("/api/tracking/events", content=self._server.batch(seq))
                answer.raise_for_status()
                self.slowest = max(self.slowest, time.monotonic() - begun)
                self.acknowledged.append(seq)


def test_a_backup_under_load_holds_all_that_was_acknowledged_before_and_adds_up(
    start: Start, tmp_path: Path
):
    server = start(PAGEPULSE_RATE_FACTOR="1000")
    load = Load(server)
    with load.running():
        wait_until(lambda: len(load.acknowledged) > 50, "some load")
        wait_until(lambda: server.session_events() > 0, "the first projection")
        before = len(load.acknowledged)
        made = pagepulse("backup", tmp_path / "copy.tar", "--data", server.data)
        wait_until(lambda: len(load.acknowledged) > before + 50, "some load after it")

    assert made.returncode == 0, made.stderr
    assert load.slowest < SLOWEST_SECONDS
    copy = restored(start, server, tmp_path)
    wait_until(lambda: ledger(copy)["waiting"] == 0, "what waited in the backup")
    counted = ledger(copy)
    # A batch holds one event, and one that was missing would be a gap.
    assert copy.session_events() == counted["stored"] >= before
    assert detail(copy)["gaps"] == []
    assert counted["received"] == counted["stored"] < len(load.acknowledged)


def test_what_was_withdrawn_does_not_come_back_with_a_backup(start: Start, tmp_path: Path):
    server = start()
    server.send(0)
    withdrawn = server.batch(0).replace(SESSION_KEY.encode(), WITHDRAWN_KEY.encode())
    send(server, withdrawn)
    wait_until(lambda: len(server.session_ids()) == 2, "two sessions")
    wish = {"projectKey": server.made["projectKey"], "sessionKey": WITHDRAWN_KEY}
    httpx.post(f"{server.url}/api/tracking/opt-out", json=wish).raise_for_status()

    made = pagepulse("backup", tmp_path / "copy.tar", "--data", server.data)
    copy = restored(start, server, tmp_path)
    send(copy, withdrawn.replace(b'"seq": 0', b'"seq": 1'))
    copy.send(1)

    assert made.returncode == 0, made.stderr
    # In order: when the last batch can be read, the one before would be there.
    wait_until(lambda: copy.session_events() == 2, "the last batch")
    assert copy.session_ids() == {session_id_of(SESSION_KEY)}


def restored(start: Start, server: Running, folder: Path) -> Running:
    done = pagepulse("restore", folder / "copy.tar", "--data", folder / "restored")
    assert done.returncode == 0, done.stderr
    return start(folder / "restored", server.made)


def send(server: Running, batch: bytes) -> None:
    httpx.post(f"{server.url}/api/tracking/events", content=batch).raise_for_status()


def ledger(server: Running) -> dict[str, Any]:
    with server.api() as api:
        found: dict[str, Any] = api.get("/api/tracking/ledger").json()
    return found


def detail(server: Running) -> dict[str, Any]:
    """Return what is known of the session; nothing while it cannot be read."""
    with server.api() as api:
        answer = api.get(f"/api/tracking/sessions/{session_id_of(SESSION_KEY)}")
    found: dict[str, Any] = answer.json()
    return found
