"""HTTP: saved goals and funnels of a project."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from pagepulse.accounts.access import Analyst, Viewer
from pagepulse.accounts.dependencies import ControlOf
from pagepulse.goals import store
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

router = APIRouter(prefix="/api", tags=["goals"])

GoalId = Annotated[str, Path(alias="goalId", max_length=64)]
FunnelId = Annotated[str, Path(alias="funnelId", max_length=64)]


@router.get("/goals", operation_id="listGoals")
async def list_goals(access: Viewer, control: ControlOf) -> GoalList:
    """List what counts as success; `readGoals` has their numbers."""
    return await control.read_async(lambda c: store.list_goals(c, access.project_id))


@router.post("/goals", operation_id="createGoal", status_code=201)
async def create_goal(body: NewGoal, access: Analyst, control: ControlOf) -> SavedGoal:
    """Save a goal; it counts what is stored already, too."""
    return await control.write_async(lambda c: store.create_goal(c, access, body))


@router.patch("/goals/{goalId}", operation_id="changeGoal")
async def change_goal(
    goal_id: GoalId, body: GoalChange, access: Analyst, control: ControlOf
) -> SavedGoal:
    """Change name or definition."""
    return await control.write_async(lambda c: store.change_goal(c, access, goal_id, body))


@router.delete("/goals/{goalId}", operation_id="deleteGoal", status_code=204)
async def delete_goal(goal_id: GoalId, access: Analyst, control: ControlOf) -> Response:
    """Delete a goal; alerts about it say that it is gone."""
    await control.write_async(lambda c: store.delete_goal(c, access, goal_id))
    return Response(status_code=204)


@router.get("/funnels", operation_id="listFunnels")
async def list_funnels(access: Viewer, control: ControlOf) -> FunnelList:
    """List saved funnels; `readFunnel` has the numbers of steps."""
    return await control.read_async(lambda c: store.list_funnels(c, access.project_id))


@router.post("/funnels", operation_id="createFunnel", status_code=201)
async def create_funnel(body: NewFunnel, access: Analyst, control: ControlOf) -> SavedFunnel:
    """Save steps under a name."""
    return await control.write_async(lambda c: store.create_funnel(c, access, body))


@router.patch("/funnels/{funnelId}", operation_id="changeFunnel")
async def change_funnel(
    funnel_id: FunnelId, body: FunnelChange, access: Analyst, control: ControlOf
) -> SavedFunnel:
    """Change name or steps."""
    return await control.write_async(lambda c: store.change_funnel(c, access, funnel_id, body))


@router.delete("/funnels/{funnelId}", operation_id="deleteFunnel", status_code=204)
async def delete_funnel(funnel_id: FunnelId, access: Analyst, control: ControlOf) -> Response:
    """Delete a saved funnel."""
    await control.write_async(lambda c: store.delete_funnel(c, access, funnel_id))
    return Response(status_code=204)
