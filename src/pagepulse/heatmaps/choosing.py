"""Completes the filter of a heatmap with what the stores know of its pages and sessions."""

from __future__ import annotations

from pagepulse.control import Control
from pagepulse.errors import InvalidInputError
from pagepulse.heatmaps.filters import Chosen, VisitorFilter
from pagepulse.heatmaps.pages import needs_known_pages, pages_of
from pagepulse.heatmaps.queries import select_known_pages, select_session_days
from pagepulse.projects.store import read_project
from pagepulse.questions.filters import MAX_SESSION_IDS
from pagepulse.questions.own import has_own_visitors
from pagepulse.warehouse import Warehouse


async def rules_of(control: Control, project_id: str) -> list[str]:
    """Return the page rules of a project; raises NotFoundError."""
    project = await control.read_async(lambda c: read_project(c, project_id))
    return project.settings.page_rules


def pages_named(
    warehouse: Warehouse, project_id: str, rules: list[str], page_url: str
) -> list[str]:
    """Return the pages that an address stands for, under the rules of the project."""
    known = []
    if needs_known_pages(page_url, rules):
        known = select_known_pages(warehouse, project_id)
    return pages_of(page_url, known, rules)


def chosen_of(
    warehouse: Warehouse,
    project_id: str,
    rules: list[str],
    page_url: str,
    visitors: VisitorFilter,
) -> Chosen:
    """Return the filter with what the warehouse knows of its pages and sessions."""
    sessions = visitors.chosen_sessions()
    if len(sessions) > MAX_SESSION_IDS:
        raise InvalidInputError(
            "too_many_sessions",
            f"Name {MAX_SESSION_IDS} sessions at most.",
            limit=MAX_SESSION_IDS,
            got=len(sessions),
        )
    pages = pages_named(warehouse, project_id, rules, page_url)
    days = select_session_days(warehouse, project_id, sessions) if sessions else None
    has_own = visitors.leaves_out_own() and has_own_visitors(warehouse, project_id)
    return Chosen(project_id, pages, visitors, days, has_own=has_own)
