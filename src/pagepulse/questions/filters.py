"""Which sessions to list: the filter of the API as conditions of SQL with bound parameters."""

# ruff: noqa: S608  # statements are made of this package's constants; every value is bound

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, get_origin

from pydantic import ConfigDict, Field, StringConstraints, ValidationError

from pagepulse.ingest.interaction_rows import SOURCE
from pagepulse.questions import cohorts
from pagepulse.questions.channels import CHANNEL, CHANNELS, Channel
from pagepulse.questions.cohorts import Cohort, with_prefix
from pagepulse.questions.dates import LONGEST_SESSION_MS, TimeRange, parse_range
from pagepulse.questions.goals import MAX_GOAL_CHARS, event_comparison, parse_goal
from pagepulse.questions.happenings import (
    MAX_CHARS,
    MAX_HAPPENINGS,
    Found,
    find_happening,
    invalid,
    kind_of,
    prefix_of,
    words_of,
)
from pagepulse.questions.own import OWN, OWN_OF_FACTS
from pagepulse.questions.patterns import page_comparison
from pagepulse.wire import WireModel, wire_name

MAX_SESSION_IDS = 1000
MAX_URL_CHARS = 2048
MAX_VALUES = 50
# Goals that sessions must all have reached; each is read by itself.
MAX_GOALS = 8
MAX_RUN_ID = 64


VisitorType = Literal["new", "returning", "own"]


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


class SegmentFilter(WireModel):
    """What sessions have in common, whenever they were; every condition that is given must hold."""

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
    source: list[str] = Field(
        default_factory=list,
        max_length=MAX_VALUES,
        description="What brought the session: `utm_source` or the referrer's host; repeatable.",
    )
    channel: list[Channel] = Field(
        default_factory=list, max_length=len(CHANNELS), description="Kind of source; repeatable."
    )
    utm_medium: list[str] = Field(
        default_factory=list, max_length=MAX_VALUES, description="Campaign parameter; repeatable."
    )
    utm_campaign: list[str] = Field(
        default_factory=list, max_length=MAX_VALUES, description="Campaign parameter; repeatable."
    )
    language: list[str] = Field(
        default_factory=list, max_length=MAX_VALUES, description="BCP 47; repeatable."
    )
    entry_page: list[str] = Field(
        default_factory=list, max_length=MAX_VALUES, description="First address; repeatable."
    )
    exit_page: list[str] = Field(
        default_factory=list, max_length=MAX_VALUES, description="Last address; repeatable."
    )
    screen: list[str] = Field(
        default_factory=list, max_length=MAX_VALUES, description="Such as 1440x900; repeatable."
    )
    visitor_type: VisitorType | None = Field(
        default=None,
        description="`new`: the first session of its visitor that is known; `own`: of the site's "
        "own team, which no other answer counts.",
    )
    event: str | None = Field(
        default=None, max_length=128, description="Name of a custom event in the session."
    )
    goal: list[Annotated[str, Field(max_length=MAX_GOAL_CHARS)]] = Field(
        default_factory=list,
        max_length=MAX_GOALS,
        description="Reached in the session: `page:/thanks*`, `event:order` or "
        "`event:order?total>=100`; repeat for several, each of which must be reached.",
    )
    happened: list[Annotated[str, StringConstraints(min_length=1, max_length=MAX_CHARS)]] = Field(
        default_factory=list,
        max_length=MAX_HAPPENINGS,
        description="What is in the session, such as `rage shop.example/plans` or `bounce`; "
        "docs/http-api.md lists the kinds. Repeat for all of several.",
    )
    automated: bool = Field(default=False, description="Crawlers that say so as well.")
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
    recording_id: str | None = Field(
        default=None, max_length=MAX_RUN_ID, description="Only those that a live run recorded."
    )


class SessionFilter(SegmentFilter, DateFilter):
    """Which sessions; every condition that is given must hold."""


# CSS pixels of the screen, of a row of `sessions`.
SCREEN = "concat(toString(screen_width), 'x', toString(screen_height))"

# On rows of `sessions`.
OF_RUN = "has(recording_ids, {recording_id:String})"

# Of a row of `sessions`: no session of its visitor is known from before it.
IS_FIRST = """(visitor_id, started_at) in (
    select visitor_id, min(started_at) from session_facts final
    where project_id = {project_id:String} group by visitor_id
)"""

Conditions = tuple[list[str], dict[str, Any]]

# Anybody can send batches that hold nothing, with the public key of a project; they are no visits.
NOT_EMPTY = (
    "(page_view_count > 0 or has_recording or event_count > 0 or custom_event_count > 0 "
    "or error_count > 0)"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """How a table of sessions puts what is asked of all of them, as conditions of SQL."""

    # It is the team's own; needs the parameter `project_id`.
    own: str
    not_empty: str


OF_SESSIONS = Wording(OWN, NOT_EMPTY)
OF_FACTS = Wording(OWN_OF_FACTS, "not is_empty")


def session_conditions(chosen: SessionFilter) -> Conditions:
    """Return conditions on `sessions` and their parameters; project_id is the caller's.

    A session in which nothing was seen is found by its id alone.
    """
    return conditions_in(chosen, chosen.range())


def conditions_in(
    chosen: SessionFilter, times: TimeRange, words: Wording = OF_SESSIONS
) -> Conditions:
    """Return the same for sessions that began in another range than the filter's own.

    `words` are those of the table, where it is not `sessions`.
    """
    conditions, parameters = time_conditions("started_at", times)
    if chosen.session_ids is None:
        conditions.append(words.not_empty)
        if not chosen.automated:
            conditions.append("not bot")
        if chosen.visitor_type != "own":
            conditions.append(f"not {words.own}")
    for name, condition, value in plain_conditions(chosen):
        conditions.append(condition)
        parameters[name] = value
    if chosen.has_errors is not None:
        conditions.append("error_count > 0" if chosen.has_errors else "error_count = 0")
    if chosen.has_recording is not None:
        conditions.append("has_recording" if chosen.has_recording else "not has_recording")
    if chosen.visitor_type is not None:
        conditions.append(visitor_type_condition(chosen.visitor_type, words.own))
    for condition, more in seen_conditions(chosen, times):
        conditions.append(condition)
        parameters |= more
    return conditions, parameters


def visitor_type_condition(visitor_type: VisitorType, own: str) -> str:
    """Return the condition that a session is the first of its visitor, a later one, or the team's.

    Who has no id is new with each session.
    """
    if visitor_type == "own":
        return own
    is_first = f"(visitor_id = '' or {IS_FIRST})"
    return is_first if visitor_type == "new" else f"not {is_first}"


def seen_conditions(
    chosen: SessionFilter, times: TimeRange
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield conditions on what is in a session, with their parameters."""
    if chosen.page_url:
        yield page_condition(chosen.page_url, times)
    if chosen.event:
        yield event_condition(chosen.event, times)
    # The range of rows is bound once, whatever number of lines there are.
    for number, line in enumerate(chosen.happened):
        found, parameters = happening(line, number, times)
        yield found.condition, {**parameters, **found.parameters}
    for n, goal in enumerate(chosen.goal):
        yield goal_condition(goal, times, f"goal_{n}")


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
        ("channels", f"{CHANNEL} in {{channels:Array(String)}}", chosen.channel),
        ("utm_mediums", "utm_medium in {utm_mediums:Array(String)}", chosen.utm_medium),
        ("utm_campaigns", "utm_campaign in {utm_campaigns:Array(String)}", chosen.utm_campaign),
        ("entry_pages", "entry_page_url in {entry_pages:Array(String)}", chosen.entry_page),
        ("exit_pages", "exit_page_url in {exit_pages:Array(String)}", chosen.exit_page),
        ("screens", f"{SCREEN} in {{screens:Array(String)}}", chosen.screen),
        ("languages", "language in {languages:Array(String)}", chosen.language),
        ("oses", "os in {oses:Array(String)}", chosen.os),
        ("sources", f"{SOURCE} in {{sources:Array(String)}}", chosen.source),
        ("min_duration_ms", "duration_ms >= {min_duration_ms:Int64}", chosen.min_duration),
        ("session_ids", "session_id in {session_ids:Array(String)}", ids),
        ("recording_id", OF_RUN, chosen.recording_id),
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


def event_condition(name: str, times: TimeRange) -> tuple[str, Mapping[str, Any]]:
    """Return the condition that a custom event was in a session."""
    conditions, parameters = time_conditions("at", times, LONGEST_SESSION_MS)
    sql = f"""session_id in (
        select session_id from custom_events where project_id = {{project_id:String}}
          and {" and ".join(["name = {event_name:String}", *conditions])}
    )"""
    return sql, {**parameters, "event_name": name}


def goal_condition(text: str, times: TimeRange, prefix: str) -> tuple[str, Mapping[str, Any]]:
    """Return the condition that a session reached a goal; raises InvalidInputError.

    `prefix` begins the names of its parameters.
    """
    goal = parse_goal(text)
    if goal.kind == "page":
        table = "page_views"
        condition, page = page_comparison(goal.wanted)
        condition = condition.replace("{page:String}", f"{{{prefix}_page:String}}")
        parameters: Mapping[str, Any] = {f"{prefix}_page": page["page"]}
    else:
        table = "custom_events"
        condition, parameters = event_comparison(goal, prefix)
    around, more = time_conditions("at", times, LONGEST_SESSION_MS)
    sql = f"""session_id in (
        select session_id from {table}
        where {" and ".join(["project_id = {project_id:String}", condition, *around])}
    )"""
    return sql, {**parameters, **more}


def happening(line: str, number: int, times: TimeRange) -> tuple[Found, Mapping[str, Any]]:
    """Return where a line is found, and the parameters of the range; raises InvalidInputError."""
    kind, rest = kind_of(line)
    if kind == cohorts.KIND:
        return _of_cohort(line, words_of(line, rest, cohorts.WORDS), prefix_of(number)), {}
    conditions, parameters = time_conditions("at", times, LONGEST_SESSION_MS)
    began, more = time_conditions("started_at", times)
    at, started = (" and ".join(one) or "1" for one in (conditions, began))
    return find_happening(line, number, at, started), {**parameters, **more}


def _of_cohort(line: str, words: Sequence[str], prefix: str) -> Found:
    """Find the sessions of a cohort's visitors; those without an id are in none."""
    first = _first_session(line, words)
    conditions, parameters = session_conditions(first)
    of_first = ["project_id = {project_id:String}", "visitor_id != ''", IS_FIRST, *conditions]
    sql = f"""visitor_id in (
        select visitor_id from sessions final where {" and ".join(of_first)}
    )"""
    return Found(*with_prefix(sql, parameters, prefix))


def _first_session(line: str, words: Sequence[str]) -> SessionFilter:
    """Return the filter of a cohort's first sessions; raises InvalidInputError."""
    are_lists = {
        wire_name(name): get_origin(field.annotation) is list
        for name, field in SegmentFilter.model_fields.items()
    }
    try:
        cohort = Cohort.parse(words)
        chosen = {
            name: values if are_lists[name] else values[-1]
            for name, values in cohort.chosen.items()
        }
        days = {"startDate": cohort.first_day, "endDate": cohort.last_day}
        found = SessionFilter.model_validate({**chosen, **days, "timeZone": cohort.time_zone})
    except (ValueError, KeyError, ValidationError) as failure:
        raise invalid(line) from failure
    # Cohorts of cohorts would be as deep as somebody cares to write them.
    if any(kind_of(one)[0] == cohorts.KIND for one in found.happened):
        raise invalid(line)
    return found


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
