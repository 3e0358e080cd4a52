"""Live runs, and the sessions that are recorded for them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create the tables of runs."""
    op.create_table(
        "live_runs",
        sa.Column("recording_id", sa.String(64), primary_key=True),
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("purpose", sa.String(500), nullable=False),
        sa.Column("filter", sa.Text, nullable=False),
        sa.Column("is_badge_shown", sa.Integer, nullable=False),
        sa.Column("started_by", sa.String(254), nullable=False),
        sa.Column("starter_id", sa.String(64), nullable=False),
        sa.Column("started_at", sa.BigInteger, nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
        sa.Column("stop_after_ms", sa.BigInteger, nullable=False),
        sa.Column("stopped_at", sa.BigInteger, nullable=False),
        sa.Column("stop_reason", sa.String(16), nullable=False),
        sa.Column("unwatched_since", sa.BigInteger, nullable=False),
        sa.Column("without_consent", sa.Integer, nullable=False),
    )
    op.create_index("ix_live_runs_project_id_started_at", "live_runs", ["project_id", "started_at"])
    op.create_table(
        "live_run_sessions",
        sa.Column(
            "recording_id",
            sa.String(64),
            sa.ForeignKey("live_runs.recording_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("session_id", sa.String(64), primary_key=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("taken_at", sa.BigInteger, nullable=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sa.Column("refusal", sa.String(64), nullable=False),
    )
