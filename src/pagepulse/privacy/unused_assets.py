"""Deletes style sheets, pictures and fonts that no recording refers to any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pagepulse.warehouse import Warehouse

# Sessions looked through at a time for what they refer to.
CHUNK_SESSIONS = 200
# In one question; an erasure of more asks again.
MAX_CANDIDATES = 1_000
REFERENCE = "'pulse-asset:([0-9a-f]{64})'"


def assets_of(warehouse: Warehouse, project_id: str, sessions: Sequence[str]) -> list[str]:
    """Return the hashes of what these sessions refer to, themselves or through style sheets."""
    direct = _referenced(warehouse, project_id, sessions)
    return sorted({*direct, *_inside(warehouse, project_id, direct)})


def delete_unused(warehouse: Warehouse, project_id: str, candidates: Sequence[str]) -> int:
    """Delete those of the candidates that nothing refers to; return how many.

    What is still used is mostly used by the newest sessions, so these are looked through first,
    and the search ends when everything is found.
    """
    unused = set(_present(warehouse, project_id, candidates))
    for sessions in _recorded_sessions(warehouse, project_id) if unused else ():
        used = set(_referenced(warehouse, project_id, sessions))
        unused -= used
        unused -= set(_inside(warehouse, project_id, sorted(used))) if unused else set()
        if not unused:
            break
    if unused:
        warehouse.command(
            "delete from assets where project_id = {project_id:String} "
            "and hash in {names:Array(String)}",
            {"project_id": project_id, "names": sorted(unused)},
        )
    return len(unused)


def stored_before(warehouse: Warehouse, project_id: str, before_ms: int) -> list[str]:
    """Return the assets of a project that are older than a moment, Unix ms."""
    rows = warehouse.query(
        "select hash from assets final where project_id = {project_id:String} "
        "and stored_at < fromUnixTimestamp64Milli({before:Int64}, 'UTC') order by hash",
        {"project_id": project_id, "before": before_ms},
    )
    return [row["hash"] for row in rows]


def _present(warehouse: Warehouse, project_id: str, names: Sequence[str]) -> Iterator[str]:
    for start in range(0, len(names), MAX_CANDIDATES):
        rows = warehouse.query(
            "select distinct hash from assets where project_id = {project_id:String} "
            "and hash in {names:Array(String)}",
            {"project_id": project_id, "names": list(names[start : start + MAX_CANDIDATES])},
        )
        yield from (row["hash"] for row in rows)


def _referenced(warehouse: Warehouse, project_id: str, sessions: Sequence[str]) -> list[str]:
    rows = warehouse.query(
        f"select distinct arrayJoin(extractAll(payload, {REFERENCE})) as hash "  # noqa: S608 - a constant
        "from recording_events where project_id = {project_id:String} "
        "and session_id in {sessions:Array(String)} and position(payload, 'pulse-asset:') > 0",
        {"project_id": project_id, "sessions": list(sessions)},
    )
    return [row["hash"] for row in rows]


def _inside(warehouse: Warehouse, project_id: str, names: Sequence[str]) -> list[str]:
    """Return what style sheets among these refer to."""
    rows = warehouse.query(
        f"select distinct arrayJoin(extractAll(content, {REFERENCE})) as hash from assets "  # noqa: S608 - a constant
        "where project_id = {project_id:String} and hash in {names:Array(String)}",
        {"project_id": project_id, "names": list(names)},
    )
    return [row["hash"] for row in rows]


def _recorded_sessions(warehouse: Warehouse, project_id: str) -> Iterator[list[str]]:
    """Yield the sessions that have a recording, the newest first."""
    rows = warehouse.query(
        "select session_id from sessions final where project_id = {project_id:String} "
        "and has_recording order by started_at desc",
        {"project_id": project_id},
    )
    ids = [row["session_id"] for row in rows]
    for start in range(0, len(ids), CHUNK_SESSIONS):
        yield ids[start : start + CHUNK_SESSIONS]
