"""What every number of analytics means, and its formula; pure.

One rule stands above all: **a question chooses sessions, and every number is about all that these
sessions did.** A session belongs to the moment at which it began. So the sum over pages, over days
or over countries is the total, and the same filter lists exactly the sessions behind a number.

| number | formula | as in |
|---|---|---|
| `sessions` | sessions begun in the range; crawlers, own team left out | Plausible, GA4 |
| `visitors` | distinct visitor ids; a session without one counts as a visitor | Plausible |
| `pageViews` | page views of these sessions | all |
| `pagesPerSession` | pageViews / sessions | all |
| `bounceRate` | sessions with at most one page view and no custom event / sessions | Plausible |
| `averageDuration` | mean of last minus first event, ms; a session with one event has 0 | Matomo |
| `medianDuration` | median of the same; few long sessions do not move it | |
| `frustrationRate` | sessions with a rage, dead or error click or an error / sessions | Clarity |
| `customEvents`, `errors`, `rageClicks`, `deadClicks`, `errorClicks` | sums over these sessions | |
| `scrollDepth` | mean of the deepest part that was seen of each page view, 0…1 | Clarity, Matomo |
| `conversions` | sessions that reached a goal: saw its page, or sent its event | Plausible |
| `conversionRate` | conversions / sessions | GA4 |
| `convertedVisitors` | distinct visitors of these sessions | Plausible |
| `visitorConversionRate` | convertedVisitors / visitors | Plausible |
| `newVisitors` | visitors whose first known session is one of these | all |
"""

from __future__ import annotations

from pagepulse.questions import own
from pagepulse.questions.happenings import BOUNCED, FRUSTRATED

VISITOR = own.VISITOR

# Sums over rows of `session_facts`; rates are made of them where nothing is divided by 0.
TOTALS = {
    "sessions": "count()",
    # By a number of 64 bits: of a million, two have the same one once in 37 million answers.
    "visitors": "uniqExact(visitor_hash)",
    "page_views": "sum(page_view_count)",
    "bounces": f"countIf({BOUNCED})",
    "duration_sum": "sum(duration_ms)",
    "frustrated_sessions": f"countIf({FRUSTRATED})",
    "custom_events": "sum(custom_event_count)",
    "errors": "sum(error_count)",
    "rage_clicks": "sum(rage_click_count)",
    "dead_clicks": "sum(dead_click_count)",
    "error_clicks": "sum(error_click_count)",
    "recordings": "countIf(has_recording)",
}
TOTALS_SQL = ", ".join(f"{formula} as {name}_" for name, formula in TOTALS.items())
"""Each total as a column with an underscore behind its name: a bare one would hide a column."""
SUMS_SQL = ", ".join(
    f"{formula} as {name}_" for name, formula in TOTALS.items() if name != "visitors"
)
"""The same without visitors, which are not added up but told apart."""


def share(part: float, whole: float) -> float:
    """Return a share 0…1 that is 0 of nothing."""
    return part / whole if whole else 0.0
