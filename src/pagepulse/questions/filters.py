"""Which sessions to list: the filter of the API as conditions of SQL with bound parameters."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ConfigDict, Field

from pagepulse.ingest.pages import page_of
from pagepulse.questions.dates import TimeRange, parse_range
from pagepulse.wire import WireModel, wire_name

# A session lasts at most a day, so its page views begin within a day of it.
LONGEST_SESSION_MS = 24 * 3600 * 1000
MAX_SESSION_IDS = 1000
MAX_URL_CHARS = 2048
MAX_VALUES = 50


class DateFilter(WireModel):
    """A time range."""

    # Other parameters of the same call are not this model's business.
    model_config = ConfigDict(alias_generator=wire_name, populate_by_name=True, extra="ignore")

    start_date: str | None = Field(
        default=None, max_length=40, description="First day or moment, ISO 8601, included."
    )
    end_date: str | None = Field(
        default=None, max_length=40, description="Last day or moment, ISO 8601, included."
    )
    time_zone: str = Field(
        default="UTC", max_length=64, description="IANA name; where a day of the two dates begins."
    )

    def range(self) -> TimeRange:
        """Return the range in Unix ms; raises InvalidInputError."""
        return parse_range(self.start_date, self.end_date, self.time_zone)


class SessionFilter(DateFilter):
    """Which sessions; every condition that is given must hold."""

    page_url: str | None = Field(
        default=None,
        max_length=MAX_URL_CHARS,
        description="A page seen in the session: an address, or a path that starts with `/`. "
        "`*` stands for any text; case matters only without it.",
    )
    visitor_id: str | None = Field(
        default=None,
        max_length=128,
        description="Of one visitor: the anonymous id, or the site's own from `pulse.identify`.",
    )
    device: list[Literal["desktop", "tablet", "mobile"]] = Field(
        default_factory=list, max_length=3, description="Repeat for any of several."
    )
    country: list[str] = Field(
        default_factory=list, max_length=MAX_VALUES, description="ISO 3166 alpha-2; repeatable."
    )
    browser: list[str] = Field(
        default_factory=list, max_length=MAX_VALUES, description="Name; repeatable."
    )
    os: list[str] = Field(
        default_factory=list, max_length=MAX_VALUES, description="Name; repeatable."
    )
    min_duration: int | None = Field(
        default=None, ge=0, le=LONGEST_SESSION_MS, description="Least duration in ms."
    )
    has_errors: bool | None = None
    has_recording: bool | None = None
    capture_reason: list[str] = Field(
        default_factory=list,
        max_length=MAX_VALUES,
        description="What the recording or its absence comes from; repeatable.",
    )
    session_ids: str | None = Field(
        default=None,
        max_length=MAX_SESSION_IDS * 27,
        description="Only these sessions: ids joined by commas.",
    )


Conditions = tuple[list[str], dict[str, Any]]

# Anybody can send batches that hold nothing, with the public key of a project; they are no visits.
NOT_EMPTY = (
    "(page_view_count > 0 or has_recording or event_count > 0 or custom_event_count > 0 "
    "or error_count > 0)"
)


def session_conditions(chosen: SessionFilter) -> Conditions:
    """Return conditions on `sessions` and their parameters; project_id is the caller's.

    A session in which nothing was seen is found by its id alone.
    """
    times = chosen.range()
    conditions, parameters = time_conditions("started_at", times)
    if chosen.session_ids is None:
        conditions.append(NOT_EMPTY)
    for name, condition, value in plain_conditions(chosen):
        conditions.append(condition)
        parameters[name] = value
    if chosen.has_errors is not None:
        conditions.append("error_count > 0" if chosen.has_errors else "error_count = 0")
    if chosen.has_recording is not None:
        conditions.append("has_recording" if chosen.has_recording else "not has_recording")
    if chosen.page_url:
        condition, more = page_condition(chosen.page_url, times)
        conditions.append(condition)
        parameters |= more
    return conditions, parameters


def plain_conditions(chosen: SessionFilter) -> list[tuple[str, str, Any]]:
    """Return (parameter, condition, value) of what was chosen."""
    ids = [] if chosen.session_ids is None else chosen.session_ids.split(",")
    possible = [
        (
            "visitor_id",
            "{visitor_id:String} in (visitor_id, identity)",
            chosen.visitor_id,
        ),
        ("devices", "device in {devices:Array(String)}", chosen.device),
        (
            "capture_reasons",
            "capture_reason in {capture_reasons:Array(String)}",
            chosen.capture_reason,
        ),
        ("countries", "country in {countries:Array(String)}", chosen.country),
        ("browsers", "browser in {browsers:Array(String)}", chosen.browser),
        ("oses", "os in {oses:Array(String)}", chosen.os),
        ("min_duration_ms", "duration_ms >= {min_duration_ms:Int64}", chosen.min_duration),
        ("session_ids", "session_id in {session_ids:Array(String)}", ids),
    ]
    return [entry for entry in possible if entry[2]]


def time_conditions(column: str, times: TimeRange, slack_ms: int = 0) -> Conditions:
    """Return conditions that keep `column` in the range, whose end moves out by `slack_ms`."""
    conditions: list[str] = []
    parameters: dict[str, Any] = {}
    if times.start_at is not None:
        conditions.append(f"{column} >= fromUnixTimestamp64Milli({{start_at:Int64}}, 'UTC')")
        parameters["start_at"] = times.start_at
    if times.end_at is not None:
        name = "end_at" if slack_ms == 0 else "slack_end_at"
        conditions.append(f"{column} < fromUnixTimestamp64Milli({{{name}:Int64}}, 'UTC')")
        parameters[name] = times.end_at + slack_ms
    return conditions, parameters


def page_condition(page_url: str, times: TimeRange) -> tuple[str, Mapping[str, Any]]:
    """Return the condition that a session saw a page."""
    conditions, parameters = time_conditions("at", times, LONGEST_SESSION_MS)
    condition, page = page_comparison(page_url)
    conditions.append(condition)
    sql = f"""session_id in (
        select session_id from page_views
        where project_id = {{project_id:String}} and {" and ".join(conditions)}
    )"""
    return sql, {**parameters, **page}


def page_comparison(page_url: str) -> tuple[str, Mapping[str, str]]:
    """Return the condition on `page_views` that a page is the wanted one."""
    column = page_column(page_url)
    if "*" in page_url:
        # People who search do not mind the case; an exact address does.
        return f"{column} ilike {{page:String}}", {"page": like_pattern(page_url)}
    return f"{column} = {{page:String}}", {"page": stored_form(page_url)}


def page_column(page_url: str) -> str:
    """Return the column of `page_views` that an address, a path or a listed page is compared with.

    >>> page_column("shop.example/orders/:id")
    'page'
    """
    if page_url.startswith("/"):
        return "path"
    return "page_url" if ":" in page_url.partition("/")[0] or "/" not in page_url else "page"


def page_view_conditions(page_url: str, session_id: str | None, until: int | None) -> Conditions:
    """Return conditions on `page_views` for a page, of one session, until a time."""
    condition, page = page_comparison(page_url)
    conditions, parameters = [condition], dict[str, Any](page)
    if session_id is not None:
        conditions.append("session_id = {session_id:String}")
        parameters["session_id"] = session_id
    if until is not None:
        conditions.append("at <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')")
        parameters["until"] = until
    return conditions, parameters


def stored_form(page_url: str) -> str:
    """Return an address or a path as it is stored: without query and fragment."""
    if page_url.startswith("/"):
        return page_url.partition("#")[0].partition("?")[0]
    if page_column(page_url) == "page":
        return page_url
    return page_of(page_url).page_url or page_url


def like_pattern(text: str) -> str:
    r"""Return the ILIKE pattern in which only `*` is special.

    >>> like_pattern("/a_b/*")
    '/a\\_b/%'
    """
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return escaped.replace("*", "%")
