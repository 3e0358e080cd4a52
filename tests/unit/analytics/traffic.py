"""Made-up traffic of a site: people and crawlers of several time zones, over some weeks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import msgspec

from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.journal import Entry

# 2026-03-02T00:00:00Z: the weeks hold the nights in which clocks change in New York and Berlin.
START = 1_772_409_600_000
DAY_MS = 86_400_000
DAYS = 35
SITE = "https://shop.example"
PATHS = ["/", "/coffee", "/coffee/blend", "/plans", "/checkout", "/orders/48113", "/orders/48114"]
PAGES = dict(
    zip(
        PATHS,
        [
            "shop.example/", "shop.example/coffee", "shop.example/coffee/blend",
            "shop.example/plans", "shop.example/checkout", "shop.example/orders/:id",
            "shop.example/orders/:id",
        ],
        strict=True,
    )
)  # fmt: skip
AGENTS = {
    (
        "desktop",
        "Firefox",
        "Linux",
    ): "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    ("mobile", "Mobile Safari", "iOS"): "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) "
    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    (
        "desktop",
        "Googlebot",
        "Other",
    ): "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
}
COUNTRIES = {"Europe/Vienna": "AT", "Asia/Tokyo": "JP", "America/New_York": "US", "": ""}
# Campaign, medium, referrer; then the source and the channel that they make.
ORIGINS = [
    ("", "", "", "", "direct"),
    ("", "", "https://www.google.de/search?q=secret", "google.de", "search"),
    ("", "", "https://chatgpt.com/", "chatgpt.com", "ai-assistant"),
    ("google", "cpc", "", "google", "paid-search"),
    ("news", "email", "https://mail.example/", "news", "email"),
    ("", "", "https://blog.example/a", "blog.example", "referral"),
    ("", "", f"{SITE}/coffee", "", "direct"),
]
# What a session tells of its visitor, how often, and what follows for the team.
TOLD = {"": 88, "own-link": 5, "own-address": 4, "not-own-link": 3}
REASONS = ["recorded", "not-sampled", "gpc", "starting"]
EVENTS = ["signup", "added"]
# Elements by the label that they have on every page.
LABELS = {"button “Buy”": "00000000000000b1", "a “Menu, all”": "00000000000000a1"}
LCP_LABEL = "button “Buy”"


@dataclass(slots=True)
class View:
    """One page view and what was done on it."""

    view_id: str
    path: str
    at: int
    tab_id: str
    reason: str
    depth: float | None = None
    rages: int = 0
    deads: int = 0
    lcp: tuple[float, str] | None = None
    errors: list[tuple[int, str]] = field(default_factory=list)
    events: list[tuple[int, str, str]] = field(default_factory=list)
    clicks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Visit:
    """One session."""

    key: str
    visitor: str
    agent: tuple[str, str, str]
    time_zone: str
    language: str
    screen: tuple[int, int]
    origin: tuple[str, str, str, str, str]
    views: list[View]
    told: str = ""

    @property
    def session_id(self) -> str:
        """Return the id that the server makes of the key."""
        return session_id_of(self.key)

    @property
    def is_bot(self) -> bool:
        """Say whether a crawler was it."""
        return self.agent[1] == "Googlebot"

    @property
    def moments(self) -> list[int]:
        """Return the times of all that was done."""
        return [
            at
            for view in self.views
            for at in (
                view.at,
                *(one[0] for one in view.errors),
                *(one[0] for one in view.events),
            )
        ]


def make_visits(rng: Random, count: int) -> list[Visit]:
    """Return sessions of fewer visitors, some of whom have no id."""
    visitors = [f"v_{n}" for n in range(count // 2)] + [""] * (count // 10)
    return [_visit(rng, n, rng.choice(visitors)) for n in range(count)]


def _visit(rng: Random, number: int, visitor: str) -> Visit:
    at = START + rng.randrange(DAYS * DAY_MS)
    agent = rng.choices(list(AGENTS), [6, 4, 1])[0]
    views = []
    for n in range(rng.choice([1, 1, 2, 3, 6])):
        views.append(_view(rng, f"p_{number}_{n}", at, f"t_{rng.choice([1, 1, 1, 2])}"))
        # Later than all that was done on the page, and never the same moment.
        at += 60_000 + rng.randrange(600_000)
    return Visit(
        key=f"{number:032x}",
        visitor=visitor,
        agent=agent,
        time_zone=rng.choice(list(COUNTRIES)),
        language=rng.choice(["de-DE", "en-US"]),
        screen=rng.choice([(1440, 900), (390, 844)]),
        origin=rng.choice(ORIGINS),
        views=views,
        told=rng.choices(list(TOLD), list(TOLD.values()))[0],
    )


def moved(visit: Visit, by_ms: int) -> Visit:
    """Return the same session at another time."""
    views = [
        replace(
            view,
            at=view.at + by_ms,
            errors=[(at + by_ms, message) for at, message in view.errors],
            events=[(at + by_ms, name, plan) for at, name, plan in view.events],
        )
        for view in visit.views
    ]
    return replace(visit, views=views)


def team_of(visits: Iterable[Visit]) -> set[str]:
    """Return the visitors who were told to be of the team, and later not otherwise."""
    last: dict[str, str] = {}
    for visit in sorted(visits, key=lambda visit: visit.views[0].at):
        if visit.told:
            last[visit.visitor or visit.session_id] = visit.told
    return {visitor for visitor, told in last.items() if told != "not-own-link"}


def _view(rng: Random, view_id: str, at: int, tab_id: str) -> View:
    value = round(rng.uniform(300, 6_000), 1)
    rating = "good" if value <= 2_500 else "needs-improvement" if value <= 4_000 else "poor"
    return View(
        view_id=view_id,
        path=rng.choice(PATHS),
        at=at,
        tab_id=tab_id,
        reason=rng.choice(REASONS),
        depth=rng.choice([None, rng.randrange(1, 101) / 100]),
        rages=rng.choices([0, 1, 2], [9, 1, 1])[0],
        deads=rng.choices([0, 1], [9, 1])[0],
        lcp=(value, rating) if rng.random() < 0.7 else None,
        errors=[
            (at + 1 + rng.randrange(9_000), f"order {rng.randrange(99)} failed")
            for _ in range(rng.choices([0, 1, 2], [8, 1, 1])[0])
        ],
        events=[
            (at + 20_000 + n, rng.choice(EVENTS), rng.choice(["pro", "team"]))
            for n in range(rng.choices([0, 1, 2], [7, 2, 1])[0])
        ],
        clicks=rng.choices(list(LABELS), k=rng.choice([0, 0, 1, 3])),
    )


def entries_of(visit: Visit, project_id: str) -> list[Entry]:
    """Return the session as batches, one for each page view."""
    seqs: dict[str, int] = {}
    entries = []
    for view in visit.views:
        seq = seqs.get(view.tab_id, 0)
        seqs[view.tab_id] = seq + 1
        received_at = view.at + 30_000
        body = msgspec.json.encode(_batch(visit, view, seq, received_at))
        entries.append(
            entry_of_batch(
                body,
                project_id=project_id,
                origin="tracker",
                received_at=received_at,
                user_agent=AGENTS[visit.agent],
            )
        )
    return entries


def _batch(visit: Visit, view: View, seq: int, sent_at: int) -> dict[str, Any]:
    source, medium, referrer, *_ = visit.origin
    is_first = view is visit.views[0]
    query = f"?utm_source={source}&utm_medium={medium}" if is_first and source else ""
    link = visit.told.removesuffix("-link")
    if is_first and link != visit.told:
        query += f"{'&' if query else '?'}utm_id=pagepulse-{link}"
    url = f"{SITE}{view.path}"
    place = {"pageViewId": view.view_id, "url": url}
    done = [("rage", view.at)] * view.rages + [("dead", view.at)] * view.deads
    return {
        "version": 1,
        "projectKey": "pk_1",
        "sessionKey": visit.key,
        "tabId": view.tab_id,
        "seq": seq,
        "sentAt": sent_at,
        "visitorId": visit.visitor or None,
        "captureReason": "starting",
        "own": is_first and visit.told == "own-address",
        "context": {
            "language": visit.language,
            "timeZone": visit.time_zone,
            "screenWidth": visit.screen[0],
            "screenHeight": visit.screen[1],
        },
        "pageViews": [
            {
                "id": view.view_id,
                "at": view.at,
                "url": url + query,
                "title": f"Title of {view.path}",
                "referrer": referrer if is_first else "",
                "viewportWidth": 1000,
                "viewportHeight": 800,
            }
        ],
        "captures": [{"pageViewId": view.view_id, "at": view.at, "reason": view.reason}],
        "errors": [{"at": at, "message": message, **place} for at, message in view.errors],
        "customEvents": [
            {"at": at, "name": name, "properties": {"plan": plan}, **place}
            for at, name, plan in view.events
        ],
        "elements": [
            {"id": LABELS[label], "label": label, "print": {"steps": ["button"]}, **place}
            for label in sorted({*view.clicks, *([LCP_LABEL] if view.lcp else [])})
        ],
        "interactions": [
            *(
                {"type": "click", "at": view.at, "elementId": LABELS[label], **place}
                for label in view.clicks
            ),
            *({"type": kind, "at": at, **place} for kind, at in done),
            *_scrolls(view, place),
        ],
        "vitals": []
        if view.lcp is None
        else [
            # An earlier value of the same page view counts no more.
            {"at": view.at, "name": "LCP", "value": 9_999, "rating": "poor", **place},
            {
                "at": view.at + 1,
                "name": "LCP",
                "value": view.lcp[0],
                "rating": view.lcp[1],
                "element": "main>img",
                "elementId": LABELS[LCP_LABEL],
                **place,
            },
        ],
    }


def _scrolls(view: View, place: dict[str, str]) -> list[dict[str, Any]]:
    if view.depth is None:
        return []
    return [
        {"type": "scroll", "at": view.at, "pageY": y, "pageHeight": 1_000, **place}
        for y in (5, round(view.depth * 1_000))
    ]
