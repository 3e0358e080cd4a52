"""Data requests in the control database: what was asked, how far it is, what was done."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update

from pagepulse.accounts import audit
from pagepulse.control.tables import data_requests
from pagepulse.errors import ConflictError, LimitExceededError, NotFoundError
from pagepulse.privacy.models import (
    DataRequest,
    DataRequestList,
    Progress,
    Receipt,
    RedactionRule,
    RequestKind,
    State,
    Subject,
)

# 64 random bits: ids are no secrets, they only must not collide.
ID_BYTES = 8
# What a list shows; older ones are found by their id.
MAX_LISTED = 200
# Open at a time in one project: each may go through all that is stored.
MAX_OPEN = 20
OPEN: tuple[State, ...] = ("counting", "counted", "waiting", "running")
AT_WORK: tuple[State, ...] = ("counting", "waiting", "running")


class Round(msgspec.Struct):
    """Sessions that are being erased at this moment, and what is counted once they are gone."""

    sessions: list[str]
    rows: dict[str, int]
    bytes: int
    first_at: int | None
    last_at: int | None
    quarantined: int


class Pending(msgspec.Struct, frozen=True):
    """A round of a redaction that is being written; it counts once it is in place."""

    number: int
    session_id: str
    places: int


class Work(msgspec.Struct):
    """How far a request has come; survives a crash at any instant."""

    phase: str = "sessions"
    sessions: int = 0
    sessions_total: int = 0
    rows: dict[str, int] = {}
    bytes: int = 0
    first_at: int | None = None
    last_at: int | None = None
    quarantined: int = 0
    session_hashes: list[str] = []
    salt: str = ""
    # Of an erasure.
    round: Round | None = None
    candidates: list[str] = []
    assets: int = 0
    # Of a redaction: the last session that is done, and the last of the rounds that is counted.
    after: str = ""
    passes: int = 0
    rounds: int = 0
    pending: Pending | None = None
    changed_session: str = ""
    recordings: int = 0
    places: int = 0
    started_at: int = 0
    # When the tables no longer held it; the files follow.
    rewritten_at: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """A request as it is kept."""

    request_id: str
    project_id: str
    kind: RequestKind
    state: State
    subject: Subject | None
    rule: RedactionRule | None
    subject_kind: str
    asked_by: str
    asked_at: int
    finished_at: int
    work: Work
    receipt: Receipt | None


def create(
    connection: Connection,
    *,
    project_id: str,
    kind: RequestKind,
    asked: Subject | RedactionRule,
    actor: str,
    state: State,
    now_ms: int,
) -> Stored:
    """Keep a request and note it in the audit log; raises LimitExceededError."""
    if len(open_requests(connection, project_id)) >= MAX_OPEN:
        raise LimitExceededError(
            "too_many_data_requests",
            "Too many requests are open; wait for some, or cancel them.",
            limit=MAX_OPEN,
        )
    request_id = f"dr_{secrets.token_hex(ID_BYTES)}"
    work = Work(salt=secrets.token_hex(ID_BYTES), started_at=now_ms)
    values: dict[str, Any] = {
        "request_id": request_id,
        "project_id": project_id,
        "kind": kind,
        "state": state,
        "subject": _subject_json(asked.kind, asked),
        "asked_by": actor,
        "asked_at": now_ms,
        "finished_at": 0,
        "progress": msgspec.json.encode(work).decode(),
        "receipt": "",
    }
    connection.execute(insert(data_requests).values(values))
    return read(connection, project_id, request_id)


def read(connection: Connection, project_id: str, request_id: str) -> Stored:
    """Return one request; raises NotFoundError."""
    row = connection.execute(
        select(data_requests).where(
            data_requests.c.project_id == project_id, data_requests.c.request_id == request_id
        )
    ).first()
    if row is None:
        raise NotFoundError("data_request_not_found", "There is no such request.")
    return _stored(row)


def list_requests(connection: Connection, project_id: str) -> DataRequestList:
    """Return the requests of a project, newest first."""
    rows = connection.execute(
        select(data_requests)
        .where(data_requests.c.project_id == project_id)
        .order_by(data_requests.c.asked_at.desc(), data_requests.c.request_id)
        .limit(MAX_LISTED)
    )
    return DataRequestList(requests=[public(_stored(row)) for row in rows])


def open_requests(
    connection: Connection, project_id: str | None = None, states: tuple[State, ...] = OPEN
) -> list[Stored]:
    """Return what is not over, oldest first; of all projects where none is named."""
    query = select(data_requests).where(data_requests.c.state.in_(states))
    if project_id is not None:
        query = query.where(data_requests.c.project_id == project_id)
    rows = connection.execute(query.order_by(data_requests.c.asked_at))
    return [_stored(row) for row in rows]


def save(connection: Connection, stored: Stored) -> None:
    """Keep how far a request has come, unless somebody cancelled it meanwhile."""
    connection.execute(
        update(data_requests)
        .where(
            data_requests.c.request_id == stored.request_id,
            data_requests.c.state.in_(OPEN),
        )
        .values(state=stored.state, progress=msgspec.json.encode(stored.work).decode())
    )


def finish(connection: Connection, stored: Stored, state: State, receipt: Receipt | None) -> None:
    """End a request; the ids and texts that it was about are forgotten."""
    work = replace_private(stored.work)
    connection.execute(
        update(data_requests)
        .where(data_requests.c.request_id == stored.request_id)
        .values(
            state=state,
            subject=_subject_json(stored.subject_kind, None),
            progress=msgspec.json.encode(work).decode(),
            receipt="" if receipt is None else receipt.model_dump_json(),
            finished_at=0 if receipt is None else receipt.finished_at,
        )
    )


def replace_private(work: Work) -> Work:
    """Return how far it came, without ids."""
    return msgspec.structs.replace(
        work,
        phase="over",
        round=None,
        candidates=[],
        session_hashes=[],
        after="",
        changed_session="",
    )


def confirm(connection: Connection, project_id: str, request_id: str, actor: str) -> Stored:
    """Let a counted redaction begin; raises ConflictError where it is not counted."""
    stored = read(connection, project_id, request_id)
    if stored.state != "counted":
        raise ConflictError("not_counted", "Only a redaction that is counted can be confirmed.")
    work = msgspec.structs.replace(
        stored.work,
        after="",
        sessions=0,
        recordings=0,
        places=0,
        rows={},
        changed_session="",
    )
    begun = replace(stored, state="waiting", work=work)
    save(connection, begun)
    audit.record(
        connection,
        "data_redacted",
        actor=actor,
        project_id=project_id,
        object_id=request_id,
        detail=f"{stored.subject_kind}: {stored.work.places} places",
    )
    return begun


def cancel(connection: Connection, project_id: str, request_id: str) -> Stored:
    """Drop a redaction that is not confirmed; raises ConflictError for what has begun."""
    stored = read(connection, project_id, request_id)
    if stored.state not in {"counting", "counted"}:
        raise ConflictError("request_has_begun", "What has begun is finished.")
    finish(connection, stored, "cancelled", None)
    return read(connection, project_id, request_id)


def drop_unconfirmed(connection: Connection, before_ms: int) -> int:
    """Forget counted redactions that nobody confirmed; return how many."""
    return connection.execute(
        delete(data_requests).where(
            data_requests.c.state.in_(("counted", "cancelled")),
            data_requests.c.asked_at < before_ms,
        )
    ).rowcount


def public(stored: Stored) -> DataRequest:
    """Return a request as the API shows it."""
    work = stored.work
    return DataRequest(
        request_id=stored.request_id,
        kind=stored.kind,
        state=stored.state,
        subject=stored.subject,
        rule=stored.rule,
        subject_kind=stored.subject_kind,
        asked_by=stored.asked_by,
        asked_at=stored.asked_at,
        finished_at=stored.finished_at or None,
        progress=Progress.model_validate(
            {
                "phase": work.phase,
                "sessions": work.sessions,
                "sessions_total": work.sessions_total,
                "recordings": work.recordings,
                "places": work.places,
            }
        ),
        receipt=stored.receipt,
    )


def _subject_json(kind: str, asked: Subject | RedactionRule | None) -> str:
    name = "rule" if isinstance(asked, RedactionRule) else "subject"
    fields = {} if asked is None else {name: asked.model_dump()}
    return msgspec.json.encode({"kind": kind, **fields}).decode()


def _stored(row: Row[Any]) -> Stored:
    asked = msgspec.json.decode(row.subject)
    subject, rule = asked.get("subject"), asked.get("rule")
    return Stored(
        request_id=row.request_id,
        project_id=row.project_id,
        kind=row.kind,
        state=row.state,
        subject=Subject.model_validate(subject) if subject else None,
        rule=RedactionRule.model_validate(rule) if rule else None,
        subject_kind=asked["kind"],
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        finished_at=row.finished_at,
        work=msgspec.json.decode(row.progress, type=Work),
        receipt=Receipt.model_validate_json(row.receipt) if row.receipt else None,
    )
