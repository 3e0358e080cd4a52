"""Erases the sessions of a subject in rounds; a crash at any instant only delays it.

A round is written down with its counts before anything of it goes, so that what is counted is
counted once. Sessions go through the journal, like those of visitors who withdraw: out of sight
first, then out of the tables, then off the disk.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection, delete, select

from pagepulse.control import Control
from pagepulse.control.tables import live_run_sessions, live_runs
from pagepulse.disk.damaged import DamagedFiles
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.journal.erased_subjects import remember_subject
from pagepulse.journal.erasures import are_hidden, request_erasures
from pagepulse.journal.quarantine import count_of_sessions
from pagepulse.privacy import requests
from pagepulse.privacy.ended_shares import end_shares
from pagepulse.privacy.models import Subject
from pagepulse.privacy.receipts import receipt_of
from pagepulse.privacy.requests import Round, Stored, Work
from pagepulse.privacy.subjects import preview, salted, select_sessions, summary_of, tombstone
from pagepulse.privacy.unused_assets import assets_of, delete_unused
from pagepulse.privacy.unused_elements import delete_unused_elements
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.erasing import are_old_parts_gone, count_rows, purge_hidden

# Sessions in one round: each is a handful of key ranges in every table.
ROUND_SESSIONS = 200
# A receipt of more would be a file of megabytes; the counts hold for all.
MAX_HASHES = 10_000

# In receipts, beside the tables.
DAMAGED = "damaged files"

# Called with the name of each step, after it; a test lets it raise to simulate a crash there.
OnStep = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Stores:
    """What data requests work on."""

    control: Control
    warehouse: Warehouse
    journal: Journal
    projector: Projector
    damaged: DamagedFiles
    clock: Callable[[], int]
    on_step: OnStep = lambda _step: None
    # So long after it was asked for, other servers may still store what falls under an erasure.
    learnt_ms: int = 0

    def save(self, stored: Stored) -> Stored:
        """Keep how far a request has come."""
        with self.control.write() as connection:
            requests.save(connection, stored)
        self.on_step(f"saved-{stored.work.phase}")
        return stored


def advance_erasure(stores: Stores, stored: Stored) -> bool:
    """Go one bounded step on; False when there is nothing to do but wait. Raises StorageError."""
    steps = {
        "sessions": _sessions,
        "assets": _assets,
        "files": finish_files,
    }
    return steps[stored.work.phase](stores, stored)


def _sessions(stores: Stores, stored: Stored) -> bool:
    if stored.subject is None:
        raise ValueError("an erasure without a subject")
    if stored.state == "waiting":
        return _begin(stores, stored, stored.subject)
    if stored.work.round is None:
        return _open_round(stores, stored, stored.subject)
    return _close_round(stores, stored, stored.work.round)


def _begin(stores: Stores, stored: Stored, subject: Subject) -> bool:
    """Keep away what is late, before anything is deleted."""
    grave = tombstone(stored.project_id, subject, stored.asked_at)
    if grave is not None:
        remember_subject(stores.journal, grave)
    found = preview(stores.warehouse, stored.project_id, subject)
    if subject.kind == "session" and not found.sessions:
        # Nothing of it has come yet, and nothing shall.
        _forget(stores, stored, [subject.value])
    work = msgspec.structs.replace(stored.work, sessions_total=found.sessions)
    stores.save(replace(stored, state="running", work=work))
    return True


def _open_round(stores: Stores, stored: Stored, subject: Subject) -> bool:
    sessions = select_sessions(stores.warehouse, stored.project_id, subject, ROUND_SESSIONS)
    work = stored.work
    if not sessions:
        if stores.clock() < stored.asked_at + stores.learnt_ms:
            return False
        work = msgspec.structs.replace(work, phase="assets")
    else:
        used = assets_of(stores.warehouse, stored.project_id, sessions)
        work = msgspec.structs.replace(
            work,
            round=_round_of(stores, stored, sessions),
            candidates=sorted({*work.candidates, *used}),
        )
    stores.save(replace(stored, work=work))
    return True


def _round_of(stores: Stores, stored: Stored, sessions: list[str]) -> Round:
    keys = [(stored.project_id, session_id) for session_id in sessions]
    summary = summary_of(stores.warehouse, stored.project_id, sessions)
    return Round(
        sessions=sessions,
        rows=count_rows(stores.warehouse, keys),
        bytes=summary.bytes,
        first_at=summary.first_at,
        last_at=summary.last_at,
        quarantined=count_of_sessions(stores.journal, keys),
    )


def _forget(stores: Stores, stored: Stored, sessions: list[str]) -> None:
    keys = [(stored.project_id, session_id) for session_id in sessions]
    request_erasures(stores.journal, keys, stores.clock())
    stores.on_step("requested")


def _close_round(stores: Stores, stored: Stored, current: Round) -> bool:
    """Wait until the round is out of sight, then count it."""
    _forget(stores, stored, current.sessions)
    keys = [(stored.project_id, session_id) for session_id in current.sessions]
    if not are_hidden(stores.journal, keys):
        return False
    done = replace(stored, work=_counted(stored.work, current))
    with stores.control.write() as connection:
        _leave_live_runs(connection, stored.project_id, current.sessions)
        end_shares(connection, stored.project_id, current.sessions)
        requests.save(connection, done)
    stores.on_step("counted")
    return True


def _counted(work: Work, current: Round) -> Work:
    rows = dict(work.rows)
    for table, count in current.rows.items():
        rows[table] = rows.get(table, 0) + count
    hashes = [salted(work.salt, session_id) for session_id in current.sessions]
    firsts = [at for at in (work.first_at, current.first_at) if at is not None]
    lasts = [at for at in (work.last_at, current.last_at) if at is not None]
    sessions = work.sessions + len(current.sessions)
    return msgspec.structs.replace(
        work,
        round=None,
        rows=rows,
        sessions=sessions,
        sessions_total=max(work.sessions_total, sessions),
        bytes=work.bytes + current.bytes,
        quarantined=work.quarantined + current.quarantined,
        first_at=min(firsts, default=None),
        last_at=max(lasts, default=None),
        session_hashes=[*work.session_hashes, *hashes][:MAX_HASHES],
    )


def _leave_live_runs(connection: Connection, project_id: str, sessions: list[str]) -> None:
    own = select(live_runs.c.recording_id).where(live_runs.c.project_id == project_id)
    connection.execute(
        delete(live_run_sessions).where(
            live_run_sessions.c.recording_id.in_(own),
            live_run_sessions.c.session_id.in_(sessions),
        )
    )


def _assets(stores: Stores, stored: Stored) -> bool:
    work = stored.work
    deleted = delete_unused(stores.warehouse, stored.project_id, work.candidates)
    with stores.projector.paused():
        elements = delete_unused_elements(stores.warehouse, stored.project_id)
    work = msgspec.structs.replace(
        work,
        assets=work.assets + deleted,
        rows={**work.rows, "elements": elements} if elements else work.rows,
        candidates=[],
        phase="files",
        rewritten_at=0,
    )
    stores.save(replace(stored, work=work))
    return True


def finish_files(stores: Stores, stored: Stored) -> bool:
    """Write the tables anew without what is hidden, wait for the old files to go, then finish."""
    if stored.work.rewritten_at == 0:
        with stores.projector.paused():
            purge_hidden(stores.warehouse)
        # By the machine's clock, as the engine's own: a part that is replaced now is an old one.
        work = msgspec.structs.replace(stored.work, rewritten_at=stores.clock())
        if files := stores.damaged.count():
            work.rows = {**work.rows, DAMAGED: files}
        stores.save(replace(stored, work=work))
        return True
    stores.damaged.delete_all()
    if not are_old_parts_gone(stores.warehouse, stored.work.rewritten_at):
        return False
    receipt = receipt_of(stored, stores.clock())
    with stores.control.write() as connection:
        requests.finish(connection, stored, "done", receipt)
    with contextlib.suppress(Exception):
        # What was deleted leaves the write-ahead file at the latest with the next checkpoint.
        stores.control.settle()
    stores.on_step("finished")
    return True
