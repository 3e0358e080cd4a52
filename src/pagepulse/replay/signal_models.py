"""What the API returns of what a page said about itself."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pagepulse.wire import WireModel

NEXT = "Pass as `cursor` for the next page; null at the end of what is stored."
AT = "Unix ms, server clock."


class SessionConsoleMessage(WireModel):
    """One message of the page's console."""

    at: int = Field(description=AT)
    tab_id: str
    page_view_id: str
    level: Literal["debug", "log", "info", "warn", "error"]
    text: str = Field(description="The arguments as one text, without what is private.")
    dropped: int = Field(
        description="Messages before it that came too fast and were not sent; `text` is empty then."
    )


class ConsoleMessages(WireModel):
    """Messages in order of time."""

    messages: list[SessionConsoleMessage]
    next_cursor: str | None = Field(description=NEXT)


class SessionRequest(WireModel):
    """One request of the page; bodies, headers and queries are never sent."""

    at: int = Field(description="Start, " + AT)
    tab_id: str
    page_view_id: str
    method: str = Field(description="Empty when it began before the tracker was there.")
    url: str
    initiator: str = Field(description="`fetch`, `xmlhttprequest`, or the element that asked.")
    outcome: Literal["answered", "aborted", "failed", "unfinished", "opaque"] = Field(
        description="`aborted`: by the page. `failed`: no answer came. `unfinished`: the page was "
        "left before. `opaque`: the browser does not tell."
    )
    status: int = Field(description="HTTP status; 0 without an answer.")
    duration_ms: int
    bytes: int = Field(description="Over the network; 0 from a cache, or not told.")


class PageRequests(WireModel):
    """Requests in order of their start."""

    requests: list[SessionRequest]
    next_cursor: str | None = Field(description=NEXT)


class SessionVital(WireModel):
    """The last value of one web vital of one page view."""

    at: int = Field(description=AT)
    tab_id: str
    page_view_id: str
    page_url: str
    name: Literal["LCP", "INP", "CLS", "FCP", "TTFB"]
    value: float = Field(description="Milliseconds; of CLS a number without a unit.")
    rating: Literal["good", "needs-improvement", "poor", ""]
    element: str = Field(description="CSS path of the element behind it; may be empty.")


class Vitals(WireModel):
    """The web vitals of a session, by page view."""

    vitals: list[SessionVital]
