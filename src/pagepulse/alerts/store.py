"""Rules and their firings in the control database."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from pagepulse.accounts.access import Access
from pagepulse.accounts.saved import ID_BYTES, Saved, SavedRow
from pagepulse.alerts.channels import find_channel
from pagepulse.alerts.judging import Measured, Standing, Verdict
from pagepulse.alerts.models import AlertRule, Firing, SavedRule
from pagepulse.clock import now_ms
from pagepulse.control.tables import alert_firings, alert_rules
from pagepulse.goals.store import read_goal
from pagepulse.questions.dates import TimeRange

# Each is some queries a minute.
MAX_RULES = 50
# How often each rule is checked, ms.
CHECK_EVERY_MS = 60_000
# A rule that is off is never due.
NEVER_MS = 1 << 60
LISTED_FIRINGS = 100
# Of each rule so many firings are kept.
KEPT_FIRINGS = 500

RULES = Saved("alert", alert_rules, "rule_id", "rul_")


@dataclass(frozen=True, slots=True)
class Due:
    """A rule that this server is to check now."""

    rule_id: str
    project_id: str
    rule: AlertRule
    standing: Standing
    changed_at: int


def list_rules(connection: Connection, project_id: str) -> list[SavedRule]:
    """Return the rules of a project, the oldest first."""
    query = select(alert_rules).where(alert_rules.c.project_id == project_id)
    query = query.order_by(alert_rules.c.created_at, alert_rules.c.rule_id)
    return [_saved(row) for row in connection.execute(query)]


def create_rule(connection: Connection, access: Access, rule: AlertRule) -> SavedRule:
    """Store a rule; raises NotFoundError for its goal or channels, LimitExceededError."""
    RULES.check_room(connection, access.project_id, MAX_RULES)
    check_parts(connection, access.project_id, rule)
    row = RULES.insert(connection, access, told_at=0, **_unchecked(rule, now_ms()))
    access.note(connection, "alert_created", row.rule_id, rule.name)
    return _saved(row)


def change_rule(connection: Connection, access: Access, rule_id: str, rule: AlertRule) -> SavedRule:
    """Put another rule in a rule's place: it begins anew. Raises NotFoundError."""
    RULES.find(connection, access.project_id, rule_id)
    check_parts(connection, access.project_id, rule)
    now = now_ms()
    _end_firing(connection, rule_id, now)
    row = RULES.update(connection, access, rule_id, **_unchecked(rule, now))
    access.note(connection, "alert_changed", rule_id, rule.name)
    return _saved(row)


def delete_rule(connection: Connection, access: Access, rule_id: str) -> None:
    """Delete a rule with its history; raises NotFoundError."""
    old = _saved(RULES.find(connection, access.project_id, rule_id))
    RULES.delete(connection, access, rule_id)
    access.note(connection, "alert_deleted", rule_id, old.rule.name)


def check_parts(connection: Connection, project_id: str, rule: AlertRule) -> None:
    """Raise NotFoundError for a goal or a channel that is not the project's."""
    if rule.goal_id:
        read_goal(connection, project_id, rule.goal_id)
    for channel_id in rule.channel_ids:
        find_channel(connection, project_id, channel_id)


def lease_due(connection: Connection, now: int) -> Due | None:
    """Return a rule that is due, which no other server checks in this minute; None: none is."""
    # A clock that was set back must not stop checks until it is where it was.
    far = now + 2 * CHECK_EVERY_MS
    due = or_(
        alert_rules.c.next_check_at <= now,
        alert_rules.c.next_check_at.between(far, NEVER_MS - 1),
    )
    query = select(alert_rules).where(due).order_by(alert_rules.c.next_check_at).limit(1)
    row = connection.execute(query).first()
    if row is None:
        return None
    leased = connection.execute(
        update(alert_rules)
        .where(
            alert_rules.c.rule_id == row.rule_id,
            alert_rules.c.next_check_at == row.next_check_at,
        )
        .values(next_check_at=now + CHECK_EVERY_MS)
    )
    if leased.rowcount != 1:
        return None
    standing = Standing(row.state, row.state_since, row.told_at)
    return Due(row.rule_id, row.project_id, _rule(row), standing, row.changed_at)


def note_check(
    connection: Connection, due: Due, measured: Measured, verdict: Verdict, times: TimeRange
) -> str | None:
    """Keep what a check found; return the id of a firing that begins or ends, if any does.

    A rule that was changed meanwhile is left alone.
    """
    now = times.end_at or 0
    stored = connection.execute(
        update(alert_rules)
        .where(
            alert_rules.c.rule_id == due.rule_id,
            alert_rules.c.changed_at == due.changed_at,
            alert_rules.c.state == due.standing.state,
        )
        .values(
            state=verdict.standing.state,
            state_since=verdict.standing.since,
            told_at=verdict.standing.told_at,
            value=measured.value,
            checked_at=now,
            problem=verdict.problem,
        )
    )
    if stored.rowcount != 1:
        return None
    if verdict.ends:
        return _end_firing(connection, due.rule_id, now)
    return _begin_firing(connection, due, measured, verdict, times) if verdict.begins else None


def note_problem(connection: Connection, due: Due, problem: str, now: int) -> None:
    """Keep why a check could not be made."""
    connection.execute(
        update(alert_rules)
        .where(alert_rules.c.rule_id == due.rule_id, alert_rules.c.changed_at == due.changed_at)
        .values(problem=problem, checked_at=now, value=None)
    )


def was_told(connection: Connection, firing_id: str) -> bool:
    """Say whether the channels know of a firing."""
    query = select(alert_firings.c.is_told).where(alert_firings.c.firing_id == firing_id)
    return bool(connection.execute(query).scalar_one_or_none())


def list_firings(connection: Connection, project_id: str) -> list[Firing]:
    """Return the newest firings of a project."""
    query = (
        select(alert_firings, alert_rules.c.rule)
        .join(alert_rules, alert_rules.c.rule_id == alert_firings.c.rule_id)
        .where(alert_firings.c.project_id == project_id)
        .order_by(alert_firings.c.began_at.desc(), alert_firings.c.firing_id)
        .limit(LISTED_FIRINGS)
    )
    return [_firing(row) for row in connection.execute(query)]


def _begin_firing(
    connection: Connection, due: Due, measured: Measured, verdict: Verdict, times: TimeRange
) -> str:
    firing_id = f"fir_{secrets.token_hex(ID_BYTES)}"
    connection.execute(
        insert(alert_firings).values(
            firing_id=firing_id,
            rule_id=due.rule_id,
            project_id=due.project_id,
            began_at=times.end_at,
            ended_at=0,
            value=measured.value,
            bound=verdict.bound,
            usual=measured.usual,
            window_start_at=times.start_at,
            window_end_at=times.end_at,
            is_told=int(verdict.is_told),
        )
    )
    kept = (
        select(alert_firings.c.firing_id)
        .where(alert_firings.c.rule_id == due.rule_id)
        .order_by(alert_firings.c.began_at.desc())
        .limit(KEPT_FIRINGS)
    )
    connection.execute(
        delete(alert_firings).where(
            alert_firings.c.rule_id == due.rule_id,
            alert_firings.c.firing_id.not_in([row.firing_id for row in connection.execute(kept)]),
        )
    )
    return firing_id


def _end_firing(connection: Connection, rule_id: str, now: int) -> str | None:
    going_on = [alert_firings.c.rule_id == rule_id, alert_firings.c.ended_at == 0]
    found = connection.execute(select(alert_firings.c.firing_id).where(*going_on)).first()
    connection.execute(update(alert_firings).where(*going_on).values(ended_at=now))
    return None if found is None else str(found.firing_id)


def _unchecked(rule: AlertRule, now: int) -> dict[str, Any]:
    """Return what is stored of a rule that was not checked yet; it is due at once."""
    return {
        "rule": rule.model_dump_json(by_alias=True, exclude_defaults=True),
        "state": "ok",
        "state_since": now,
        "value": None,
        "checked_at": 0,
        "next_check_at": now if rule.is_on else NEVER_MS,
        "problem": "",
    }


def _rule(row: SavedRow) -> AlertRule:
    return AlertRule.model_validate_json(row.rule, extra="ignore")


def _saved(row: SavedRow) -> SavedRule:
    return SavedRule(
        rule_id=row.rule_id,
        rule=_rule(row),
        state=row.state,
        state_since=row.state_since,
        value=row.value,
        checked_at=row.checked_at,
        problem=row.problem,
        saved_by=row.saved_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _firing(row: SavedRow) -> Firing:
    return Firing(
        firing_id=row.firing_id,
        rule_id=row.rule_id,
        rule_name=_rule(row).name,
        began_at=row.began_at,
        ended_at=row.ended_at,
        value=row.value,
        bound=row.bound,
        usual=row.usual,
        window_start_at=row.window_start_at,
        window_end_at=row.window_end_at,
        is_told=bool(row.is_told),
    )
