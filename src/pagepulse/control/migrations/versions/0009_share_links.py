"""Share links with their openings; API tokens that may do less than their role, or end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Create both tables and widen that of the tokens; old tokens keep all of their role."""
    op.create_table(
        "share_links",
        sa.Column("share_id", sa.String(64), primary_key=True),
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("session_id", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("made_by", sa.String(254), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("revoked_at", sa.BigInteger, nullable=False),
        sa.Column("open_count", sa.Integer, nullable=False),
        sa.Column("last_opened_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_share_links_project_id", "share_links", ["project_id"])
    op.create_index("ix_share_links_session_id", "share_links", ["session_id"])
    op.create_table(
        "share_openings",
        sa.Column("pass_hash", sa.String(64), primary_key=True),
        sa.Column(
            "share_id",
            sa.String(64),
            sa.ForeignKey("share_links.share_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("opened_at", sa.BigInteger, nullable=False),
        sa.Column("client", sa.String(160), nullable=False),
        sa.Column("ends_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_share_openings_share_id", "share_openings", ["share_id"])
    op.add_column("api_tokens", sa.Column("scopes", sa.Text))
    op.add_column("api_tokens", sa.Column("expires_at", sa.BigInteger))
