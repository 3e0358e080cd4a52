"""Everything about one visitor as a zip that is never in memory as a whole.

about.json            whose data, when, which sessions
sessions.jsonl …      one file per table, one JSON object per line
recordings/….json     each recording as rrweb JSON, playable and importable
"""

# ruff: noqa: S608  # names of tables of our own schema; every value is bound

from __future__ import annotations

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec
from pydantic import ConfigDict, Field

from pagepulse.clock import now_ms
from pagepulse.errors import NotFoundError
from pagepulse.privacy.models import MAX_SUBJECT_CHARS, Subject
from pagepulse.privacy.subjects import select_sessions
from pagepulse.replay import export
from pagepulse.warehouse import Row, Warehouse
from pagepulse.warehouse.erasing import tables_of_sessions
from pagepulse.wire import WireModel, wire_name

# More than a browser makes in the months that anything is kept.
MAX_SESSIONS = 10_000
# Sessions whose rows are in memory at a time.
CHUNK_SESSIONS = 50
# They go as recordings.
NOT_AS_ROWS = frozenset({"recording_events", "redacted_events"})
# The time of an entry of a zip, which knows no time zone; the same file twice is the same bytes.
ENTRY_DATE = (1980, 1, 1, 0, 0, 0)


class ExportedSubject(WireModel):
    """Whose data is exported."""

    # `projectId` is not this model's business.
    model_config = ConfigDict(alias_generator=wire_name, populate_by_name=True, extra="ignore")

    kind: Literal["visitor", "identity", "session"] = "visitor"
    value: str = Field(min_length=1, max_length=MAX_SUBJECT_CHARS)


@dataclass(frozen=True, slots=True)
class VisitorPlan:
    """What is written."""

    project_id: str
    subject: ExportedSubject
    sessions: Sequence[str]
    tables: Sequence[str]
    replacing: frozenset[str]


def plan(warehouse: Warehouse, project_id: str, subject: ExportedSubject) -> VisitorPlan:
    """Find the sessions; raises NotFoundError where there are none."""
    wanted = Subject(kind=subject.kind, value=subject.value)
    sessions = select_sessions(warehouse, project_id, wanted, MAX_SESSIONS)
    if not sessions:
        raise NotFoundError("no_data", "Nothing is stored of this visitor, identity or session.")
    rows = warehouse.query(
        "select name from system.tables where database = currentDatabase() "
        "and startsWith(engine, 'Replacing')"
    )
    return VisitorPlan(
        project_id=project_id,
        subject=subject,
        sessions=sessions,
        tables=[one for one in tables_of_sessions(warehouse) if one not in NOT_AS_ROWS],
        replacing=frozenset(row["name"] for row in rows),
    )


class _Sink(io.RawIOBase):
    """Takes what the zip writes, until somebody fetches it."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, content: object) -> int:
        part = bytes(memoryview(content))  # type: ignore[arg-type]  # any buffer
        self._parts.append(part)
        return len(part)

    def fetch(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)


async def stream(warehouse: Warehouse, planned: VisitorPlan) -> AsyncIterator[bytes]:
    """Yield the zip."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        async for name, contents in _files(warehouse, planned):
            entry = zipfile.ZipInfo(name, ENTRY_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w", force_zip64=True) as file:
                async for content in contents:
                    await asyncio.to_thread(file.write, content)
                    yield sink.fetch()
    yield sink.fetch()


async def _files(
    warehouse: Warehouse, planned: VisitorPlan
) -> AsyncIterator[tuple[str, AsyncIterator[bytes]]]:
    yield "about.json", _about(planned)
    for table in planned.tables:
        yield f"{table}.jsonl", _lines(warehouse, planned, table)
    for session_id in planned.sessions:
        try:
            recording = await warehouse.run_async(
                lambda wanted=session_id: export.plan(warehouse, planned.project_id, wanted)  # type: ignore[misc]  # bound at once
            )
        except NotFoundError:
            continue
        name = f"recordings/{session_id}.rrweb.json"
        yield name, export.stream(warehouse, recording, "pages")


async def _about(planned: VisitorPlan) -> AsyncIterator[bytes]:
    about = {
        "projectId": planned.project_id,
        planned.subject.kind: planned.subject.value,
        "exportedAt": now_ms(),
        "sessions": planned.sessions,
        "tables": planned.tables,
    }
    yield msgspec.json.format(msgspec.json.encode(about))


async def _lines(warehouse: Warehouse, planned: VisitorPlan, table: str) -> AsyncIterator[bytes]:
    for sessions in _chunks(planned.sessions):
        rows = await warehouse.run_async(
            lambda some=sessions: _rows(warehouse, planned, table, some)  # type: ignore[misc]  # bound at once
        )
        yield b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _rows(
    warehouse: Warehouse, planned: VisitorPlan, table: str, sessions: Sequence[str]
) -> list[Row]:
    newest = "final" if table in planned.replacing else ""
    return warehouse.query(
        f"select * from {table} {newest} where project_id = {{project_id:String}} "
        "and session_id in {sessions:Array(String)} order by session_id",
        {"project_id": planned.project_id, "sessions": list(sessions)},
    )


def _chunks(sessions: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(sessions), CHUNK_SESSIONS):
        yield sessions[start : start + CHUNK_SESSIONS]
