"""The same questions asked of the product, and its answers in the shape that is compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.analytics_scale.row_questions import STEPS, Answer

from pagepulse.analytics import journeys, overview, pages
from pagepulse.analytics.funnels import read_funnel
from pagepulse.analytics.models import Totals
from pagepulse.analytics.queries import Question
from pagepulse.analytics.retention import read_retention
from pagepulse.questions.filters import SessionFilter
from pagepulse.warehouse import Warehouse

LISTED = 100
FUNNEL = ["page:/coffee/item-0", "page:/tea/item-1", "event:added"]


@dataclass(frozen=True, slots=True)
class Asked:
    """One range and filter: for the product, and as SQL of SQLite."""

    name: str
    parameters: Mapping[str, object]
    condition: str = "1"

    def question(self, project_id: str) -> Question:
        """Return it as the routes make it."""
        chosen = SessionFilter.model_validate(self.parameters)
        return Question(project_id, chosen, chosen.range())


class ProductQuestions:
    """Asks the functions that the routes call."""

    def __init__(self, warehouse: Warehouse, question: Question) -> None:
        """Ask one range and filter."""
        self._warehouse = warehouse
        self._question = question

    def overview(self) -> Answer:
        """Return all numbers of the range."""
        found = overview.read_overview(self._warehouse, self._question, compared=False)
        more = [found.new_visitors, found.scroll_depth, found.median_duration]
        return {"": [*_sums(found), *more]}

    def compared(self) -> object:
        """Return the same with the range before."""
        return overview.read_overview(self._warehouse, self._question, compared=True)

    def timeseries(self) -> Answer:
        """Return sums by day of UTC."""
        found = overview.read_timeseries(self._warehouse, self._question, "day", compared=False)
        return {one.date: _sums(one) for one in found.buckets if one.sessions}

    def breakdown(self) -> Answer:
        """Return sums by country."""
        found = overview.read_breakdown(self._warehouse, self._question, "country", LISTED)
        return {row.value: _sums(row) for row in found.rows}

    def channels(self) -> object:
        """Return sums by channel, which is made of rules."""
        return overview.read_breakdown(self._warehouse, self._question, "channel", LISTED)

    def pages(self) -> Answer:
        """Return the table of pages."""
        request = pages.PageRequest(self._question, "page", "", "pageViews", LISTED)
        return {
            row.page_url: [
                    row.page_views, row.visitors, row.sessions, row.entries, row.exits,
                    round((row.bounce_rate or 0) * row.entries), row.average_time,
                    row.rage_clicks, row.dead_clicks, row.errors, row.scroll_depth, row.lcp,
                    row.inp, row.cls,
                ]
            for row in pages.read_pages(self._warehouse, request).pages
        }  # fmt: skip

    def journeys(self) -> Answer:
        """Return by step and page the sessions that saw it, and how many ended there."""
        request = journeys.JourneyRequest(self._question, "", STEPS, 8)
        return {
            (node.step, node.page): [node.sessions, node.exits]
            for node in journeys.read_journeys(self._warehouse, request).nodes
            if node.page != journeys.OTHER
        }

    def funnel(self) -> object:
        """Return three steps."""
        return read_funnel(self._warehouse, self._question, FUNNEL)

    def retention(self) -> object:
        """Return cohorts by the week."""
        return read_retention(self._warehouse, self._question, "week")


def _sums(totals: Totals) -> list[float]:
    sessions = totals.sessions
    return [
        sessions, totals.visitors, totals.page_views, round(totals.bounce_rate * sessions),
        round(totals.average_duration * sessions), totals.frustrated_sessions,
        totals.custom_events, totals.errors, totals.rage_clicks, totals.dead_clicks,
    ]  # fmt: skip
