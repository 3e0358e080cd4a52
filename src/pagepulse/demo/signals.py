"""What the demo site's pages say about themselves: as their script and a browser would."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from urllib.parse import urlsplit

from pagepulse.demo.heat import HeatLog
from pagepulse.demo.vitals import element_behind, path_of
from pagepulse.ingest.batch import ConsoleMessage, Identity, PageRequest, PageView, Vital

# From a request to its answer, in ms: the shop's own server, and the parcel service that is down.
STOCK_MS, DELIVERY_MS = (35, 260), (900, 2_400)
STOCK_BYTES, DELIVERY_BYTES = 412, 268
OK, UNAVAILABLE = 200, 503
# A browser knows them so long after the page is drawn, in ms.
VITALS_AFTER_MS = 1_500


@dataclass(frozen=True)
class Scale:
    """How a web vital is rated, and what it usually is on this site; ms, but for CLS."""

    name: str
    good: float
    poor: float
    usual: float
    spread: float

    def rating_of(self, value: float) -> str:
        """Return the rating of a value."""
        if value <= self.good:
            return "good"
        return "needs-improvement" if value <= self.poor else "poor"


SCALES = (
    Scale("LCP", 2_500, 4_000, 1_300, 0.5),
    Scale("INP", 200, 500, 70, 0.7),
    Scale("CLS", 0.1, 0.25, 0.012, 1.1),
    Scale("FCP", 1_800, 3_000, 800, 0.4),
    Scale("TTFB", 800, 1_800, 180, 0.6),
)


@dataclass
class PageSignals:
    """What one page load tells of, in the lists of a batch."""

    console_messages: list[ConsoleMessage] = field(default_factory=list)
    requests: list[PageRequest] = field(default_factory=list)
    vitals: list[Vital] = field(default_factory=list)
    identities: list[Identity] = field(default_factory=list)


class DemoSignals:
    """Makes signals by dice of its own: the same people do the same things with and without."""

    def __init__(self, rng: Random, origin: str) -> None:
        """Tell of the site at this origin."""
        self._rng = rng
        self._origin = origin

    def shown(self, signals: PageSignals, view: PageView, heat: HeatLog) -> None:
        """Tell how fast a page was that is drawn now, and which of its elements made it so."""
        for scale in SCALES:
            target, slower = element_behind(self._rng, scale.name, heat.layout, heat.page)
            usual = scale.usual * slower
            value = round(self._rng.lognormvariate(0, scale.spread) * usual, 4)
            signals.vitals.append(
                Vital(
                    at=view.at + VITALS_AFTER_MS,
                    name=scale.name,
                    value=value,
                    page_view_id=view.id,
                    url=view.url,
                    rating=scale.rating_of(value),
                    element=path_of(target) if target else "",
                    element_id=heat.element_of(target).id if target else "",
                )
            )

    def done(self, signals: PageSignals, view: PageView, step: str, now: int) -> None:
        """Tell what the site's script does after a step of its visitor."""
        if step == "add":
            slug = urlsplit(view.url).path.strip("/").rpartition("/")[2]
            wait = self._ask(signals, view, f"/api/stock/{slug}", OK, now)
            self._say(signals, view, "info", f'Stock {{coffee: "{slug}", bags: 40}}', now + wait)
            self._say(signals, view, "log", "Basket {bags: 1}", now)
        elif step == "country":
            wait = self._ask(signals, view, "/api/delivery", UNAVAILABLE, now)
            self._say(signals, view, "warn", "The parcel service answers slowly", now + wait)
            text = "No delivery date: Error: the parcel service answered 503"
            self._say(signals, view, "error", text, now + wait)
        elif step in {"light", "dark", "all"}:
            self._say(signals, view, "debug", f'Shelves {{roast: "{step}"}}', now)

    def _ask(self, signals: PageSignals, view: PageView, path: str, status: int, now: int) -> int:
        """Note a request, and return how long it took in ms."""
        is_answered = status == OK
        wait = self._rng.randint(*(STOCK_MS if is_answered else DELIVERY_MS))
        signals.requests.append(
            PageRequest(
                at=now,
                url=f"{self._origin}{path}",
                page_view_id=view.id,
                method="GET",
                initiator="fetch",
                outcome="answered",
                status=status,
                duration_ms=wait,
                bytes=STOCK_BYTES if is_answered else DELIVERY_BYTES,
            )
        )
        return wait

    def _say(self, signals: PageSignals, view: PageView, level: str, text: str, now: int) -> None:
        message = ConsoleMessage(at=now, level=level, text=text, page_view_id=view.id)
        signals.console_messages.append(message)


def identity_of(visitor_id: str, view: PageView) -> Identity:
    """Return the number under which the shop knows a customer."""
    number = int(visitor_id.removeprefix("v_")[:4], 16)
    return Identity(at=view.at, id=f"customer-{number}", page_view_id=view.id)
