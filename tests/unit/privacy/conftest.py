"""Stores as the server has them, with a clock that tests set, and batches on their usual way."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.disk.damaged import DamagedFiles
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.privacy import requests
from pagepulse.privacy.erasing import Stores, advance_erasure
from pagepulse.privacy.models import RedactionRule, RequestKind, Subject
from pagepulse.privacy.redacting import advance_redaction
from pagepulse.privacy.requests import Stored
from pagepulse.projects.models import NewProject
from pagepulse.projects.store import create_project
from pagepulse.warehouse import Warehouse

# Some days ago, at noon: the journal forgets who was erased after thirty by the real clock.
DAY = 24 * 3600 * 1000
NOW = (now_ms() // DAY - 7) * DAY + DAY // 2
DAMAGED_DAYS = 30
Send = Callable[..., str]
_numbers = itertools.count(1)


class World:
    """One project with its stores; the projector runs when a test says so."""

    def __init__(self, folder: Path, warehouse: Warehouse) -> None:
        self.folder = folder
        self.warehouse = warehouse
        self.control = Control.open("", folder)
        self.journal = Journal(folder / "journal.db", 10**9)
        self.ledger = Ledger()
        self.projector = Projector(self.journal, warehouse, self.ledger)
        self.now = NOW
        self.steps: list[str] = []
        self.crash_at = ""
        self.stores = Stores(
            self.control,
            warehouse,
            self.journal,
            self.projector,
            DamagedFiles(folder, DAMAGED_DAYS),
            lambda: self.now,
            self._on_step,
        )
        with self.control.write() as connection:
            new = NewProject(name=f"Shop {next(_numbers)}")
            self.project_id = create_project(connection, new).project_id

    def _on_step(self, step: str) -> None:
        self.steps.append(step)
        if step == self.crash_at:
            self.crash_at = ""
            raise CrashError(step)

    def send(
        self, name: str, seq: int = 0, at: int = NOW, *, is_stored: bool = True, **changes: Any
    ) -> str:
        """Store a batch of a session, or leave it in the journal, and return the session's id."""
        key = name.encode().hex().zfill(32)
        batch = {
            "version": 1,
            "projectKey": "pk_1",
            "sessionKey": key,
            "tabId": "t_1",
            "seq": seq,
            "sentAt": at,
            "events": [],
            **changes,
        }
        entry = entry_of_batch(
            msgspec.json.encode(batch),
            project_id=self.project_id,
            origin="import",
            received_at=at,
        )
        self.journal.append_now([entry])
        if is_stored:
            self.projector.run_until_empty()
        return session_id_of(key)

    def ask(self, asked: Subject | RedactionRule) -> str:
        """Make a request and return its id."""
        with self.control.write() as connection:
            kind: RequestKind = "erasure" if isinstance(asked, Subject) else "redaction"
            return requests.create(
                connection,
                project_id=self.project_id,
                kind=kind,
                asked=asked,
                actor="anna@example.com",
                state="waiting" if kind == "erasure" else "counting",
                now_ms=self.now,
            ).request_id

    def read(self, request_id: str) -> Stored:
        with self.control.read() as connection:
            return requests.read(connection, self.project_id, request_id)

    def confirm(self, request_id: str) -> None:
        with self.control.write() as connection:
            requests.confirm(connection, self.project_id, request_id, "anna@example.com")

    def work(self, request_id: str, until: str = "done") -> Stored:
        """Go on with a request until it is in a state, or its old files are waited for."""
        while (stored := self.read(request_id)).state != until:
            advance = advance_erasure if stored.kind == "erasure" else advance_redaction
            if not advance(self.stores, stored):
                self.projector.run_until_empty()
        return stored

    def count(self, table: str, condition: str = "1") -> int:
        """Return how many rows of the project a table has."""
        (row,) = self.warehouse.query(
            f"select count() as n from {table} where project_id = {{p:String}} and {condition}",
            {"p": self.project_id},
        )
        return int(row["n"])

    def payloads(self) -> list[str]:
        """Return all rrweb events of the project in order."""
        rows = self.warehouse.query(
            "select payload from recording_events where project_id = {p:String} "
            "order by session_id, tab_id, at, seq, position",
            {"p": self.project_id},
        )
        return [row["payload"] for row in rows]

    def close(self) -> None:
        self.journal.close()
        self.control.close()


class CrashError(Exception):
    """The process ends here."""


@pytest.fixture
def world(tmp_path: Path, warehouse: Warehouse) -> Iterator[World]:
    """Return a project of its own; old files of tables go at once."""
    keep_no_old_parts(warehouse)
    made = World(tmp_path, warehouse)
    yield made
    made.close()


def keep_no_old_parts(warehouse: Warehouse) -> None:
    """Let the files of replaced parts go at once, not after eight minutes."""
    tables = warehouse.query(
        "select name from system.tables where database = currentDatabase() "
        "and position(create_table_query, 'old_parts_lifetime = 480') > 0"
    )
    for row in tables:
        warehouse.command(f"alter table {row['name']} modify setting old_parts_lifetime = 0")


def view(at: int = NOW, url: str = "https://shop.example/", **changes: Any) -> dict[str, Any]:
    """Return a page view."""
    return {"id": f"p_{at}", "at": at, "url": url, **changes}
