"""What alerts say to people and to programs; pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pagepulse.alerts.judging import RATES
from pagepulse.alerts.models import AlertRule, Metric

LABELS: Mapping[Metric, str] = {
    "visitors": "Visitors",
    "sessions": "Sessions",
    "pageViews": "Page views",
    "bounceRate": "Bounce rate",
    "frustrationRate": "Frustrated sessions",
    "conversions": "Conversions",
    "conversionRate": "Conversion rate",
    "customEvents": "Custom events",
    "rageClicks": "Rage clicks",
    "deadClicks": "Dead clicks",
    "errors": "Errors",
    "lcp": "LCP (p75)",
    "inp": "INP (p75)",
    "cls": "CLS (p75)",
}
MILLISECONDS = frozenset({"lcp", "inp"})
HOUR_MINUTES, DAY_MINUTES = 60, 1_440
Event = Literal["alert.fired", "alert.recovered", "test"]


@dataclass(frozen=True, slots=True)
class News:
    """What is told of a rule."""

    event: Event
    project_id: str
    project_name: str
    rule_id: str
    rule: AlertRule
    value: float | None
    bound: float
    usual: float | None
    window: tuple[int, int]
    link: str


def shown(metric: Metric, value: float | None) -> str:
    """Return a number as people read it.

    >>> [shown("bounceRate", 0.425), shown("lcp", 2512.4), shown("errors", 12.0), shown("cls", 0.1)]
    ['42.5 %', '2,512 ms', '12', '0.10']
    """
    if value is None:
        return "unknown"
    if metric in RATES:
        return f"{value * 100:.1f} %"
    if metric in MILLISECONDS:
        return f"{value:,.0f} ms"
    if metric == "cls":
        return f"{value:.2f}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def span(minutes: int) -> str:
    """Return minutes as people say them.

    >>> [span(minutes) for minutes in (15, 60, 180, 1440)]
    ['15 minutes', '1 hour', '3 hours', '1 day']
    """
    for unit, size in (("day", DAY_MINUTES), ("hour", HOUR_MINUTES)):
        if minutes % size == 0:
            return f"1 {unit}" if minutes == size else f"{minutes // size} {unit}s"
    return f"{minutes} minutes"


def subject(news: News) -> str:
    """Return the one line that says it."""
    if news.event == "test":
        return f"Test from {news.project_name}"
    what = "is back" if news.event == "alert.recovered" else _compared(news)
    return f"{news.project_name}: {news.rule.name} ({LABELS[news.rule.metric]} {what})"


def _compared(news: News) -> str:
    value = shown(news.rule.metric, news.value)
    side = "below" if news.rule.condition == "below" else "above"
    return f"{value}, {side} {shown(news.rule.metric, news.bound)}"


def letter_text(news: News) -> str:
    """Return the body of an e-mail."""
    metric = news.rule.metric
    lines = [
        subject(news),
        "",
        f"{LABELS[metric]}: {shown(metric, news.value)} in {span(news.rule.window_minutes)}",
        f"Bound: {shown(metric, news.bound)}",
    ]
    if news.usual is not None:
        lines.append(f"Usual at these hours: {shown(metric, news.usual)}")
    lines += ["", f"See it: {news.link}", "", "Sent by PagePulse; alerts can be changed there."]
    return "\n".join(lines) + "\n"


def webhook_body(news: News) -> bytes:
    """Return what a webhook is sent, as JSON."""
    body: dict[str, Any] = {
        "event": news.event,
        "projectId": news.project_id,
        "projectName": news.project_name,
        "ruleId": news.rule_id,
        "name": news.rule.name,
        "metric": news.rule.metric,
        "condition": news.rule.condition,
        "value": news.value,
        "bound": news.bound,
        "usual": news.usual,
        "windowStartAt": news.window[0],
        "windowEndAt": news.window[1],
        "link": news.link,
        # What chat programs show of a webhook.
        "text": f"{subject(news)} {news.link}",
    }
    return json.dumps(body, ensure_ascii=False).encode()
