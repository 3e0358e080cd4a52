"""Which interactions a heatmap is made of: the filter of the API as conditions of SQL."""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import ConfigDict, Field

from pagepulse.questions.dates import TimeRange
from pagepulse.questions.filters import (
    MAX_URL_CHARS,
    Conditions,
    SessionFilter,
    conditions_in,
    time_conditions,
)
from pagepulse.questions.own import OF_OWN_SESSION
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
WIDEST_PX = 65_535
OF_PROJECT = "project_id = {project_id:String}"
# The site's own id of a visitor stands with the sessions alone.
OF_VISITOR = f"""(visitor_id = {{visitor_id:String}} or session_id in (
    select session_id from sessions final where {OF_PROJECT} and identity = {{visitor_id:String}}
))"""


# What interactions know themselves, or what the page of the map stands for.
OWN = frozenset(
    {
        "start_date", "end_date", "time_zone", "page_url", "visitor_id", "device", "country",
        "browser", "source", "session_ids", "automated",
    }
)  # fmt: skip


class VisitorFilter(SessionFilter):
    """Whose interactions; every condition that is given must hold.

    Dates are those of the interactions, and `automated` also counts what scripts did.
    """

    session_id: str | None = Field(default=None, max_length=64, description="One session.")
    width_min: int | None = Field(
        default=None, ge=0, le=WIDEST_PX, description="Least viewport width, CSS px."
    )
    width_max: int | None = Field(
        default=None, ge=0, le=WIDEST_PX, description="Largest viewport width, CSS px."
    )

    def chosen_sessions(self) -> list[str]:
        """Return the ids of the sessions that were chosen; empty for all."""
        ids = [] if self.session_ids is None else self.session_ids.split(",")
        return ids if self.session_id is None else [*ids, self.session_id]

    def leaves_out_own(self) -> bool:
        """Tell whether the team's own sessions do not count: neither they nor any were named."""
        return self.visitor_type != "own" and not self.chosen_sessions()


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
    # Whether anybody may be marked as of the team; where nobody is, no question looks for them.
    has_own: bool = True

    def conditions(self, types: Sequence[str]) -> Conditions:
        """Return conditions on `interactions`, for these stored types."""
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
        if self.has_own and visitors.leaves_out_own():
            conditions.append(f"not {OF_OWN_SESSION}")
        of_sessions, more = of_session_conditions(visitors)
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


def of_session_conditions(visitors: VisitorFilter) -> Conditions:
    """Return at most one condition: on what only `sessions` know."""
    asked = {name: getattr(visitors, name) for name in SessionFilter.model_fields.keys() - OWN}
    given = {name: value for name, value in asked.items() if value not in (None, [], "")}
    if not given:
        return [], {}
    # Interactions say themselves whether they are a crawler's, and when they were.
    rest = SessionFilter.model_validate({**given, "automated": True})
    conditions, parameters = conditions_in(rest, TimeRange(None, None))
    sql = (
        f"session_id in (select session_id from sessions final where {OF_PROJECT}"
        f" and {' and '.join(conditions)})"
    )
    return [sql], parameters


def stored_type(heatmap_type: HeatmapType) -> str:
    """Return the type as interactions are stored."""
    return STORED_TYPES.get(heatmap_type, heatmap_type)
