"""A disk lost a part of a recording: the repaired replay shows the hole, names it, and goes on."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Browser, expect
from tests.browser.first_run import server_with_data
from tests.browser.made_events import SECOND_MS, page_view, ticks
from tests.browser.replay_screen import ReplayScreen
from tests.browser.running_demo import RunningDemo
from tests.unit.integrity.commands import pagepulse

from pagepulse.control import Control
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.pipeline import JOURNAL_FILE
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.projects.store import list_projects
from pagepulse.warehouse import Warehouse

pytestmark = pytest.mark.browser

EMAIL, PASSWORD = "ada@example.com", "a short sentence"
SESSION_KEY = "5" * 32
BATCH_S = 10
BATCHES = 4
# The number of the batch that is lost: seconds 10 to 19.
LOST = 1


def store(data: Path, start: float) -> str:
    """Store a recording, each batch in a part of its own; return where it is replayed."""
    with closing(Control.open("", data)) as control, control.read() as connection:
        project_id = list_projects(connection)[0].project_id
    with (
        closing(Warehouse.open_embedded(data / "warehouse")) as warehouse,
        closing(Journal(data / JOURNAL_FILE, 10**9)) as journal,
    ):
        warehouse.command("system stop merges")
        projector = Projector(journal, warehouse, Ledger())
        for seq in range(BATCHES):
            events = ticks(
                start, seq * BATCH_S, (seq + 1) * BATCH_S - 1, snapshot_every=2 * BATCH_S
            )
            batch = {
                "version": 1,
                "projectKey": "pk_1",
                "sessionKey": SESSION_KEY,
                "tabId": "t_1",
                "seq": seq,
                "sentAt": start + BATCHES * BATCH_S * SECOND_MS,
                "pageViews": [page_view(start)] if seq == 0 else [],
                "events": list(events),
            }
            entry = entry_of_batch(
                msgspec.json.encode(batch),
                project_id=project_id,
                origin="import",
                received_at=round(start) + (seq + 1) * BATCH_S * SECOND_MS,
            )
            journal.append_now([entry])
            projector.run_until_empty()
        (part,) = warehouse.query(
            "select path from system.parts where active and name in "
            "(select _part from recording_events where seq = {lost:UInt32})"
            " and table = 'recording_events'",
            {"lost": LOST},
        )
    destroy(Path(part["path"]))
    return f"/p/{project_id}/sessions/{session_id_of(SESSION_KEY)}"


def destroy(part: Path) -> None:
    """Overwrite what columns hold, in a way that no single bit explains."""
    for file in part.glob("*.bin"):
        content = bytearray(file.read_bytes())
        middle = len(content) // 2
        content[middle : middle + 40] = os.urandom(len(content[middle : middle + 40]))
        file.write_bytes(content)


@pytest.fixture
def repaired(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Serve a folder that was damaged and repaired; the server and where the recording is."""
    data = tmp_path / "data"
    owner = [f"--email={EMAIL}", f"--password={PASSWORD}", "--project=Shop"]
    made = pagepulse(data, "init", *owner)
    assert made.returncode == 0, made.stderr
    path = store(data, (time.time() - 600) * SECOND_MS)
    mended = pagepulse(data, "repair", "--apply", "--patience=1")
    assert "1 batches are lost" in mended.stdout, mended.stdout + mended.stderr
    with server_with_data(tmp_path) as dashboard:
        yield dashboard, path


def test_the_hole_is_shown_named_and_played_over(browser: Browser, repaired: tuple[str, str]):
    dashboard, path = repaired
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    login = {"email": EMAIL, "password": PASSWORD}
    answer = page.context.request.post(
        f"{dashboard}/api/auth/login", data=login, headers={"Origin": dashboard}
    )
    assert answer.ok, answer.text()
    screen = ReplayScreen(page, RunningDemo(dashboard, "", EMAIL, PASSWORD, Path()))
    screen.open(path, "?t=9000")
    screen.expect_clock("second 9")

    page.get_by_role("tab", name="Details").click()
    named = page.get_by_role("button", name="1 batch is missing")
    expect(named).to_be_visible()
    # It is hatched in the time bar as well.
    expect(page.get_by_test_id("timeline").locator("title")).to_have_text(["1 batch is missing"])
    named.click()
    screen.expect_clock("second 9")

    # What came after the hole is there, from the next full picture on.
    screen.seek(25 / 40)
    screen.expect_clock("second 24")
    assert screen.failures == []
    page.close()
