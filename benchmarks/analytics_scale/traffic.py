"""A made-up site's traffic as Arrow tables in the shape that the projector writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pagepulse.ingest.tables import ACTS, FELT, NAMED, TABLES

Numbers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Columns = dict[str, pa.Array]

# Generated days begin here; 2025-10-09T00:00:00Z.
FIRST_MS = 1_759_968_000_000
DAY_MS = 86_400_000
DAYS = 90
# A block is what is in memory at a time: some 400,000 rows.
SESSIONS_OF_BLOCK = 10_000
PAGES = 400
SITE = "shop.example"
# Shares of sessions with 1, 2, … page views; 3.1 on the average.
VIEW_SHARES = (0.44, 0.16, 0.11, 0.08, 0.06, 0.04, 0.03, 0.02, 0.02, 0.04)
MOST_VIEWS = 14
# Of a page view, on the average; they make up what is called events here.
CLICKS, MOVES, RESTS, CUSTOM_EVENTS, ERRORS = 1.6, 2.0, 1.4, 0.4, 0.03
RAGE_SHARE, DEAD_SHARE, INP_SHARE, CRAWLERS, NAMELESS = 0.02, 0.05, 0.5, 0.03, 0.05
EVENTS_OF_SESSION = 36
PAGE_HEIGHT = 4_000
FELT_COLUMNS = ("page_view_id", "name", "at", "position", "value")

AGENTS = (
    ("desktop", "Chrome", "Windows"), ("mobile", "Mobile Safari", "iOS"),
    ("mobile", "Chrome Mobile", "Android"), ("desktop", "Safari", "macOS"),
    ("desktop", "Edge", "Windows"), ("desktop", "Firefox", "Linux"),
    ("tablet", "Mobile Safari", "iOS"),
)  # fmt: skip
COUNTRIES = ("DE", "US", "AT", "CH", "FR", "GB", "NL", "IT", "ES", "PL", "JP", "IN", "BR", "")
LANGUAGES = ("de-DE", "en-US", "fr-FR", "en-GB", "nl-NL", "it-IT")
SCREENS = ((1920, 1080), (390, 844), (412, 915), (1440, 900), (2560, 1440), (820, 1180))
# Campaign, medium, referrer.
ORIGINS = (
    ("", "", ""), ("", "", "https://www.google.com/"), ("google", "cpc", ""),
    ("", "", "https://www.bing.com/"), ("news", "email", ""), ("", "", "https://chatgpt.com/"),
    ("", "", "https://www.reddit.com/r/coffee"), ("", "", "https://blog.example/best-beans"),
    ("facebook", "paid-social", ""), ("", "", "https://t.co/x"),
    *(("", "", f"https://partner{n}.example/a") for n in range(30)),
)  # fmt: skip
EVENT_NAMES = ("added", "signup", "searched", "shared", "subscribed", "downloaded")
VITALS = (
    ("LCP", 2_000, 0.5), ("FCP", 1_200, 0.5), ("TTFB", 400, 0.6), ("CLS", 0.05, 1.0),
    ("INP", 140, 0.7),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """How much traffic."""

    project_id: str
    rows: int

    @property
    def sessions(self) -> int:
        """Return how many sessions have so many events together."""
        return max(1, self.rows // EVENTS_OF_SESSION)


def blocks(plan: Plan) -> Iterator[dict[str, pa.Table]]:
    """Yield the rows by table, a block of sessions after the other, in order of time."""
    for number, first in enumerate(range(0, plan.sessions, SESSIONS_OF_BLOCK)):
        count = min(SESSIONS_OF_BLOCK, plan.sessions - first)
        yield _Block(plan, number, first, count).tables()


def taken(values: tuple[str, ...] | list[str], places: Numbers) -> pa.Array:
    """Return the texts at the places."""
    return pa.array(values, pa.string()).take(pa.array(places))


def times(values: Numbers) -> pa.Array:
    """Return Unix ms as moments."""
    return pa.array(values, pa.timestamp("ms", tz="UTC"))


class _Block:
    """Some sessions one after the other, and all that they did."""

    def __init__(self, plan: Plan, number: int, first: int, count: int) -> None:
        """Draw what the sessions are."""
        self._plan = plan
        self._rng = rng = np.random.default_rng(number)
        whole = DAYS * DAY_MS
        begin, end = first * whole // plan.sessions, (first + count) * whole // plan.sessions
        self._started = np.sort(rng.integers(begin, end, count)) + FIRST_MS
        # What is random here is so in the product: ids are hashes.
        ids = rng.integers(0, 2**63, count)
        self._names = [f"{one:016x}{first + n:010x}" for n, one in enumerate(ids.tolist())]
        known = rng.zipf(1.6, count) % max(2, plan.sessions // 2)
        fresh = rng.integers(0, max(2, plan.sessions), count)
        visitors = np.where(rng.random(count) < 0.1, known, fresh).tolist()
        nameless = (rng.random(count) < NAMELESS).tolist()
        self._visitors = [
            "" if gone else f"v_{visitor * 0x9E3779B97F4A7C15 % 2**64:016x}"
            for visitor, gone in zip(visitors, nameless, strict=True)
        ]
        self._agent = self._drawn(len(AGENTS), count)
        self._country = self._drawn(len(COUNTRIES), count)
        self._origin = self._drawn(len(ORIGINS), count)
        self._bot = rng.random(count) < CRAWLERS
        self._draw_views(count)
        # Places of page views, by what was done on them.
        self._done: dict[str, Numbers] = {}

    def _drawn(self, values: int, count: int) -> Numbers:
        """Return places among values, the first of which are the most frequent."""
        shares = 1 / np.arange(1, values + 1)
        return self._rng.choice(values, count, p=shares / shares.sum())

    def _draw_views(self, count: int) -> None:
        rng = self._rng
        views = rng.choice(len(VIEW_SHARES), count, p=VIEW_SHARES) + 1
        views = np.where(
            views == len(VIEW_SHARES), rng.integers(len(VIEW_SHARES), MOST_VIEWS, count), views
        )
        self._views = views
        self._of = np.repeat(np.arange(count), views)
        total = len(self._of)
        gaps = (rng.exponential(40_000, total) + 2_000).astype(np.int64)
        firsts = np.cumsum(views) - views
        gaps[firsts] = 0
        walked = np.cumsum(gaps)
        self._at = self._started[self._of] + walked - walked[firsts][self._of]
        self._page = self._drawn(PAGES, total)
        self._view_ids = [f"p_{number:x}" for number in (self._at * 7_919 + self._of).tolist()]
        lasts = np.cumsum(views) - 1
        self._ended = self._at[lasts] + (rng.exponential(30_000, count)).astype(np.int64) + 500

    def tables(self) -> dict[str, pa.Table]:
        """Return the rows by table."""
        inside = {
            "custom_events": self._custom_events(),
            "errors": self._errors(),
            "vitals": self._vitals(),
            "interactions": self._interactions(),
        }
        page_views = self._page_views()
        return {
            "page_views": page_views,
            **inside,
            "batches": self._batches(inside),
        }

    def _table(self, name: str, given: Columns) -> pa.Table:
        """Return a table of all columns; what is not given is empty, or nothing."""
        length = len(next(iter(given.values())))
        schema = TABLES[name]
        arrays = [given.get(field.name, _nothing(field.type, length)) for field in schema]
        return pa.table([one.cast(field.type) for one, field in zip(arrays, schema, strict=True)],
                        schema=schema)  # fmt: skip

    def _place(self, of_view: Numbers, after: Numbers) -> Columns:
        """Return the columns that tell in which page view something was."""
        session = self._of[of_view]
        return {
            **self._session(session),
            "page_view_id": taken(self._view_ids, of_view),
            "at": times(self._at[of_view] + after),
            "seq": pa.array(np.zeros(len(of_view), np.int64)),
            "position": pa.array(np.arange(len(of_view)) % 60_000),
            "page_url": taken(URLS, self._page[of_view]),
            "page": taken(KEYS, self._page[of_view]),
        }

    def _session(self, session: Numbers) -> Columns:
        return {
            "project_id": pa.array([self._plan.project_id]).take(
                pa.array(np.zeros(len(session), np.int64))
            ),
            "session_id": taken(self._names, session),
            "tab_id": taken(["t_1"], np.zeros(len(session), np.int64)),
            "visitor_id": taken(self._visitors, session),
        }

    def _page_views(self) -> pa.Table:
        every = np.arange(len(self._of))
        firsts = np.cumsum(self._views) - self._views
        is_first = np.isin(every, firsts)
        origin = np.where(is_first, self._origin[self._of], 0)
        return self._table(
            "page_views",
            {
                **self._place(every, np.zeros(len(every), np.int64)),
                "path": taken(PATHS, self._page),
                "title": taken(TITLES, self._page),
                **_origin_columns(origin),
                "viewport_width": pa.array(np.full(len(every), 1280)),
                "viewport_height": pa.array(np.full(len(every), 800)),
            },
        )

    def _within(self, mean: float) -> tuple[Numbers, Numbers]:
        """Return page views of things of which there are so many each, and when they were."""
        counts = self._rng.poisson(mean, len(self._of))
        of_view = np.repeat(np.arange(len(self._of)), counts)
        return of_view, self._rng.integers(1, 1_900, len(of_view))

    def _custom_events(self) -> pa.Table:
        of_view, after = self._within(CUSTOM_EVENTS)
        names = taken(EVENT_NAMES, self._drawn(len(EVENT_NAMES), len(of_view)))
        self._done["events"] = of_view
        given = {"name": names, "properties": taken(['{"plan":"pro"}'], of_view * 0)}
        return self._table("custom_events", self._place(of_view, after) | given)

    def _errors(self) -> pa.Table:
        of_view, after = self._within(ERRORS)
        self._done["errors"] = of_view
        messages = {"message": taken(["cart is undefined"], of_view * 0)}
        return self._table("errors", self._place(of_view, after) | messages)

    def _vitals(self) -> pa.Table:
        parts, views = [], []
        for name, middle, spread in VITALS:
            every = np.arange(len(self._of))
            if name == "INP":
                every = every[self._rng.random(len(every)) < INP_SHARE]
            values = np.round(self._rng.lognormal(np.log(middle), spread, len(every)), 3)
            given = {
                "name": taken([name], every * 0),
                "value": pa.array(values),
                "rating": taken(["good"], every * 0),
            }
            views.append(every)
            parts.append(
                self._table("vitals", self._place(every, np.full(len(every), 1_500)) | given)
            )
        self._felt_views = np.concatenate(views)
        return pa.concat_tables(parts).combine_chunks()

    def _interactions(self) -> pa.Table:
        parts = [self._acts("move", *self._within(MOVES)), self._acts("rest", *self._within(RESTS))]
        of_view, after = self._within(CLICKS)
        luck = self._rng.random(len(of_view))
        parts.append(self._acts("click", of_view, after))
        for kind, is_one in (("rage", luck < RAGE_SHARE), ("dead", luck > 1 - DEAD_SHARE)):
            self._done[f"{kind}s"] = of_view[is_one]
            parts.append(self._acts(kind, of_view[is_one], after[is_one] + 1))
        seen = np.arange(len(self._of))
        parts.append(self._acts("scroll", seen, np.full(len(seen), 1_700)))
        self._depths = parts[-1]["page_y"].to_numpy() / PAGE_HEIGHT
        return pa.concat_tables(parts).combine_chunks()

    def _acts(self, kind: str, of_view: Numbers, after: Numbers) -> pa.Table:
        agent = self._agent[self._of[of_view]]
        count = len(of_view)
        given = {
            "type": taken([kind], of_view * 0),
            "element_id": pa.array(self._page[of_view] * 100 + self._rng.integers(1, 60, count)),
            "page_y": pa.array(self._rng.integers(100, PAGE_HEIGHT, count)),
            "page_height": pa.array(np.full(count, PAGE_HEIGHT)),
            "viewport_width": pa.array(np.full(count, 1280)),
            "device": taken([one[0] for one in AGENTS], agent),
            "browser": taken([one[1] for one in AGENTS], agent),
            "country": taken(COUNTRIES, self._country[self._of[of_view]]),
            "bot": pa.array(self._bot[self._of[of_view]]),
        }
        return self._table("interactions", self._place(of_view, after) | given)

    def _batches(self, inside: Mapping[str, pa.Table]) -> pa.Table:
        """Return one batch a session, that holds all of it."""
        every = np.arange(len(self._started))
        language, screen = (self._drawn(6, len(every)) for _ in range(2))
        given = {
            **self._session(every),
            "received_at": times(self._ended + 1_000),
            "sent_at": times(self._ended + 900),
            "first_at": times(self._started),
            "last_at": times(self._ended),
            "device": taken([one[0] for one in AGENTS], self._agent),
            "browser": taken([one[1] for one in AGENTS], self._agent),
            "os": taken([one[2] for one in AGENTS], self._agent),
            "country": taken(COUNTRIES, self._country),
            "language": taken(LANGUAGES, language),
            "screen_width": pa.array([one[0] for one in SCREENS]).take(pa.array(screen)),
            "screen_height": pa.array([one[1] for one in SCREENS]).take(pa.array(screen)),
            "origin": taken(["tracker"], every * 0),
            "ended": pa.array(np.ones(len(every), bool)),
            "bot": pa.array(self._bot),
            "page_view_count": pa.array(self._views),
            "custom_event_count": self._counts(inside["custom_events"]),
            "error_count": self._counts(inside["errors"]),
            "rage_click_count": self._counts(inside["interactions"], "rage"),
            "dead_click_count": self._counts(inside["interactions"], "dead"),
            "filed_on": pa.array(self._started // DAY_MS).cast(pa.int32()),
            "acts": self._by_session(self._of, ACTS, self._done_on_views()),
            "felt": self._felt(inside["vitals"]),
            "named": self._named(inside["custom_events"]),
        }
        return self._table("batches", given)

    def _by_session(self, session: Numbers, kind: pa.DataType, columns: Columns) -> pa.Array:
        """Return things in the order of their sessions as a list for each session."""
        ends = np.cumsum(np.bincount(session, minlength=len(self._started)))
        fields = list(kind.value_type)
        arrays = [columns[one.name].cast(one.type) for one in fields]
        offsets = pa.array(np.concatenate([[0], ends]), pa.int32())
        return pa.ListArray.from_arrays(offsets, pa.StructArray.from_arrays(arrays, fields=fields))

    def _done_on_views(self) -> Columns:
        return {
            "page_view_id": pa.array(self._view_ids),
            **{
                name: pa.array(np.bincount(self._done[name], minlength=len(self._of)))
                for name in ("rages", "deads", "errors")
            },
            "depth": pa.array(self._depths),
        }

    def _felt(self, vitals: pa.Table) -> pa.Array:
        is_shown = pc.is_in(vitals["name"], pa.array(["LCP", "INP", "CLS"]))
        shown = vitals.filter(is_shown)
        session = self._of[self._felt_views[is_shown.to_numpy()]]
        order = np.argsort(session, kind="stable")
        columns = {one: shown[one].combine_chunks().take(pa.array(order)) for one in FELT_COLUMNS}
        return self._by_session(session, FELT, columns)

    def _named(self, events: pa.Table) -> pa.Array:
        columns = {name: events[name].combine_chunks() for name in ("at", "name")}
        return self._by_session(self._of[self._done["events"]], NAMED, columns)

    def _counts(self, table: pa.Table, kind: str | None = None) -> pa.Array:
        """Return how many rows each session has."""
        if kind is not None:
            table = table.filter(pc.equal(table["type"], kind))
        names, counts = table["session_id"].value_counts().flatten()
        found = dict(zip(names.to_pylist(), counts.to_pylist(), strict=True))
        return pa.array([found.get(name, 0) for name in self._names])


def _origin_columns(origin: Numbers) -> Columns:
    names = ("utm_source", "utm_medium", "referrer")
    return {name: taken([one[n] for one in ORIGINS], origin) for n, name in enumerate(names)}


def _nothing(kind: pa.DataType, length: int) -> pa.Array:
    empty: object = [] if pa.types.is_list(kind) else "" if pa.types.is_string(kind) else 0
    if pa.types.is_boolean(kind):
        empty = False
    return pa.array([empty] * length, kind)


PATHS = [f"/{('coffee', 'tea', 'tools', 'journal')[n % 4]}/item-{n}" for n in range(PAGES)]
URLS = [f"https://{SITE}{path}" for path in PATHS]
KEYS = [f"{SITE}{path}" for path in PATHS]
TITLES = [f"Item {n} of the shop" for n in range(PAGES)]
