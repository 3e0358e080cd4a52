"""Goals and saved funnels in the control database: named texts of a project."""

from __future__ import annotations

import json

from sqlalchemy import Connection

from pagepulse.accounts.access import Access
from pagepulse.accounts.saved import Saved, SavedRow
from pagepulse.control.tables import funnels, goals
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

# Of each kind in a project: one question counts all goals, and nobody reads a longer list.
MAX_SAVED = 50

GOALS = Saved("goal", goals, "goal_id", "goal_")
FUNNELS = Saved("funnel", funnels, "funnel_id", "fun_")


def list_goals(connection: Connection, project_id: str) -> GoalList:
    """Return the goals of a project by name."""
    return GoalList(goals=[_goal(row) for row in GOALS.list_by_name(connection, project_id)])


def read_goal(connection: Connection, project_id: str, goal_id: str) -> SavedGoal:
    """Return one goal; raises NotFoundError."""
    return _goal(GOALS.find(connection, project_id, goal_id))


def create_goal(connection: Connection, access: Access, new: NewGoal) -> SavedGoal:
    """Store a goal; raises ConflictError for its name, LimitExceededError."""
    GOALS.check_room(connection, access.project_id, MAX_SAVED)
    GOALS.check_name(connection, access.project_id, new.name)
    goal = _goal(GOALS.insert(connection, access, **new.model_dump()))
    access.note(connection, "goal_created", goal.goal_id, goal.name)
    return goal


def change_goal(
    connection: Connection, access: Access, goal_id: str, change: GoalChange
) -> SavedGoal:
    """Change what is given; raises NotFoundError, ConflictError."""
    old = GOALS.find(connection, access.project_id, goal_id)
    GOALS.check_name(connection, access.project_id, change.name or old.name, but=goal_id)
    given = change.model_dump(exclude_none=True)
    goal = _goal(GOALS.update(connection, access, goal_id, **given))
    access.note(connection, "goal_changed", goal_id, goal.name)
    return goal


def delete_goal(connection: Connection, access: Access, goal_id: str) -> None:
    """Delete a goal; raises NotFoundError."""
    old = GOALS.find(connection, access.project_id, goal_id)
    GOALS.delete(connection, access, goal_id)
    access.note(connection, "goal_deleted", goal_id, old.name)


def list_funnels(connection: Connection, project_id: str) -> FunnelList:
    """Return the saved funnels of a project by name."""
    rows = FUNNELS.list_by_name(connection, project_id)
    return FunnelList(funnels=[_funnel(row) for row in rows])


def create_funnel(connection: Connection, access: Access, new: NewFunnel) -> SavedFunnel:
    """Store a funnel; raises ConflictError for its name, LimitExceededError."""
    FUNNELS.check_room(connection, access.project_id, MAX_SAVED)
    FUNNELS.check_name(connection, access.project_id, new.name)
    steps = json.dumps(new.steps)
    funnel = _funnel(FUNNELS.insert(connection, access, name=new.name, steps=steps))
    access.note(connection, "funnel_saved", funnel.funnel_id, funnel.name)
    return funnel


def change_funnel(
    connection: Connection, access: Access, funnel_id: str, change: FunnelChange
) -> SavedFunnel:
    """Change what is given; raises NotFoundError, ConflictError."""
    old = FUNNELS.find(connection, access.project_id, funnel_id)
    name = change.name or old.name
    FUNNELS.check_name(connection, access.project_id, name, but=funnel_id)
    steps = json.dumps(change.steps) if change.steps else old.steps
    funnel = _funnel(FUNNELS.update(connection, access, funnel_id, name=name, steps=steps))
    access.note(connection, "funnel_changed", funnel_id, name)
    return funnel


def delete_funnel(connection: Connection, access: Access, funnel_id: str) -> None:
    """Delete a saved funnel; raises NotFoundError."""
    old = FUNNELS.find(connection, access.project_id, funnel_id)
    FUNNELS.delete(connection, access, funnel_id)
    access.note(connection, "funnel_deleted", funnel_id, old.name)


def _goal(row: SavedRow) -> SavedGoal:
    return SavedGoal(
        goal_id=row.goal_id,
        name=row.name,
        definition=row.definition,
        saved_by=row.saved_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )


def _funnel(row: SavedRow) -> SavedFunnel:
    return SavedFunnel(
        funnel_id=row.funnel_id,
        name=row.name,
        steps=json.loads(row.steps),
        saved_by=row.saved_by,
        created_at=row.created_at,
        changed_at=row.changed_at,
    )
