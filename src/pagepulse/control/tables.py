"""Every table of the control database; the migrations bring a database to this shape.

Times are Unix milliseconds. Secrets stand here only as SHA-256 or argon2id hashes, but for the
ones that the server itself needs: the two that it signs with, and those of authenticator apps.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)


def _owned_by(
    owner: str, *, primary_key: bool = False, nullable: bool = False, index: bool = False
) -> Column[str]:
    """Name the row of another table, as in `projects.project_id`, that this one goes with."""
    return Column(
        owner.partition(".")[2],
        String(64),
        ForeignKey(owner, ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=nullable,
        index=index,
    )


def _of_project() -> Column[str]:
    return _owned_by("projects.project_id", primary_key=True)


def _within_project() -> Column[str]:
    return _owned_by("projects.project_id", index=True)


projects = Table(
    "projects",
    metadata,
    Column("project_id", String(64), primary_key=True),
    Column("name", String(100), nullable=False),
    Column("project_key", String(64), nullable=False, unique=True),
    # The JSON of ProjectSettings, so that a new setting needs no migration.
    Column("settings", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("user_id", String(64), primary_key=True),
    Column("email", String(254), nullable=False, unique=True),
    # Empty until an invited person has chosen a password: no password matches it.
    Column("password_hash", String(255), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("last_login_at", BigInteger),
)

memberships = Table(
    "memberships",
    metadata,
    _of_project(),
    _owned_by("users.user_id", primary_key=True, index=True),
    Column("role", String(16), nullable=False),
    Column("added_at", BigInteger, nullable=False),
)

login_sessions = Table(
    "login_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    _owned_by("users.user_id"),
    Column("created_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)

api_tokens = Table(
    "api_tokens",
    metadata,
    Column("token_id", String(64), primary_key=True),
    _within_project(),
    Column("name", String(100), nullable=False),
    Column("role", String(16), nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("created_at", BigInteger, nullable=False),
    Column("last_used_at", BigInteger),
    # Names joined by spaces; null: all that the role may do.
    Column("scopes", Text),
    # Null: never.
    Column("expires_at", BigInteger),
)

one_time_tokens = Table(
    "one_time_tokens",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("purpose", String(16), nullable=False),
    _owned_by("users.user_id", nullable=True),
    Column("expires_at", BigInteger, nullable=False),
)

# The secret of a person's authenticator app.
second_factors = Table(
    "second_factors",
    metadata,
    _owned_by("users.user_id", primary_key=True),
    Column("secret", String(64), nullable=False),
    # 0 until the person has shown a code of it.
    Column("is_on", Integer, nullable=False),
    # Number of the last time step whose code was used: each works once.
    Column("last_step", BigInteger, nullable=False),
    Column("created_at", BigInteger, nullable=False),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    _owned_by("users.user_id", index=True),
)

# No foreign keys: an entry outlives what it speaks of.
audit_log = Table(
    "audit_log",
    metadata,
    Column("entry_id", Integer, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),
    Column("project_id", String(64), nullable=False),
    Column("actor", String(254), nullable=False),
    Column("action", String(40), nullable=False),
    Column("object_id", String(128), nullable=False),
    Column("detail", String(500), nullable=False),
    # Over the entry and the hash before it.
    Column("hash", String(64), nullable=False, server_default="0" * 64),
    Index("ix_audit_log_project_id_entry_id", "project_id", "entry_id"),
)

# One chain of entries for each project, one for logins ("").
audit_chains = Table(
    "audit_chains",
    metadata,
    Column("project_id", String(64), primary_key=True),
    # Hash of the newest entry, and that of the last one that retention deleted.
    Column("head", String(64), nullable=False),
    Column("anchor", String(64), nullable=False),
)

# Runs of the live button. `filter` is the JSON of RunFilter.
live_runs = Table(
    "live_runs",
    metadata,
    Column("recording_id", String(64), primary_key=True),
    _owned_by("projects.project_id"),
    Column("state", String(16), nullable=False),
    Column("purpose", String(500), nullable=False),
    Column("filter", Text, nullable=False),
    Column("is_badge_shown", Integer, nullable=False),
    Column("started_by", String(254), nullable=False),
    Column("starter_id", String(64), nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("ends_at", BigInteger, nullable=False),
    Column("stop_after_ms", BigInteger, nullable=False),
    # 0 while it goes on.
    Column("stopped_at", BigInteger, nullable=False),
    Column("stop_reason", String(16), nullable=False),
    # 0 while somebody looks.
    Column("unwatched_since", BigInteger, nullable=False),
    Column("without_consent", Integer, nullable=False),
    Index("ix_live_runs_project_id_started_at", "project_id", "started_at"),
)

live_run_sessions = Table(
    "live_run_sessions",
    metadata,
    _owned_by("live_runs.recording_id", primary_key=True),
    Column("session_id", String(64), primary_key=True),
    Column("state", String(16), nullable=False),
    Column("taken_at", BigInteger, nullable=False),
    # When its first full snapshot was stored; 0: none is.
    Column("recorded_at", BigInteger, nullable=False),
    Column("refusal", String(64), nullable=False),
)

# Saved filters. `filters` is the JSON of SegmentFilter.
segments = Table(
    "segments",
    metadata,
    Column("segment_id", String(64), primary_key=True),
    _within_project(),
    Column("name", String(100), nullable=False),
    Column("filters", Text, nullable=False),
    Column("is_shared", Integer, nullable=False),
    # A person or a token: no foreign key, what is shared outlives who saved it.
    Column("owner_id", String(64), nullable=False),
    Column("saved_by", String(254), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)


# What counts as success. `definition` is the text of `questions/goals.py`.
goals = Table(
    "goals",
    metadata,
    Column("goal_id", String(64), primary_key=True),
    _within_project(),
    Column("name", String(100), nullable=False),
    Column("definition", String(500), nullable=False),
    Column("saved_by", String(254), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

# Saved funnels. `steps` is a JSON list of steps as `analytics/funnels.py` reads them.
funnels = Table(
    "funnels",
    metadata,
    Column("funnel_id", String(64), primary_key=True),
    _within_project(),
    Column("name", String(100), nullable=False),
    Column("steps", Text, nullable=False),
    Column("saved_by", String(254), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

# Notes on the time axis. The bare name is that of the import at the top of the module.
annotations_table = Table(
    "annotations",
    metadata,
    Column("annotation_id", String(64), primary_key=True),
    _owned_by("projects.project_id"),
    Column("at", BigInteger, nullable=False),
    Column("text", String(500), nullable=False),
    # Empty: of the whole project.
    Column("page_url", Text, nullable=False),
    Column("saved_by", String(254), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Index("ix_annotations_project_id_at", "project_id", "at"),
)

# Where alerts go to.
alert_channels = Table(
    "alert_channels",
    metadata,
    Column("channel_id", String(64), primary_key=True),
    _within_project(),
    Column("kind", String(16), nullable=False),
    Column("name", String(100), nullable=False),
    Column("target", Text, nullable=False),
    # Not a hash: what is sent is signed with it. Empty for e-mail.
    Column("secret", String(128), nullable=False),
    Column("saved_by", String(254), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

# `rule` is the JSON of AlertRule; the rest is what checks have found.
alert_rules = Table(
    "alert_rules",
    metadata,
    Column("rule_id", String(64), primary_key=True),
    _within_project(),
    Column("rule", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("state_since", BigInteger, nullable=False),
    # The last value that was measured; null where there was nothing to measure.
    Column("value", Float),
    # When its channels were told last; 0: never.
    Column("told_at", BigInteger, nullable=False),
    Column("checked_at", BigInteger, nullable=False),
    # Who moves it on has the check.
    Column("next_check_at", BigInteger, nullable=False, index=True),
    # Why the last check could not be made; empty: it could.
    Column("problem", String(500), nullable=False),
    Column("saved_by", String(254), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

alert_firings = Table(
    "alert_firings",
    metadata,
    Column("firing_id", String(64), primary_key=True),
    _owned_by("alert_rules.rule_id", index=True),
    Column("project_id", String(64), nullable=False),
    Column("began_at", BigInteger, nullable=False),
    # 0 while it goes on.
    Column("ended_at", BigInteger, nullable=False),
    Column("value", Float, nullable=False),
    # What the value was compared with; of a spike made of the usual value.
    Column("bound", Float, nullable=False),
    Column("usual", Float),
    Column("window_start_at", BigInteger, nullable=False),
    Column("window_end_at", BigInteger, nullable=False),
    Column("is_told", Integer, nullable=False),
    Index("ix_alert_firings_project_id_began_at", "project_id", "began_at"),
)

# What is to leave the server, and what has become of it.
deliveries = Table(
    "deliveries",
    metadata,
    Column("delivery_id", String(64), primary_key=True),
    _owned_by("projects.project_id"),
    Column("kind", String(16), nullable=False),
    Column("purpose", String(16), nullable=False),
    # The channel, or the member of a digest.
    Column("receiver_id", String(64), nullable=False),
    # The firing, or the week of a digest.
    Column("about", String(64), nullable=False),
    Column("payload", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("next_attempt_at", BigInteger, nullable=False),
    # Until then a server sends it; 0: none does.
    Column("leased_until", BigInteger, nullable=False),
    Column("reason", String(500), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("finished_at", BigInteger, nullable=False),
    Index("ix_deliveries_state_next_attempt_at", "state", "next_attempt_at"),
    Index("ix_deliveries_project_id_created_at", "project_id", "created_at"),
)

digest_subscriptions = Table(
    "digest_subscriptions",
    metadata,
    _of_project(),
    _owned_by("users.user_id", primary_key=True),
    Column("is_on", Integer, nullable=False),
    # Signs the link that ends it; not a hash for that reason.
    Column("link_key", String(64), nullable=False),
    Column("changed_at", BigInteger, nullable=False),
)

# A row is the right to send the digest of a week to somebody: whoever writes it sends.
digest_claims = Table(
    "digest_claims",
    metadata,
    _of_project(),
    _owned_by("users.user_id", primary_key=True),
    # Its first day, as `2026-11-16`.
    Column("week", String(10), primary_key=True),
    Column("claimed_at", BigInteger, nullable=False),
)

# What was asked about stored data: erasures, redactions, exports. `subject`, `progress` and
# `receipt` are JSON; the subject's ids and texts are gone once it is finished.
data_requests = Table(
    "data_requests",
    metadata,
    Column("request_id", String(64), primary_key=True),
    _owned_by("projects.project_id"),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("asked_by", String(254), nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    # 0 while it goes on.
    Column("finished_at", BigInteger, nullable=False),
    Column("progress", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Index("ix_data_requests_project_id_asked_at", "project_id", "asked_at"),
)

# Kept whatever their age and whatever room is left. Sessions are in the warehouse.
pinned_sessions = Table(
    "pinned_sessions",
    metadata,
    _of_project(),
    Column("session_id", String(64), primary_key=True),
    Column("pinned_by", String(254), nullable=False),
    Column("pinned_at", BigInteger, nullable=False),
)

# Links by which people without a login see one replay or one map.
share_links = Table(
    "share_links",
    metadata,
    Column("share_id", String(64), primary_key=True),
    _within_project(),
    Column("kind", String(16), nullable=False),
    # Empty of a map.
    Column("session_id", String(64), nullable=False, index=True),
    # The JSON of what is shown: `SharedReplay` or `SharedMap`.
    Column("content", Text, nullable=False),
    Column("token_hash", String(64), nullable=False),
    Column("made_by", String(254), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    # 0: it is not.
    Column("revoked_at", BigInteger, nullable=False),
    Column("open_count", Integer, nullable=False),
    # 0: never.
    Column("last_opened_at", BigInteger, nullable=False),
)

share_openings = Table(
    "share_openings",
    metadata,
    Column("pass_hash", String(64), primary_key=True),
    _owned_by("share_links.share_id", index=True),
    Column("opened_at", BigInteger, nullable=False),
    # As coarse as `Firefox on Windows`; no address is kept.
    Column("client", String(160), nullable=False),
    # Until then its pass is worth something.
    Column("ends_at", BigInteger, nullable=False),
)

# What was erased, for all servers of this database. Rows are only added, in the order of `number`,
# which is never used twice: a server reads on from where it was.
erased_sessions = Table(
    "erased_sessions",
    metadata,
    Column("number", Integer, primary_key=True),
    _owned_by("projects.project_id"),
    Column("session_id", String(64), nullable=False),
    Column("told_at", BigInteger, nullable=False),
    Index("ix_erased_sessions_project_id_session_id", "project_id", "session_id", unique=True),
    sqlite_autoincrement=True,
)

# Hashes as in each journal.
erased_subjects = Table(
    "erased_subjects",
    metadata,
    Column("number", Integer, primary_key=True),
    _within_project(),
    Column("kind", String(16), nullable=False),
    Column("subject_hash", String(64), nullable=False),
    Column("from_at", BigInteger, nullable=False),
    Column("to_at", BigInteger, nullable=False),
    Column("requested_at", BigInteger, nullable=False),
    sqlite_autoincrement=True,
)
