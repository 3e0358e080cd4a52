"""The audit log as chains of hashes, one for each project."""

from __future__ import annotations

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

GENESIS = "0" * 64


def upgrade() -> None:
    """Chain the entries that are there, in their order."""
    op.create_table(
        "audit_chains",
        sa.Column("project_id", sa.String(64), primary_key=True),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("anchor", sa.String(64), nullable=False),
    )
    op.add_column(
        "audit_log", sa.Column("hash", sa.String(64), nullable=False, server_default=GENESIS)
    )
    connection = op.get_bind()
    heads: dict[str, str] = {}
    for row in connection.execute(sa.text("select * from audit_log order by entry_id")).mappings():
        head = heads.get(row["project_id"], GENESIS)
        names = ("at", "project_id", "actor", "action", "object_id", "detail")
        text = json.dumps([head, *(row[name] for name in names)], separators=(",", ":"))
        link = hashlib.sha256(text.encode()).hexdigest()
        heads[row["project_id"]] = link
        update = sa.text("update audit_log set hash = :link where entry_id = :entry_id")
        connection.execute(update, {"link": link, "entry_id": row["entry_id"]})
    insert = sa.text("insert into audit_chains values (:project_id, :head, :anchor)")
    for project_id, head in heads.items():
        chain = {"project_id": project_id, "head": head, "anchor": GENESIS}
        connection.execute(insert, chain)
