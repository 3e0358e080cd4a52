"""Hides a text, a pattern or an element in all stored recordings of a project, session by session.

Counting does all of it but the writing. What is changed is counted once, whatever crashes: see
`_close_round`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import Connection

from pagepulse.ingest.tables import Row
from pagepulse.privacy import requests
from pagepulse.privacy.erasing import Stores, finish_files
from pagepulse.privacy.models import RedactionRule
from pagepulse.privacy.recorded_events import (
    EventRow,
    changed_row,
    read_rows,
    recorded_sessions,
    sessions_that_may_hold,
    tabs_of,
)
from pagepulse.privacy.requests import Pending, Stored
from pagepulse.privacy.rules import Scrubbed, scrub_tab
from pagepulse.privacy.swapping import Swap, clear, stage, staged_round, swap_in
from pagepulse.privacy.text_columns import count_texts, drop_quarantined, hide_copies, hide_texts

# Sessions looked at in one step: other requests take their turn after each.
STEP_SESSIONS = 10
# Held in memory at a time, and written as one block.
ROUND_BYTES = 8 * 1024 * 1024
# What arrives meanwhile is gone through as well, so often at most.
MAX_PASSES = 3


@dataclass(slots=True)
class _Session:
    """One session that a redaction goes through."""

    stores: Stores
    stored: Stored
    rule: RedactionRule
    session_id: str

    @property
    def swap(self) -> Swap:
        return Swap(self.stored.project_id, self.stored.request_id, self.session_id)

    def changes(self) -> Iterator[tuple[Row, int]]:
        """Yield the rows that change, with the number of places in each."""
        warehouse, project_id = self.stores.warehouse, self.stored.project_id
        for tab in tabs_of(warehouse, project_id, self.session_id):

            def rows(tab: str = tab) -> Iterator[EventRow]:
                return read_rows(warehouse, project_id, self.session_id, tab)

            yield from _paired(rows(), scrub_tab(self.rule, lambda: (r.payload for r in rows())))


def _paired(rows: Iterator[EventRow], scrubbed: Iterator[Scrubbed]) -> Iterator[tuple[Row, int]]:
    numbered = enumerate(rows)
    for change in scrubbed:
        for number, row in numbered:
            if number == change.number:
                yield changed_row(row, change.payload), change.places
                break


def advance_redaction(stores: Stores, stored: Stored) -> bool:
    """Go one bounded step on; False when there is nothing to do but wait. Raises StorageError."""
    if stored.work.phase == "files":
        return finish_files(stores, stored)
    rule = stored.rule
    if rule is None:
        raise ValueError("a redaction without a rule")
    if stored.state == "waiting":
        stored = stores.save(replace(stored, state="running"))
    if stored.work.pending is not None:
        _resume(stores, stored)
        return True
    if stored.work.phase == "tables":
        return _tables(stores, stored, rule)
    return _sessions(stores, stored, rule)


def _sessions(stores: Stores, stored: Stored, rule: RedactionRule) -> bool:
    work = stored.work
    since = work.started_at if work.passes else 0
    found = recorded_sessions(stores.warehouse, stored.project_id, work.after, since, STEP_SESSIONS)
    if not found.ids:
        return _end_pass(stores, stored)
    maybe = sessions_that_may_hold(stores.warehouse, stored.project_id, rule, found.ids)
    for session_id in maybe:
        stored = _go_through(_Session(stores, stored, rule, session_id))
    work = msgspec.structs.replace(
        stored.work,
        after=found.ids[-1],
        sessions=stored.work.sessions + len(found.ids),
        sessions_total=max(found.total, stored.work.sessions + len(found.ids)),
    )
    stores.save(replace(stored, work=work))
    return True


def _end_pass(stores: Stores, stored: Stored) -> bool:
    """Begin with what has arrived meanwhile, or go on to the other tables."""
    work = stored.work
    is_over = stored.state == "counting" or work.passes >= MAX_PASSES or not work.after
    if is_over:
        work = msgspec.structs.replace(work, phase="tables")
    else:
        work = msgspec.structs.replace(
            work, passes=work.passes + 1, after="", started_at=stores.clock()
        )
    stores.save(replace(stored, work=work))
    return True


def _go_through(session: _Session) -> Stored:
    """Change, or count, what one session holds, and return how far the request is."""
    if session.stored.state == "counting":
        places = sum(places for _, places in session.changes())
        session.stored = _with_places(session.stored, session.session_id, places)
        return session.stored
    rows: list[Row] = []
    places = size = 0
    for row, hits in session.changes():
        rows.append(row)
        places, size = places + hits, size + len(str(row[-1]))
        if size > ROUND_BYTES:
            _write_round(session, rows, places)
            rows, places, size = [], 0, 0
    if rows:
        _write_round(session, rows, places)
    return session.stored


def _write_round(session: _Session, rows: list[Row], places: int) -> None:
    stores, work = session.stores, session.stored.work
    number = work.rounds + 1
    pending = Pending(number, session.session_id, places)
    session.stored = stores.save(
        replace(session.stored, work=msgspec.structs.replace(work, pending=pending))
    )
    stage(stores.warehouse, session.swap, number, rows)
    stores.on_step("staged")
    session.stored = _close_round(stores, session.stored, pending)


def _resume(stores: Stores, stored: Stored) -> None:
    """Finish a round that a crash interrupted, or drop it where nothing of it was written."""
    pending = stored.work.pending
    if pending is not None and staged_round(stores.warehouse, stored.request_id):
        _close_round(stores, stored, pending)
        return
    stores.save(replace(stored, work=msgspec.structs.replace(stored.work, pending=None)))


def _close_round(stores: Stores, stored: Stored, pending: Pending) -> Stored:
    """Swap what is staged, count it, forget it.

    In this order: what is staged but not counted is swapped again, which changes nothing.
    """
    swap = Swap(stored.project_id, stored.request_id, pending.session_id)
    swap_in(stores.warehouse, stores.projector, swap)
    stores.on_step("swapped")
    if pending.number > stored.work.rounds:
        counted = _with_places(stored, pending.session_id, pending.places)
        work = msgspec.structs.replace(counted.work, rounds=pending.number)
        stored = stores.save(replace(counted, work=work))
    clear(stores.warehouse, stored.request_id)
    stores.on_step("cleared")
    return stores.save(replace(stored, work=msgspec.structs.replace(stored.work, pending=None)))


def _with_places(stored: Stored, session_id: str, places: int) -> Stored:
    work = stored.work
    is_new = places > 0 and work.changed_session != session_id
    return replace(
        stored,
        work=msgspec.structs.replace(
            work,
            places=work.places + places,
            recordings=work.recordings + is_new,
            changed_session=session_id if places else work.changed_session,
        ),
    )


def _tables(stores: Stores, stored: Stored, rule: RedactionRule) -> bool:
    """Hide the text in titles, errors, messages and the like, one column after the other."""
    is_counting = stored.state == "counting"
    work = msgspec.structs.replace(stored.work, rows=dict(stored.work.rows))
    change = count_texts if is_counting else hide_texts
    for column, found in change(stores.warehouse, stored.project_id, rule):
        if found:
            work.rows[column] = work.rows.get(column, 0) + found
            work.places += found
    if not is_counting:
        with stores.projector.paused():
            hide_copies(stores.warehouse, stored.project_id, rule)
        work.quarantined += drop_quarantined(stores.journal, stored.project_id, rule)
    return _count_or_finish(stores, stored, work)


def _count_or_finish(stores: Stores, stored: Stored, work: requests.Work) -> bool:
    if stored.state != "counting":
        stores.save(replace(stored, work=msgspec.structs.replace(work, phase="files")))
        return True
    counted = replace(
        stored, state="counted", work=msgspec.structs.replace(work, phase="sessions", after="")
    )

    def keep(connection: Connection) -> None:
        requests.save(connection, counted)

    with stores.control.write() as connection:
        keep(connection)
    return True
