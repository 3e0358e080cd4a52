"""Sessions that somebody wants to keep."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the table of pinned sessions."""
    op.create_table(
        "pinned_sessions",
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("session_id", sa.String(64), primary_key=True),
        sa.Column("pinned_by", sa.String(254), nullable=False),
        sa.Column("pinned_at", sa.BigInteger, nullable=False),
    )
