"""Says of a session's visitor that it is the site's own team, or is not."""

from __future__ import annotations

from pydantic import Field

from pagepulse.questions.own import VISITOR, mark_visitor
from pagepulse.replay.detail import find_session
from pagepulse.warehouse import Warehouse
from pagepulse.wire import WireModel

SESSIONS_OF_VISITOR = f"""
    select count() as sessions from sessions final
    where project_id = {{project_id:String}} and {VISITOR} = {{visitor:String}}
"""  # noqa: S608 - made of constants


class OwnMark(WireModel):
    """Whether a visitor is of the site's own team."""

    own: bool


class MarkedVisitor(OwnMark):
    """The same after it was said, with what follows."""

    sessions: int = Field(description="Sessions of this visitor: they count no more, or again.")


def mark_session(
    warehouse: Warehouse, project_id: str, session_id: str, now_ms: int, *, is_own: bool
) -> MarkedVisitor:
    """Mark the visitor of a session; raises NotFoundError `session_not_found`."""
    visitor = find_session(warehouse, project_id, session_id)["visitor_id"] or session_id
    mark_visitor(warehouse, project_id, visitor, now_ms, is_own=is_own)
    asked = {"project_id": project_id, "visitor": visitor}
    sessions = warehouse.query(SESSIONS_OF_VISITOR, asked)[0]["sessions"]
    return MarkedVisitor(own=is_own, sessions=sessions)
