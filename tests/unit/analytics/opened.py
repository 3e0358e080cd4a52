"""Numbers of each screen, by the line that opens their sessions."""

from __future__ import annotations

from urllib.parse import quote

from pagepulse.analytics import capture, events, funnels, journeys, overview, page_errors, pages
from pagepulse.analytics import performance as vitals
from pagepulse.analytics.queries import Question
from pagepulse.warehouse import Warehouse


def opened_by_totals(warehouse: Warehouse, question: Question) -> dict[str, int]:
    totals = overview.read_overview(warehouse, question, compared=False)
    bounces = round(totals.bounce_rate * totals.sessions)
    return {"frustration": totals.frustrated_sessions, "bounce": bounces}


def opened_by_pages(warehouse: Warehouse, question: Question) -> dict[str, int]:
    table = pages.read_pages(warehouse, pages.PageRequest(question, "page", "", "pageViews", 100))
    entries = {f"entry {row.page_url}": row.entries for row in table.pages}
    return entries | {f"exit {row.page_url}": row.exits for row in table.pages}


def opened_by_clicks(warehouse: Warehouse, question: Question) -> dict[str, int]:
    clicks = events.read_events(warehouse, events.EventRequest(question, "click", "", 100))
    return {f"click {row.page_url} {row.name}": row.sessions for row in clicks.events}


def opened_by_truth(warehouse: Warehouse, question: Question) -> dict[str, int]:
    truth = capture.read_capture(warehouse, question, "month")
    return {f"capture {row.reason}": row.sessions for row in truth.reasons}


def opened_by_steps(warehouse: Warehouse, question: Question) -> dict[str, int]:
    walk = journeys.read_journeys(warehouse, journeys.JourneyRequest(question, "", 3, 30))
    left = {f"left {one.step} {one.page} *": one.exits for one in walk.nodes}
    return left | {f"step {one.step} {one.page} *": one.sessions for one in walk.nodes}


def opened_by_others(warehouse: Warehouse, question: Question) -> dict[str, int]:
    """Count what journeys do not tell apart, where each step tells of two pages."""
    walk = journeys.read_journeys(warehouse, journeys.JourneyRequest(question, "*coffee*", 3, 2))
    opened = {}
    for other in walk.nodes:
        if other.page == journeys.OTHER:
            step = other.step
            listed = [one.page for one in walk.nodes if one.step == step and one != other]
            pages = ",".join(quote(page, safe="/:") for page in listed)
            opened[f"step-elsewhere {step} {pages} *coffee*"] = other.sessions
            opened[f"left-elsewhere {step} {pages} *coffee*"] = other.exits
    return opened


def opened_by_funnels(warehouse: Warehouse, question: Question) -> dict[str, int]:
    steps = ["page:/", "page:/coffee*", "event:added"]
    taken = funnels.read_funnel(warehouse, question, steps).steps
    took = {f"took {','.join(steps[: n + 1])}": one.sessions for n, one in enumerate(taken)}
    lost = {f"lost {','.join(steps[: n + 1])}": one.lost for n, one in enumerate(taken) if n}
    return took | lost


def opened_by_vitals(warehouse: Warehouse, question: Question) -> dict[str, int]:
    felt = vitals.read_performance(warehouse, question, "LCP")
    return {
        f"vital LCP not-good {one.page_url} {one.element}": one.sessions for one in felt.elements
    }


def opened_by_errors(warehouse: Warehouse, question: Question) -> dict[str, int]:
    thrown = page_errors.read_errors(warehouse, question, "", 100)
    return {f"error {one.group_id}": one.sessions for one in thrown.errors}


OPENED = [
    opened_by_totals, opened_by_pages, opened_by_clicks, opened_by_truth, opened_by_steps,
    opened_by_vitals, opened_by_errors, opened_by_others, opened_by_funnels,
]  # fmt: skip
