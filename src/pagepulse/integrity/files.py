"""Mends the SQLite files of a data folder, of which the server must be stopped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from pagepulse.clock import now_ms
from pagepulse.control.database import CONTROL_FILE
from pagepulse.ingest.pipeline import JOURNAL_FILE
from pagepulse.integrity.checks import Finding, check_files
from pagepulse.integrity.losses import count_lost
from pagepulse.integrity.repair import Repaired, State
from pagepulse.integrity.set_aside import SetAside
from pagepulse.integrity.sqlite_rescue import rescue_file
from pagepulse.journal.database import QUARANTINE_SCHEMA, connect
from pagepulse.journal.journal import QUARANTINE_FILE

RESTORE = "nothing of it can be read: restore a backup into a new folder"


def damaged_files(data: Path) -> Iterator[Repaired]:
    """Yield what is damaged; nothing is changed."""
    for finding in _damaged(data):
        yield Repaired(finding.what, finding.problems[0], "damaged")


def repair_files(data: Path, aside: SetAside) -> Iterator[Repaired]:
    """Write every damaged file anew from what can be read of it; raises StorageError."""
    for finding in _damaged(data):
        yield _repaired(data, finding, aside)


def _damaged(data: Path) -> list[Finding]:
    return [finding for finding in check_files(data) if finding.problems]


def _repaired(data: Path, finding: Finding, aside: SetAside) -> Repaired:
    path, reason = data / finding.what, finding.problems[0]
    rescued = rescue_file(path, aside)
    if rescued is None and path.name == CONTROL_FILE:
        # Without it nobody could log in, and a new one would be anybody's.
        return Repaired(path.name, f"{reason}; {RESTORE}", "unreadable", lost=None)
    if rescued is None:
        _begin_anew(path)
        return Repaired(path.name, reason, "unreadable", lost=None)
    if rescued.gone:
        count_lost(data, ((project, now_ms()) for project in rescued.gone))
    state: State = "rescued" if rescued.lost != 0 else "mended"
    return Repaired(path.name, reason, state, rescued.kept, rescued.lost)


def _begin_anew(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    if path.name == QUARANTINE_FILE:
        connect(path, QUARANTINE_SCHEMA).close()
    elif path.name == JOURNAL_FILE:
        with closing(connect(path)):
            path.chmod(0o600)
