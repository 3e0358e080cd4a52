"""What the API of analytics returns. Rates are 0…1, durations milliseconds, times Unix ms."""

from __future__ import annotations

from pydantic import Field

from pagepulse.wire import WireModel


class Totals(WireModel):
    """What some sessions come to; `analytics/definitions.py` has the formulas."""

    visitors: int
    sessions: int
    page_views: int
    pages_per_session: float
    bounce_rate: float = Field(description="0…1.")
    average_duration: float = Field(description="ms.")
    frustration_rate: float = Field(description="0…1.")
    frustrated_sessions: int
    custom_events: int
    errors: int
    rage_clicks: int
    dead_clicks: int
    error_clicks: int
    recordings: int = Field(description="Sessions that can be replayed.")


class Figures(Totals):
    """Totals with what only the whole range has."""

    median_duration: float = Field(description="ms.")
    scroll_depth: float | None = Field(
        description="Deepest part seen of a page view, mean, 0…1; null where none was measured."
    )
    new_visitors: int
    crawlers: int = Field(description="Sessions left out: crawlers that say so.")
    own_sessions: int = Field(description="Sessions left out: of the site's own team.")


class Range(WireModel):
    """The time that is asked about, from `startAt` on and before `endAt`; null is open."""

    start_at: int | None
    end_at: int | None


class Overview(Figures):
    """The numbers of a range, and those of the range before it."""

    range: Range
    previous: Figures | None = Field(description="With `compare=previous`.")
    previous_range: Range | None


class Bucket(Totals):
    """The sessions that began in one hour, day, week or month."""

    at: int = Field(description="Its beginning, in the time zone of the question.")
    date: str = Field(description="The same as a local date, or date and hour.")
    scroll_depth: float | None = Field(
        description="Deepest part seen of a page view, mean, 0…1; null where none was measured."
    )


class Timeseries(WireModel):
    """Buckets in order of time, those without sessions too."""

    interval: str = Field(description="`hour`, `day`, `week` (from Monday) or `month`.")
    time_zone: str
    buckets: list[Bucket]
    previous: list[Bucket] | None = Field(
        description="With `compare=previous`: as many buckets of the range before; null where "
        "that is open."
    )


class BreakdownRow(Totals):
    """The sessions that share a value."""

    value: str = Field(description="Empty where it is not known.")
    share: float = Field(description="Of the visitors of all rows, 0…1.")
    previous: int | None = Field(
        description="With `compare=previous`: visitors in the range before; null where it is open."
    )


class Breakdown(WireModel):
    """Sessions by the values of a dimension, most visitors first."""

    dimension: str
    rows: list[BreakdownRow]
    total: int = Field(description="Values there are, also those beyond `limit`.")


class PageRow(WireModel):
    """One page, or one address."""

    page_url: str = Field(description="Page as `host/path`; with `by=url` an address.")
    title: str
    page_views: int
    visitors: int
    sessions: int
    entries: int = Field(description="Sessions that began here.")
    exits: int = Field(description="Sessions that ended here.")
    bounce_rate: float | None = Field(description="Of the entries; null without any.")
    exit_rate: float = Field(description="Exits / sessions of the page, 0…1.")
    average_time: float = Field(description="Until the next page of the tab or the end, ms.")
    scroll_depth: float | None = Field(description="Mean, 0…1; null where it was not measured.")
    rage_clicks: int
    dead_clicks: int
    errors: int
    lcp: float | None = Field(description="p75 of the largest contentful paint, ms.")
    inp: float | None = Field(description="p75 of the interaction to next paint, ms.")
    cls: float | None = Field(description="p75 of the cumulative layout shift.")


class PageTable(WireModel):
    """Pages of the sessions, most views first."""

    pages: list[PageRow]
    total: int
    page_views: int = Field(description="Of all pages; equals the overview's.")
