"""The numbers of analytics in the plainest Python: lists and loops, no SQL."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase
from typing import Any
from zoneinfo import ZoneInfo

from tests.unit.analytics.traffic import (
    COUNTRIES,
    LABELS,
    LCP_LABEL,
    PAGES,
    SITE,
    View,
    Visit,
)

Asked = dict[str, Any]


def local(at: int, zone: str) -> datetime:
    """Return a moment by the clocks of a zone."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(zone))


def fits(visit: Visit, asked: Asked, first_of: dict[str, int], own: AbstractSet[str]) -> bool:
    """Say whether a filter keeps a session; `own` are the visitors of the team."""
    zone = asked.get("timeZone", "UTC")
    begun = visit.views[0].at
    is_first = not visit.visitor or first_of[visit.visitor] == begun
    tests: dict[str, Callable[[Any], bool]] = {
        "timeZone": lambda _: True,
        "startDate": lambda value: local(begun, zone).date().isoformat() >= value,
        "endDate": lambda value: local(begun, zone).date().isoformat() <= value,
        "pageURL": lambda value: any(_is_page(view, value) for view in visit.views),
        "device": lambda value: visit.agent[0] in value,
        "browser": lambda value: visit.agent[1] in value,
        "country": lambda value: COUNTRIES[visit.time_zone] in value,
        "language": lambda value: visit.language in value,
        "screen": lambda value: screen_of(visit) in value,
        "source": lambda value: visit.origin[3] in value,
        "channel": lambda value: visit.origin[4] in value,
        "utmMedium": lambda value: visit.origin[1] in value,
        "entryPage": lambda value: SITE + visit.views[0].path in value,
        "exitPage": lambda value: SITE + visit.views[-1].path in value,
        "visitorId": lambda value: visit.visitor == value,
        "visitorType": lambda value: value == "own" or is_first == (value == "new"),
        "event": lambda value: value in [one[1] for view in visit.views for one in view.events],
        "goal": lambda value: all(reached(visit, one) for one in value),
        "minDuration": lambda value: duration(visit) >= value,
        "hasErrors": lambda value: (errors(visit) > 0) == value,
        "sessionIds": lambda value: visit.session_id in value.split(","),
        "happened": lambda value: all(happened(visit, line) for line in value),
    }
    is_wanted = asked.get("automated", False) or "sessionIds" in asked or not visit.is_bot
    is_own = who(visit) in own
    is_counted = (
        is_own if asked.get("visitorType") == "own" else "sessionIds" in asked or not is_own
    )
    return (
        is_wanted
        and is_counted
        and all(tests[name](value) for name, value in asked.items() if name != "automated")
    )


def _is_page(view: View, wanted: str) -> bool:
    if wanted.startswith("/"):
        return fnmatchcase(view.path, wanted)
    return view.path in {path for path, page in PAGES.items() if page == wanted}


def happened(visit: Visit, line: str) -> bool:
    """Say whether what a line tells was in a session."""
    kind, _, rest = line.partition(" ")
    on = [
        view for view in visit.views if kind in PAGE_KINDS and _is_named(view, rest.split(" ")[0])
    ]
    tests: dict[str, Callable[[], bool]] = {
        "bounce": lambda: is_bounce(visit),
        "frustration": lambda: is_frustrated(visit),
        "rage": lambda: any(view.rages for view in on),
        "dead": lambda: any(view.deads for view in on),
        "page-error": lambda: any(view.errors for view in on),
        "click": lambda: any(rest.partition(" ")[2] in view.clicks for view in on),
        "error": lambda: errors(visit) > 0,
        "vital": lambda: any(_felt(view, rest.split(" ", 3)) for view in visit.views),
        "capture": lambda: any(view.reason == rest for view in visit.views),
        "property": lambda: any(
            [name, "plan", f'"{plan}"'] == rest.split(" ")
            for view in visit.views
            for _, name, plan in view.events
        ),
        "entry": lambda: _is_named(visit.views[0], rest),
        "exit": lambda: _is_named(visit.views[-1], rest),
        "step": lambda: _at_step(visit, rest.split(" "))[:1] != [],
        "left": lambda: len(_at_step(visit, rest.split(" "))) == 1,
    }
    return tests[kind]()


PAGE_KINDS = {"rage", "dead", "page-error", "click"}


def _is_named(view: View, page: str) -> bool:
    return page == "*" or page in {PAGES[view.path], SITE + view.path}


def _felt(view: View, words: Sequence[str]) -> bool:
    _, rating, page, element = words
    if view.lcp is None or not _is_named(view, page):
        return False
    told = view.lcp[1]
    is_rated = rating in {told, "*"} or (rating == "not-good" and told != "good")
    return is_rated and element in {"*", "main>img", LABELS[LCP_LABEL]}


def _at_step(visit: Visit, words: Sequence[str]) -> list[str]:
    """Return the path from the step on, where the page stands there."""
    number, page, start = words
    (path,) = paths([visit])
    begin = next((n for n, one in enumerate(path) if fnmatchcase(one, start)), None)
    rest = [] if begin is None else path[begin + int(number) - 1 :]
    return rest if rest[:1] == [page] else []


def is_frustrated(visit: Visit) -> bool:
    """Say whether something went wrong in a session."""
    return any(view.rages or view.deads or view.errors for view in visit.views)


def reached(visit: Visit, goal: str) -> bool:
    """Say whether a session reached a goal."""
    kind, _, wanted = goal.partition(":")
    if kind == "page":
        return any(_is_page(view, wanted) for view in visit.views)
    name, _, plan = wanted.partition("?plan=")
    return any(
        event == name and plan in ("", chosen)
        for view in visit.views
        for _, event, chosen in view.events
    )


def screen_of(visit: Visit) -> str:
    """Return the screen as it is written."""
    return f"{visit.screen[0]}x{visit.screen[1]}"


def duration(visit: Visit) -> int:
    """Return last minus first moment, ms."""
    return max(visit.moments) - min(visit.moments)


def errors(visit: Visit) -> int:
    """Return how many errors a session had."""
    return sum(len(view.errors) for view in visit.views)


def events(visit: Visit) -> int:
    """Return how many custom events a session had."""
    return sum(len(view.events) for view in visit.views)


def who(visit: Visit) -> str:
    """Return the visitor, or the session of one without id."""
    return visit.visitor or visit.session_id


def is_bounce(visit: Visit) -> bool:
    """Say whether nothing came after the first page."""
    return len(visit.views) <= 1 and not events(visit)


def mean(values: Iterable[float]) -> float:
    """Return the mean, 0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def scroll_depth(visits: Iterable[Visit]) -> float | None:
    """Return the mean of what was seen of page views, None of nothing."""
    depths = [view.depth for visit in visits for view in visit.views if view.depth is not None]
    return mean(depths) if depths else None


def p75(values: Sequence[float]) -> float | None:
    """Return the 75th percentile between neighbours."""
    if len(values) < 2:
        return values[0] if values else None
    return statistics.quantiles(values, n=4, method="inclusive")[2]


def totals(visits: Sequence[Visit]) -> dict[str, float]:
    """Return what every group of sessions has."""
    rages = sum(view.rages for visit in visits for view in visit.views)
    deads = sum(view.deads for visit in visits for view in visit.views)
    frustrated = sum(is_frustrated(visit) for visit in visits)
    return {
        "visitors": len({who(visit) for visit in visits}),
        "sessions": len(visits),
        "page_views": sum(len(visit.views) for visit in visits),
        "pages_per_session": mean(len(visit.views) for visit in visits),
        "bounce_rate": mean(is_bounce(visit) for visit in visits),
        "average_duration": mean(duration(visit) for visit in visits),
        "frustration_rate": frustrated / len(visits) if visits else 0.0,
        "frustrated_sessions": frustrated,
        "custom_events": sum(events(visit) for visit in visits),
        "errors": sum(errors(visit) for visit in visits),
        "rage_clicks": rages,
        "dead_clicks": deads,
        "error_clicks": 0,
        "recordings": 0,
    }


def groups(visits: Iterable[Visit], key: Callable[[Visit], str]) -> dict[str, list[Visit]]:
    """Return sessions by a value."""
    found: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        found[key(visit)].append(visit)
    return found


DIMENSIONS: dict[str, Callable[[Visit], str]] = {
    "channel": lambda visit: visit.origin[4],
    "source": lambda visit: visit.origin[3],
    "utmMedium": lambda visit: visit.origin[1],
    "device": lambda visit: visit.agent[0],
    "browser": lambda visit: visit.agent[1],
    "country": lambda visit: COUNTRIES[visit.time_zone],
    "language": lambda visit: visit.language,
    "screen": screen_of,
    "entryPage": lambda visit: SITE + visit.views[0].path,
    "exitPage": lambda visit: SITE + visit.views[-1].path,
}


def bucket_of(at: int, interval: str, zone: str) -> str:
    """Return the name of the bucket of a moment."""
    moment = local(at, zone)
    if interval == "hour":
        return moment.strftime("%Y-%m-%dT%H")
    day = moment.date()
    if interval == "week":
        day -= timedelta(days=day.weekday())
    return (day.replace(day=1) if interval == "month" else day).isoformat()


def page_rows(visits: Sequence[Visit], name: Callable[[View], str]) -> dict[str, dict[str, Any]]:
    """Return the table of pages."""
    seen: dict[str, list[tuple[Visit, View]]] = defaultdict(list)
    for visit in visits:
        for view in visit.views:
            seen[name(view)].append((visit, view))
    return {page: _page_row(pairs) for page, pairs in seen.items()}


def _page_row(pairs: list[tuple[Visit, View]]) -> dict[str, Any]:
    entries = [visit for visit, view in pairs if view is visit.views[0]]
    exits = sum(view is visit.views[-1] for visit, view in pairs)
    sessions = {visit.session_id for visit, _ in pairs}
    depths = [view.depth for _, view in pairs if view.depth is not None]
    return {
        "page_views": len(pairs),
        "visitors": len({who(visit) for visit, _ in pairs}),
        "sessions": len(sessions),
        "entries": len(entries),
        "exits": exits,
        "bounce_rate": mean(is_bounce(visit) for visit in entries) if entries else None,
        "exit_rate": exits / len(sessions),
        "average_time": mean(_time_on(visit, view) for visit, view in pairs),
        "scroll_depth": mean(depths) if depths else None,
        "rage_clicks": sum(view.rages for _, view in pairs),
        "dead_clicks": sum(view.deads for _, view in pairs),
        "errors": sum(len(view.errors) for _, view in pairs),
        "lcp": p75([view.lcp[0] for _, view in pairs if view.lcp]),
        "inp": None,
        "cls": None,
    }


def _time_on(visit: Visit, view: View) -> int:
    later = [one.at for one in visit.views if one.tab_id == view.tab_id and one.at > view.at]
    return (min(later) if later else max(visit.moments)) - view.at


def paths(visits: Iterable[Visit]) -> list[list[str]]:
    """Return the pages of each session, repeated ones once."""
    found = []
    for visit in visits:
        pages = [PAGES[view.path] for view in visit.views]
        found.append([page for n, page in enumerate(pages) if n == 0 or page != pages[n - 1]])
    return found


def journey_links(walked: Iterable[Sequence[str]], steps: int) -> Counter[tuple[int, str, str]]:
    """Return sessions by step, page and next page."""
    return Counter(
        (n + 1, path[n], path[n + 1]) for path in walked for n in range(min(len(path), steps) - 1)
    )


def funnel(visits: Iterable[Visit], steps: Sequence[str]) -> list[int]:
    """Return how many sessions took each step after those before it."""
    reached = [0] * len(steps)
    for visit in visits:
        seen = sorted(
            [(view.at, "page", view.path) for view in visit.views]
            + [(at, "event", name) for view in visit.views for at, name, _ in view.events]
        )
        taken = 0
        for _, kind, value in seen:
            if taken < len(steps) and fnmatchcase(f"{kind}:{value}", steps[taken]):
                reached[taken] += 1
                taken += 1
    return reached


MINUTE_MS = 60_000


def now_online(visits: Iterable[Visit], now: int, within_ms: int) -> list[Visit]:
    """Return the sessions in which something happened within a time before `now`."""
    return [visit for visit in visits if max(visit.moments) >= now - within_ms]


def by_the_minute(visits: Iterable[Visit], now: int, minutes: int) -> list[tuple[int, int]]:
    """Return visitors and page views of each minute, the one of `now` last."""
    first = now // MINUTE_MS - minutes + 1
    seen = [(visit, view) for visit in visits for view in visit.views]
    counts = []
    for minute in range(first, first + minutes):
        there = [visit for visit, view in seen if view.at // MINUTE_MS == minute]
        counts.append((len({who(visit) for visit in there}), len(there)))
    return counts
