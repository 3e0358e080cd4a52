"""What was erased at one server, so that all others of this database keep it away as well."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create both tables, to which rows are only added; numbers are never used again."""
    op.create_table(
        "erased_sessions",
        sa.Column("number", sa.Integer, primary_key=True),
        _project(),
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("told_at", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_erased_sessions_project_id_session_id",
        "erased_sessions",
        ["project_id", "session_id"],
        unique=True,
    )
    op.create_table(
        "erased_subjects",
        sa.Column("number", sa.Integer, primary_key=True),
        _project(),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject_hash", sa.String(64), nullable=False),
        sa.Column("from_at", sa.BigInteger, nullable=False),
        sa.Column("to_at", sa.BigInteger, nullable=False),
        sa.Column("requested_at", sa.BigInteger, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_erased_subjects_project_id", "erased_subjects", ["project_id"])


def _project() -> sa.Column[str]:
    return sa.Column(
        "project_id",
        sa.String(64),
        sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
        nullable=False,
    )
