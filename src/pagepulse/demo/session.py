"""One invented session: a person's journey through the shop, written down as the tracker would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlsplit

import msgspec

from pagepulse import __version__
from pagepulse.demo.acting import Actor
from pagepulse.demo.capturing import Captured
from pagepulse.demo.costs import cost_of_page
from pagepulse.demo.heat import HeatLog
from pagepulse.demo.journeys import ACCOUNT, CATALOGUE, CHECKOUT, Visit
from pagepulse.demo.people import Person
from pagepulse.demo.signals import DemoSignals, PageSignals, identity_of
from pagepulse.demo.templates import Layout, PageTemplate, Step
from pagepulse.ingest.batch import (
    WIRE_VERSION,
    Batch,
    Capture,
    Context,
    CustomEvent,
    PageError,
    PageView,
)
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.journal import Entry

# Between leaving a page and the next one being drawn, in milliseconds.
NAVIGATION_MS = (250, 1_400)
# Between the last event of a batch and its arrival, in milliseconds.
TRANSIT_MS = 140
# A visit's reading happens before and after what is done there: each takes this share of it.
READING_SHARE = (0.3, 0.6)
# Some read four times as long as others: the deviation of the pace's logarithm.
PACE_SPREAD = 0.7

# What the site's own script tracks when a step is done or a button pressed.
TRACKED = {
    "quiz_done": "quiz_done",
    "pause_plan": "plan_paused",
    "add": "added_to_basket",
    "place-order": "order_placed",
}
# What comes of pressing what is broken: nothing, or an error.
REACTIONS = {"gift-wrap": "dead", "store-finder": "error"}
# The bug of the demo site's café finder, as a browser reports it.
CAFE_ERROR = "Uncaught TypeError: Cannot read properties of undefined (reading 'name')"
CAFE_ERROR_LINE, CAFE_ERROR_COLUMN = 70, 44


@dataclass(frozen=True)
class Shop:
    """Where sessions happen: the project, and the site as it was recorded."""

    project_id: str
    project_key: str
    origin: str
    layouts: dict[int, Layout]
    prices: dict[str, int]


@dataclass
class PageLog:
    """What the tracker notes on one page load beside rrweb events."""

    page_views: list[PageView] = field(default_factory=list)
    custom_events: list[CustomEvent] = field(default_factory=list)
    errors: list[PageError] = field(default_factory=list)
    signals: PageSignals = field(default_factory=PageSignals)

    @property
    def current(self) -> PageView:
        """The page view that is on the screen."""
        return self.page_views[-1]


class DemoSession:
    """Plays a journey; `play` yields its batches, and `now` is where its clock stands."""

    def __init__(
        self, shop: Shop, rng: Random, person: Person, start: int, captured: Captured
    ) -> None:
        """Begin at `start`, Unix milliseconds."""
        self.now = start
        self._captured = captured
        self._shop = shop
        self._rng = rng
        self._person = person
        self._layout = shop.layouts[person.device.layout]
        self._pace = rng.lognormvariate(0, PACE_SPREAD)
        self._key = rng.randbytes(16).hex()
        # Apart, so that what people do does not depend on it.
        self._cost_rng = Random(self._key)
        self._tabs: list[str] = []
        self._batches_of_tab: dict[str, int] = {}
        self._referrer = person.source.referrer
        self._signals = DemoSignals(Random(self._key), shop.origin)

    def play(self, visits: list[Visit]) -> Iterator[Entry]:
        """Play the visits one after the other."""
        for place, visit in enumerate(visits):
            following = visits[place + 1] if place + 1 < len(visits) else None
            yield self._visit(visit, following, is_first=place == 0)
            self.now += self._rng.randint(*NAVIGATION_MS)

    def _visit(self, visit: Visit, following: Visit | None, *, is_first: bool) -> Entry:
        page = self._layout.pages[visit.path]
        log = PageLog()
        query = visit.query or (self._person.source.query if is_first else "")
        url = f"{self._shop.origin}{visit.path}" + (f"?{query}" if query else "")
        self._view(log, url, page.title)
        heat = HeatLog(self._layout, visit.path, self._shop.project_key, log.current)
        actor = Actor(self._rng, self._layout, page, self.now, heat)
        actor.is_recorded = self._captured.is_recorded
        self._signals.shown(log.signals, log.current, heat)
        if visit.path == ACCOUNT and self._person.visitor_id is not None:
            log.signals.identities.append(identity_of(self._person.visitor_id, log.current))
        actor.land(url)
        self._behave(actor, log, visit)
        if following is not None:
            self._leave_for(actor, log, following)
        self.now = actor.now
        heat.tell_attention(self.now, actor.scroll_y)
        return self._entry(actor, log, self._tab(visit.tab), is_last=following is None)

    def _behave(self, actor: Actor, log: PageLog, visit: Visit) -> None:
        actor.read(visit.seconds * self._pace * self._rng.uniform(*READING_SHARE))
        for step in steps_of(actor.page, visit.do):
            actor.do(step)
            self.now = actor.now
            actor.heat.tell_attention(self.now, actor.scroll_y)
            self._note_route(log, step)
            actor.heat.view = log.current
            self._track(log, step.name)
            self._signals.done(log.signals, log.current, step.name, self.now)
        actor.read(visit.seconds * self._pace * self._rng.uniform(*READING_SHARE))
        is_card = visit.press.startswith(CATALOGUE)
        page = actor.page
        pressed = page.text_under(visit.press) if is_card else page.labelled(visit.press)
        if pressed is not None:
            actor.click(pressed, visit.times)
            self.now = actor.now
            self._track(log, visit.press)
            reaction = "dead" if is_card else REACTIONS.get(visit.press)
            if reaction is not None:
                actor.note(reaction)
            if visit.press == "store-finder":
                self._fail(log, visit.times)

    def _view(self, log: PageLog, url: str, title: str) -> None:
        log.page_views.append(
            PageView(
                id=f"p_{self._rng.randbytes(16).hex()}",
                at=self.now,
                url=url,
                title=title,
                referrer=self._referrer,
                viewport_width=self._layout.width,
                viewport_height=self._layout.height,
            )
        )
        self._referrer = url

    def _note_route(self, log: PageLog, step: Step) -> None:
        """Note a page view where the step led to another route of the account page."""
        if ACCOUNT in step.url and step.url != log.current.url:
            view = step.url.removeprefix(self._shop.origin + ACCOUNT).strip("/") or "overview"
            self._view(log, step.url, f"{view.capitalize()} · Harbor & Pine")

    def _track(self, log: PageLog, done: str) -> None:
        name = TRACKED.get(done)
        if name is not None:
            self._note_event(log, name, self._properties(name, log.current.url))

    def _note_event(self, log: PageLog, name: str, properties: dict[str, object]) -> None:
        view = log.current
        raw = msgspec.Raw(msgspec.json.encode(properties))
        log.custom_events.append(CustomEvent(name, self.now, view.id, view.url, raw))

    def _properties(self, name: str, url: str) -> dict[str, object]:
        if name == "added_to_basket":
            coffee = urlsplit(url).path.strip("/").rpartition("/")[2]
            return {"coffee": coffee, "bags": 1, "price": self._shop.prices[coffee]}
        if name == "order_placed":
            return {"total": 34, "currency": "EUR"}
        return {}

    def _fail(self, log: PageLog, times: int) -> None:
        view = log.current
        script = f"{self._shop.origin}/assets/site.js"
        place = f"{script}:{CAFE_ERROR_LINE}:{CAFE_ERROR_COLUMN}"
        error = PageError(
            at=self.now,
            message=CAFE_ERROR,
            page_view_id=view.id,
            url=view.url,
            source=script,
            line=CAFE_ERROR_LINE,
            column=CAFE_ERROR_COLUMN,
            stack=f"{CAFE_ERROR}\n    at HTMLButtonElement.<anonymous> ({place})",
        )
        log.errors += [error] * times

    def _leave_for(self, actor: Actor, log: PageLog, following: Visit) -> None:
        """Click a link to the next page, where this page shows one."""
        href = following.path + (f"?{following.query}" if following.query else "")
        links = actor.page.link_to(href)
        already_left = log.custom_events and log.custom_events[-1].name == "order_placed"
        if links and not already_left:
            actor.click(self._rng.choice(links))
        if following.path == CHECKOUT and following.query:
            self.now = actor.now
            self._note_event(log, "plan_chosen", {"plan": following.query.removeprefix("plan=")})

    def _tab(self, number: int) -> str:
        while len(self._tabs) <= number:
            self._tabs.append(f"t_{self._rng.randbytes(16).hex()}")
        return self._tabs[number]

    def _entry(self, actor: Actor, log: PageLog, tab_id: str, *, is_last: bool) -> Entry:
        sequence = self._batches_of_tab.get(tab_id, 0)
        self._batches_of_tab[tab_id] = sequence + 1
        arrived = self.now + TRANSIT_MS
        batch = Batch(
            version=WIRE_VERSION,
            project_key=self._shop.project_key,
            session_key=self._key,
            tab_id=tab_id,
            seq=sequence,
            sent_at=arrived,
            visitor_id=None if self._captured.is_private else self._person.visitor_id,
            tracker_version=__version__,
            capture_reason=self._captured.reason,
            context=self._context(),
            page_views=log.page_views,
            custom_events=log.custom_events,
            errors=log.errors,
            ended=is_last,
        )
        if self._captured.is_measured:
            batch = self._measured(batch, actor, log)
        if self._captured.is_recorded:
            batch = self._recorded(batch, actor)
        return entry_of_batch(
            msgspec.json.encode(batch),
            project_id=self._shop.project_id,
            origin="demo",
            received_at=arrived,
            user_agent=self._person.device.user_agent,
        )

    def _measured(self, batch: Batch, actor: Actor, log: PageLog) -> Batch:
        """Return the batch with what the tracker's other files tell."""
        reason = self._captured.reason
        return msgspec.structs.replace(
            batch,
            captures=[Capture(view.at, reason, view.id) for view in log.page_views],
            elements=list(actor.heat.elements.values()),
            interactions=actor.heat.interactions,
            console_messages=log.signals.console_messages,
            requests=log.signals.requests,
            vitals=log.signals.vitals,
            identities=log.signals.identities,
        )

    def _recorded(self, batch: Batch, actor: Actor) -> Batch:
        """Return the batch with what the recorder tells."""
        return msgspec.structs.replace(
            batch,
            recorder_version=self._layout.recorder_version,
            costs=[cost_of_page(self._cost_rng, self._layout.width, actor.events)],
            events=[msgspec.Raw(event) for event in actor.events],
        )

    def _context(self) -> Context:
        device, place = self._person.device, self._person.place
        return Context(
            language=place.language,
            time_zone=place.time_zone,
            screen_width=device.screen[0],
            screen_height=device.screen[1],
            pixel_ratio=device.pixel_ratio,
            touch=self._layout.touch,
            gpc=self._captured.reason == "gpc",
            dnt=self._captured.reason == "dnt",
        )


def steps_of(page: PageTemplate, names: tuple[str, ...]) -> list[Step]:
    """Return the recorded steps with these names, in order; other widths may lack some."""
    steps = {step.name: step for chain in page.chains for step in chain}
    return [steps[name] for name in names if name in steps]
