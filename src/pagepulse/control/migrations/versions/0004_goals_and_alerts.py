"""Goals, saved funnels, annotations, alerts, what leaves the server, and weekly digests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Create the tables."""
    _goals()
    _funnels()
    _annotations()
    _alert_channels()
    _alert_rules()
    _alert_firings()
    _deliveries()
    _digest_subscriptions()
    _digest_claims()


def _goals() -> None:
    op.create_table(
        "goals",
        sa.Column("goal_id", sa.String(64), primary_key=True),
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("definition", sa.String(500), nullable=False),
        sa.Column("saved_by", sa.String(254), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_goals_project_id", "goals", ["project_id"])


def _funnels() -> None:
    op.create_table(
        "funnels",
        sa.Column("funnel_id", sa.String(64), primary_key=True),
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("steps", sa.Text, nullable=False),
        sa.Column("saved_by", sa.String(254), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_funnels_project_id", "funnels", ["project_id"])


def _annotations() -> None:
    op.create_table(
        "annotations",
        sa.Column("annotation_id", sa.String(64), primary_key=True),
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("text", sa.String(500), nullable=False),
        sa.Column("page_url", sa.Text, nullable=False),
        sa.Column("saved_by", sa.String(254), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_annotations_project_id_at", "annotations", ["project_id", "at"])


def _alert_channels() -> None:
    op.create_table(
        "alert_channels",
        sa.Column("channel_id", sa.String(64), primary_key=True),
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("target", sa.Text, nullable=False),
        sa.Column("secret", sa.String(128), nullable=False),
        sa.Column("saved_by", sa.String(254), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_alert_channels_project_id", "alert_channels", ["project_id"])


def _alert_rules() -> None:
    op.create_table(
        "alert_rules",
        sa.Column("rule_id", sa.String(64), primary_key=True),
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("state_since", sa.BigInteger, nullable=False),
        sa.Column("value", sa.Float),
        sa.Column("told_at", sa.BigInteger, nullable=False),
        sa.Column("checked_at", sa.BigInteger, nullable=False),
        sa.Column("next_check_at", sa.BigInteger, nullable=False),
        sa.Column("problem", sa.String(500), nullable=False),
        sa.Column("saved_by", sa.String(254), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_alert_rules_next_check_at", "alert_rules", ["next_check_at"])
    op.create_index("ix_alert_rules_project_id", "alert_rules", ["project_id"])


def _alert_firings() -> None:
    op.create_table(
        "alert_firings",
        sa.Column("firing_id", sa.String(64), primary_key=True),
        sa.Column(
            "rule_id",
            sa.String(64),
            sa.ForeignKey("alert_rules.rule_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("project_id", sa.String(64), nullable=False),
        sa.Column("began_at", sa.BigInteger, nullable=False),
        sa.Column("ended_at", sa.BigInteger, nullable=False),
        sa.Column("value", sa.Float, nullable=False),
        sa.Column("bound", sa.Float, nullable=False),
        sa.Column("usual", sa.Float),
        sa.Column("window_start_at", sa.BigInteger, nullable=False),
        sa.Column("window_end_at", sa.BigInteger, nullable=False),
        sa.Column("is_told", sa.Integer, nullable=False),
    )
    op.create_index(
        "ix_alert_firings_project_id_began_at", "alert_firings", ["project_id", "began_at"]
    )
    op.create_index("ix_alert_firings_rule_id", "alert_firings", ["rule_id"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("delivery_id", sa.String(64), primary_key=True),
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("purpose", sa.String(16), nullable=False),
        sa.Column("receiver_id", sa.String(64), nullable=False),
        sa.Column("about", sa.String(64), nullable=False),
        sa.Column("payload", sa.Text, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", sa.BigInteger, nullable=False),
        sa.Column("leased_until", sa.BigInteger, nullable=False),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("finished_at", sa.BigInteger, nullable=False),
    )
    op.create_index(
        "ix_deliveries_project_id_created_at", "deliveries", ["project_id", "created_at"]
    )
    op.create_index(
        "ix_deliveries_state_next_attempt_at", "deliveries", ["state", "next_attempt_at"]
    )


def _digest_subscriptions() -> None:
    op.create_table(
        "digest_subscriptions",
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "user_id",
            sa.String(64),
            sa.ForeignKey("users.user_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("is_on", sa.Integer, nullable=False),
        sa.Column("link_key", sa.String(64), nullable=False),
        sa.Column("changed_at", sa.BigInteger, nullable=False),
    )


def _digest_claims() -> None:
    op.create_table(
        "digest_claims",
        sa.Column(
            "project_id",
            sa.String(64),
            sa.ForeignKey("projects.project_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "user_id",
            sa.String(64),
            sa.ForeignKey("users.user_id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("week", sa.String(10), primary_key=True),
        sa.Column("claimed_at", sa.BigInteger, nullable=False),
    )
