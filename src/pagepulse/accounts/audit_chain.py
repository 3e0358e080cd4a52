"""The audit log as chains of hashes, one for each project: what was changed later does not fit.

Every entry carries the SHA-256 over itself and the hash before it. Who can write to the database
can build a whole chain anew; who has noted its head somewhere else notices that as well.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from pagepulse.accounts.models import AuditChain
from pagepulse.control.tables import audit_chains, audit_log

# What the first entry of a chain follows.
GENESIS = "0" * 64
LINKED = ("at", "project_id", "actor", "action", "object_id", "detail")
# Entries read at once; a log of years is longer than what should be in memory.
READ_ROWS = 1_000


def append(connection: Connection, values: Mapping[str, Any]) -> None:
    """Store an entry behind the last one of its project; `values` has the columns of LINKED."""
    project_id = values["project_id"]
    # On PostgreSQL others wait for this row until the transaction ends; SQLite has one writer.
    head: str | None = connection.execute(_head(project_id)).scalar_one_or_none()
    if head is None:
        head = GENESIS
        chain = {"project_id": project_id, "head": GENESIS, "anchor": GENESIS}
        connection.execute(insert(audit_chains).values(chain))
    link = link_of(head, values)
    connection.execute(insert(audit_log).values(**values, hash=link))
    connection.execute(
        update(audit_chains).where(audit_chains.c.project_id == project_id).values(head=link)
    )


def link_of(previous: str, values: Mapping[str, Any]) -> str:
    """Return the hash of an entry that follows another one."""
    content = [previous, *(values[name] for name in LINKED)]
    text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify(connection: Connection, project_id: str) -> AuditChain:
    """Follow a project's chain from its oldest entry to its head."""
    chain = connection.execute(
        select(audit_chains).where(audit_chains.c.project_id == project_id)
    ).first()
    head, link = (chain.head, chain.anchor) if chain else (GENESIS, GENESIS)
    count = 0
    for row in connection.execute(_entries(project_id)).mappings():
        link = link_of(link, dict(row))
        if row["hash"] != link:
            return AuditChain(entries=count, head=head, is_whole=False, broken_at=row["at"])
        count += 1
    # Where the newest entries were taken away, the rest still fits together.
    return AuditChain(entries=count, head=head, is_whole=link == head, broken_at=None)


def projects_with_chains(connection: Connection) -> list[str]:
    """Return the projects that have an audit log, by id; "" stands for logins."""
    query = select(audit_chains.c.project_id).order_by(audit_chains.c.project_id)
    return list(connection.execute(query).scalars())


def forget_before(connection: Connection, project_id: str, before_ms: int) -> int:
    """Delete a project's oldest entries up to the first one from a time on; return how many.

    The chain then begins behind them: its anchor is the hash of the last one that went.
    """
    of_project = audit_log.c.project_id == project_id
    first_kept = select(func.min(audit_log.c.entry_id)).where(
        of_project, audit_log.c.at >= before_ms
    )
    kept_id = connection.execute(first_kept).scalar_one_or_none()
    gone = of_project if kept_id is None else of_project & (audit_log.c.entry_id < kept_id)
    last = select(audit_log.c.hash).where(gone).order_by(audit_log.c.entry_id.desc()).limit(1)
    anchor = connection.execute(last).scalar_one_or_none()
    if anchor is None:
        return 0
    connection.execute(
        update(audit_chains).where(audit_chains.c.project_id == project_id).values(anchor=anchor)
    )
    return connection.execute(delete(audit_log).where(gone)).rowcount


def _head(project_id: str) -> Select[Any]:
    of_project = audit_chains.c.project_id == project_id
    return select(audit_chains.c.head).where(of_project).with_for_update()


def _entries(project_id: str) -> Select[Any]:
    return (
        select(audit_log)
        .where(audit_log.c.project_id == project_id)
        .order_by(audit_log.c.entry_id)
        .execution_options(yield_per=READ_ROWS)
    )
