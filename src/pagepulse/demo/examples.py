"""What a team that uses the demo shop would have saved: goals, a funnel, alerts, a note."""

from __future__ import annotations

from sqlalchemy import Connection

from pagepulse.accounts.access import Access, Principal
from pagepulse.alerts.models import AlertRule
from pagepulse.alerts.store import create_rule
from pagepulse.annotations.models import NewAnnotation
from pagepulse.annotations.store import create_annotation
from pagepulse.clock import now_ms
from pagepulse.demo.week import DAY_MS
from pagepulse.goals.models import NewFunnel, NewGoal
from pagepulse.goals.store import create_funnel, create_goal

GOALS = (
    NewGoal(name="Ordered coffee", definition="event:order_placed"),
    NewGoal(name="Filled the basket", definition="event:added_to_basket"),
    NewGoal(name="Looked at the plans", definition="page:/plans*"),
)
FUNNEL = NewFunnel(
    name="From the shelf to the order",
    steps=["page:/coffee/*", "event:added_to_basket", "page:/checkout*", "event:order_placed"],
)
RULES = (
    AlertRule(
        name="Errors pile up", metric="errors", condition="above", bound=20, window_minutes=60
    ),
    AlertRule(
        name="More rage clicks than usual",
        metric="rageClicks",
        condition="spike",
        bound=3,
        window_minutes=24 * 60,
    ),
)
NOTE = "The newsletter about the autumn harvest went out."
NOTE_AGE_MS = 5 * DAY_MS


def save_examples(connection: Connection, project_id: str, user_id: str, email: str) -> None:
    """Save everything in the name of the demo's login."""
    person = Principal("person", user_id, email, {project_id: "owner"})
    access = Access(project_id, "owner", person)
    for goal in GOALS:
        create_goal(connection, access, goal)
    create_funnel(connection, access, FUNNEL)
    for rule in RULES:
        create_rule(connection, access, rule)
    create_annotation(connection, access, NewAnnotation(at=now_ms() - NOTE_AGE_MS, text=NOTE))
