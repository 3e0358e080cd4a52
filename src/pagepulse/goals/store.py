"""Goals and saved funnels in the control database: named texts of a project."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from pagepulse.accounts.access import Access
from pagepulse.accounts.audit import Action, record
from pagepulse.clock import now_ms
from pagepulse.control.tables import funnels, goals
from pagepulse.errors import ConflictError, LimitExceededError, NotFoundError
from pagepulse.goals.models import (
    FunnelChange,
    FunnelList,
    GoalChange,
    GoalList,
    NewFunnel,
    NewGoal,
    SavedFunnel,
    SavedGoal,
)

# 64 random bits: ids are no secrets, they only must not collide.
ID_BYTES = 8
# Of each kind in a project: one question counts all goals, and nobody reads a longer list.
MAX_SAVED = 50

AnyRow = Row[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what is saved: its table, and how it is spoken of."""

    noun: str
    table: Table
    prefix: str
    created: Action
    changed: Action
    deleted: Action

    @property
    def key(self) -> str:
        """Return the name of the id's column."""
        return f"{self.noun}_id"


GOAL = Kind("goal", goals, "goal_", "goal_created", "goal_changed", "goal_deleted")
FUNNEL = Kind("funnel", funnels, "fun_", "funnel_saved", "funnel_changed", "funnel_deleted")


def list_goals(connection: Connection, project_id: str) -> GoalList:
    """Return the goals of a project by name."""
    return GoalList(goals=[_goal(row) for row in _rows(connection, GOAL, project_id)])


def read_goal(connection: Connection, project_id: str, goal_id: str) -> SavedGoal:
    """Return one goal; raises NotFoundError."""
    return _goal(_find(connection, GOAL, project_id, goal_id))


def create_goal(connection: Connection, access: Access, new: NewGoal) -> SavedGoal:
    """Store a goal; raises ConflictError for its name, LimitExceededError."""
    row = _create(connection, GOAL, access, new.name, {"definition": new.definition})
    return _goal(row)


def change_goal(
    connection: Connection, access: Access, goal_id: str, change: GoalChange
) -> SavedGoal:
    """Change what is given; raises NotFoundError, ConflictError."""
    return _goal(_change(connection, GOAL, access, goal_id, change.model_dump()))


def delete_goal(connection: Connection, access: Access, goal_id: str) -> None:
    """Delete a goal; raises NotFoundError."""
    _delete(connection, GOAL, access, goal_id)


def list_funnels(connection: Connection, project_id: str) -> FunnelList:
    """Return the saved funnels of a project by name."""
    return FunnelList(funnels=[_funnel(row) for row in _rows(connection, FUNNEL, project_id)])


def create_funnel(connection: Connection, access: Access, new: NewFunnel) -> SavedFunnel:
    """Store a funnel; raises ConflictError for its name, LimitExceededError."""
    return _funnel(_create(connection, FUNNEL, access, new.name, {"steps": json.dumps(new.steps)}))


def change_funnel(
    connection: Connection, access: Access, funnel_id: str, change: FunnelChange
) -> SavedFunnel:
    """Change what is given; raises NotFoundError, ConflictError."""
    steps = None if change.steps is None else json.dumps(change.steps)
    given = {"name": change.name, "steps": steps}
    return _funnel(_change(connection, FUNNEL, access, funnel_id, given))


def delete_funnel(connection: Connection, access: Access, funnel_id: str) -> None:
    """Delete a saved funnel; raises NotFoundError."""
    _delete(connection, FUNNEL, access, funnel_id)


def _rows(connection: Connection, kind: Kind, project_id: str) -> list[AnyRow]:
    query = select(kind.table).where(kind.table.c.project_id == project_id)
    query = query.order_by(func.lower(kind.table.c.name), kind.table.c[kind.key])
    return list(connection.execute(query))


def _find(connection: Connection, kind: Kind, project_id: str, one_id: str) -> AnyRow:
    query = select(kind.table).where(
        kind.table.c[kind.key] == one_id, kind.table.c.project_id == project_id
    )
    row = connection.execute(query).first()
    if row is None:
        raise NotFoundError(f"{kind.noun}_not_found", f"There is no such {kind.noun} for you.")
    return row


def _create(
    connection: Connection, kind: Kind, access: Access, name: str, values: dict[str, Any]
) -> AnyRow:
    rows = _rows(connection, kind, access.project_id)
    if len(rows) >= MAX_SAVED:
        raise LimitExceededError(
            f"too_many_{kind.noun}s",
            f"The project has {MAX_SAVED} {kind.noun}s; delete one first.",
            limit=MAX_SAVED,
            got=len(rows) + 1,
        )
    _check_name(rows, kind, name)
    one_id = f"{kind.prefix}{secrets.token_hex(ID_BYTES)}"
    now = now_ms()
    connection.execute(
        insert(kind.table).values(
            **{kind.key: one_id},
            project_id=access.project_id,
            name=name,
            saved_by=access.actor,
            created_at=now,
            changed_at=now,
            **values,
        )
    )
    _note(connection, kind.created, access, one_id, name)
    return _find(connection, kind, access.project_id, one_id)


def _change(
    connection: Connection, kind: Kind, access: Access, one_id: str, given: dict[str, Any]
) -> AnyRow:
    """Store what is given, but for what is None."""
    old = _find(connection, kind, access.project_id, one_id)
    values = {field: value for field, value in given.items() if value is not None}
    name = values.get("name", old.name)
    rows = _rows(connection, kind, access.project_id)
    _check_name([row for row in rows if getattr(row, kind.key) != one_id], kind, name)
    connection.execute(
        update(kind.table)
        .where(kind.table.c[kind.key] == one_id)
        .values(changed_at=now_ms(), **values)
    )
    _note(connection, kind.changed, access, one_id, name)
    return _find(connection, kind, access.project_id, one_id)


def _delete(connection: Connection, kind: Kind, access: Access, one_id: str) -> None:
    old = _find(connection, kind, access.project_id, one_id)
    connection.execute(delete(kind.table).where(kind.table.c[kind.key] == one_id))
    _note(connection, kind.deleted, access, one_id, old.name)


def _check_name(others: list[AnyRow], kind: Kind, name: str) -> None:
    if any(row.name.lower() == name.lower() for row in others):
        raise ConflictError(f"{kind.noun}_name_taken", f"A {kind.noun} is called “{name}” already.")


def _note(connection: Connection, action: Action, access: Access, one_id: str, name: str) -> None:
    record(
        connection,
        action,
        actor=access.actor,
        project_id=access.project_id,
        object_id=one_id,
        detail=name,
    )


def _goal(row: AnyRow) -> SavedGoal:
    return SavedGoal(
        goal_id=row.goal_id,
        name=row.name,
        definition=row.definition,
        saved_by=row.saved_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _funnel(row: AnyRow) -> SavedFunnel:
    return SavedFunnel(
        funnel_id=row.funnel_id,
        name=row.name,
        steps=json.loads(row.steps),
        saved_by=row.saved_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
