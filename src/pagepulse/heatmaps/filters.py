"""Which interactions a heatmap is made of: the filter of the API as conditions of SQL."""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ConfigDict, Field

from pagepulse.questions.filters import (
    LONGEST_SESSION_MS,
    MAX_RUN_ID,
    MAX_SESSION_IDS,
    MAX_URL_CHARS,
    MAX_VALUES,
    OF_RUN,
    Conditions,
    DateFilter,
    time_conditions,
)
from pagepulse.wire import wire_name

HeatmapType = Literal[
    "click", "rage", "dead", "error", "hover", "mousemove", "touch", "scroll", "attention"
]
# What the plan of the API calls otherwise than the tracker.
STORED_TYPES: dict[HeatmapType, str] = {"hover": "rest", "mousemove": "move"}
# What a list of elements counts beside the type that was asked for.
COUNTED_TYPES = ("click", "rage", "dead", "error")
# What one interaction adds to a map: a rest its time, a move its samples, all else one.
WEIGHTS = {
    "rest": "duration_ms",
    "attention": "duration_ms",
    "move": "greatest(value, 1)",
}
SCRIPT_FLAG = 128
INTERACTIONS = "interactions"
WIDEST_PX = 65_535
OF_PROJECT = "project_id = {project_id:String}"
# The site's own id of a visitor stands with the sessions alone.
OF_VISITOR = f"""(visitor_id = {{visitor_id:String}} or session_id in (
    select session_id from sessions final where {OF_PROJECT} and identity = {{visitor_id:String}}
))"""


class VisitorFilter(DateFilter):
    """Whose interactions; every condition that is given must hold."""

    session_id: str | None = Field(default=None, max_length=64, description="One session.")
    session_ids: str | None = Field(
        default=None,
        max_length=MAX_SESSION_IDS * 27,
        description="Only these sessions: ids joined by commas.",
    )
    recording_id: str | None = Field(
        default=None,
        max_length=MAX_RUN_ID,
        description="Only of sessions that a live run recorded.",
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
    min_duration: int | None = Field(
        default=None,
        ge=0,
        le=LONGEST_SESSION_MS,
        description="Least duration of the session in ms.",
    )
    has_errors: bool | None = Field(default=None, description="Of sessions with errors, or none.")
    has_recording: bool | None = None
    capture_reason: list[str] = Field(
        default_factory=list,
        max_length=MAX_VALUES,
        description="What the recording of the session or its absence comes from; repeatable.",
    )
    width_min: int | None = Field(
        default=None, ge=0, le=WIDEST_PX, description="Least viewport width, CSS px."
    )
    width_max: int | None = Field(
        default=None, ge=0, le=WIDEST_PX, description="Largest viewport width, CSS px."
    )
    automated: bool = Field(
        default=False, description="Count crawlers and what scripts did as well."
    )

    def chosen_sessions(self) -> list[str]:
        """Return the ids of the sessions that were chosen; empty for all."""
        ids = [] if self.session_ids is None else self.session_ids.split(",")
        return ids if self.session_id is None else [*ids, self.session_id]


class OtherFilter(VisitorFilter):
    """The second of two filters: the same parameters with a `B` at the end."""

    model_config = ConfigDict(
        alias_generator=lambda name: f"{wire_name(name)}B", populate_by_name=True, extra="ignore"
    )


class HeatmapFilter(VisitorFilter):
    """Which heatmap."""

    page_url: str = Field(
        min_length=1,
        max_length=MAX_URL_CHARS,
        description="A page: an address, a path that starts with `/`, or `host/path` as pages are "
        "listed. `*` stands for any text. A page that a rule of the project covers stands for all "
        "pages of the rule.",
    )
    type: HeatmapType = Field(
        default="click", description="`hover`: where the pointer rested; `mousemove`: where it was."
    )


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter with its pages, and the days on which the chosen sessions were."""

    project_id: str
    pages: Sequence[str]
    visitors: VisitorFilter
    # Days as numbers since 1970; None where no sessions were chosen.
    days: Sequence[int] | None = None
    # Where the facts are; any other table holds nothing but those that fit.
    table: str = INTERACTIONS

    def conditions(self, types: Sequence[str]) -> Conditions:
        """Return conditions on `table`, for these stored types."""
        if self.table != INTERACTIONS:
            return ["type in {types:Array(String)}"], {"types": list(types)}
        conditions, parameters = self.attribute_conditions("viewport_width")
        conditions = [
            "project_id = {project_id:String}",
            "page in {pages:Array(String)}",
            "type in {types:Array(String)}",
            *conditions,
        ]
        if not self.visitors.automated:
            conditions.append(f"not bot and bitAnd(flags, {SCRIPT_FLAG}) = 0")
        if self.days is not None:
            conditions.append("toDate(at) in {days:Array(UInt16)}")
            parameters["days"] = list(self.days)
        return conditions, {**parameters, "pages": list(self.pages), "types": list(types)}

    def attribute_conditions(self, width_column: str) -> Conditions:
        """Return conditions on time, width and what `interactions` know of sessions."""
        visitors = self.visitors
        conditions, parameters = time_conditions("at", visitors.range())
        possible: list[tuple[str, str, Any]] = [
            ("min_width", f"{width_column} >= {{min_width:UInt32}}", visitors.width_min),
            ("max_width", f"{width_column} <= {{max_width:UInt32}}", visitors.width_max),
            *attribute_choices(visitors),
            ("session_ids", "session_id in {session_ids:Array(String)}", self._sessions()),
        ]
        for name, condition, value in possible:
            if value is not None:
                conditions.append(condition)
                parameters[name] = value
        of_sessions, more = session_conditions(self.visitors)
        parameters["project_id"] = self.project_id
        return [*conditions, *of_sessions], {**parameters, **more}

    def _sessions(self) -> list[str] | None:
        return self.visitors.chosen_sessions() or None


def attribute_choices(visitors: VisitorFilter) -> list[tuple[str, str, Any]]:
    """Return (parameter, condition, value or None) of what both kinds of rows know by name."""
    return [
        ("visitor_id", OF_VISITOR, visitors.visitor_id or None),
        ("devices", "device in {devices:Array(String)}", visitors.device or None),
        ("countries", "country in {countries:Array(String)}", visitors.country or None),
        ("browsers", "browser in {browsers:Array(String)}", visitors.browser or None),
        ("sources", "source in {sources:Array(String)}", visitors.source or None),
    ]


def session_conditions(visitors: VisitorFilter) -> Conditions:
    """Return at most one condition: on what only `sessions` know."""
    possible: list[tuple[str, str, Any]] = [
        ("oses", "os in {oses:Array(String)}", visitors.os or None),
        ("min_duration_ms", "duration_ms >= {min_duration_ms:Int64}", visitors.min_duration),
        ("with_errors", "(error_count > 0) = {with_errors:UInt8}", as_bit(visitors.has_errors)),
        (
            "with_recording",
            "has_recording = {with_recording:UInt8}",
            as_bit(visitors.has_recording),
        ),
        (
            "capture_reasons",
            "capture_reason in {capture_reasons:Array(String)}",
            visitors.capture_reason or None,
        ),
        ("recording_id", OF_RUN, visitors.recording_id or None),
    ]
    given = [one for one in possible if one[2] is not None]
    if not given:
        return [], {}
    conditions = " and ".join(condition for _, condition, _ in given)
    sql = (
        f"session_id in (select session_id from sessions final where {OF_PROJECT} and {conditions})"
    )
    return [sql], {name: value for name, _, value in given}


def as_bit(value: bool | None) -> int | None:  # noqa: FBT001 - a value, not a switch
    """Return a truth value as the warehouse takes it."""
    return None if value is None else int(value)


def stored_type(heatmap_type: HeatmapType) -> str:
    """Return the type as interactions are stored."""
    return STORED_TYPES.get(heatmap_type, heatmap_type)
