"""Reads the ledger of a project from the journal."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from contextlib import closing
from datetime import date, timedelta

from pagepulse.errors import StorageError
from pagepulse.ingest.limits import LIMITS
from pagepulse.ingest.models import BatchLedger, LedgerDay, RejectedBatches
from pagepulse.journal import Journal
from pagepulse.journal.counts import DUPLICATE, LOST, REFUSED, STORED, Count, day_of, read_counts

EPOCH = date(1970, 1, 1)


def read_ledger(journal: Journal, project_id: str, days: int, now_ms: int) -> BatchLedger:
    """Return what became of the batches of the last `days` days; raises StorageError."""
    first = day_of(now_ms) - days + 1
    try:
        with closing(journal.connect()) as connection:
            counts = [one for one in read_counts(connection, project_id) if one.day >= first]
            waiting = _count_of(connection, "entries", project_id)
        with closing(journal.connect_quarantine()) as connection:
            quarantined = _count_of(connection, "quarantine", project_id)
    except sqlite3.Error as failure:
        raise StorageError("journal_failed", "The journal could not be read.") from failure
    total: Counter[str] = Counter()
    for one in counts:
        total[one.outcome] += one.batches
    return BatchLedger(
        received=total.total(),
        stored=total[STORED],
        duplicate=total[DUPLICATE],
        lost=total[LOST],
        rejected=_rejected(total),
        waiting=waiting,
        quarantined=quarantined,
        days=_days(counts, first, day_of(now_ms)),
    )


def _rejected(total: Counter[str]) -> list[RejectedBatches]:
    return [
        RejectedBatches(
            code=code,
            batches=batches,
            limits=[limit.sentence for limit in LIMITS.values() if limit.code == code],
        )
        for outcome, batches in total.most_common()
        if (code := outcome.removeprefix(REFUSED)) != outcome
    ]


def _days(counts: list[Count], first: int, last: int) -> list[LedgerDay]:
    by_day: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for one in counts:
        by_day[one.day][one.outcome] += one.batches
    return [_day(day, by_day[day]) for day in range(first, last + 1)]


def _day(day: int, outcomes: Counter[str]) -> LedgerDay:
    stored, duplicate = outcomes[STORED], outcomes[DUPLICATE]
    return LedgerDay(
        date=(EPOCH + timedelta(days=day)).isoformat(),
        received=outcomes.total(),
        stored=stored,
        duplicate=duplicate,
        rejected=outcomes.total() - stored - duplicate - outcomes[LOST],
    )


def _count_of(connection: sqlite3.Connection, table: str, project_id: str) -> int:
    sql = f"select count(*) from {table} where project_id = ?"  # noqa: S608 - one of two names
    (count,) = connection.execute(sql, (project_id,)).fetchone()
    return int(count)
