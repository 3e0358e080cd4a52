"""What counts as success: the text of a goal as a condition of SQL with bound parameters; pure.

    page:/thanks*               a page was seen: address, path or host/path, `*` is any text
    event:order                 a custom event
    event:order?total>=100      … with a number of at least 100 among its properties
    event:order?plan=pro&coupon … with two conditions, the second that there is a `coupon`

Names and values of events are percent-encoded where they hold one of `%?&=<>`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import unquote

from pagepulse.errors import InvalidInputError

# As wide as the column of the control database.
MAX_GOAL_CHARS = 500
# More conditions than one event has properties that anybody asks for together.
MAX_PROPERTIES = 5
# As the tracker cuts names of events.
MAX_NAME_CHARS = 128

Operator = Literal["=", "!=", ">=", "<=", ""]
PROPERTY = re.compile(r"^(?P<name>[^=<>!]+)(?:(?P<operator>!=|>=|<=|=)(?P<value>.*))?$", re.DOTALL)
NUMBER = re.compile(r"^-?\d{1,15}(\.\d{1,6})?$")


@dataclass(frozen=True, slots=True)
class Property:
    """A condition on one property of a custom event; without an operator it is there at all."""

    name: str
    operator: Operator
    value: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A page that was seen, or a custom event with what its properties are."""

    kind: Literal["page", "event"]
    wanted: str
    properties: tuple[Property, ...] = ()


def parse_goal(text: str) -> Goal:
    """Read the text of a goal; raises InvalidInputError `invalid_goal`."""
    kind, _, wanted = text.partition(":")
    # Addresses of screens join goals by commas.
    if not wanted or len(text) > MAX_GOAL_CHARS or "," in text:
        raise _invalid(text)
    if kind == "page":
        return Goal("page", wanted)
    if kind != "event":
        raise _invalid(text)
    name, mark, rest = wanted.partition("?")
    parts = rest.split("&") if mark else []
    if not name or len(parts) > MAX_PROPERTIES:
        raise _invalid(text)
    return Goal(
        "event", unquote(name)[:MAX_NAME_CHARS], tuple(_property(one, text) for one in parts)
    )


def _property(part: str, text: str) -> Property:
    found = PROPERTY.fullmatch(part)
    if found is None:
        raise _invalid(text)
    operator: Operator = found["operator"] or ""  # type: ignore[assignment]  # the pattern names no other
    value = unquote(found["value"] or "")
    if operator in {">=", "<="} and not NUMBER.fullmatch(value):
        raise InvalidInputError(
            "invalid_goal", f"{found['name']} can be compared with a number only.", parameter="goal"
        )
    return Property(unquote(found["name"]), operator, value)


def _invalid(text: str) -> InvalidInputError:
    return InvalidInputError(
        "invalid_goal",
        "A goal is page:/path, event:name or event:name?property=value; for a comma write * in a"
        " path and %2C in an event.",
        parameter="goal",
        got=text[:MAX_GOAL_CHARS],
    )


def event_comparison(goal: Goal, prefix: str) -> tuple[str, Mapping[str, Any]]:
    """Return the condition on `custom_events` that one is the wanted one.

    `prefix` is the beginning of every parameter's name, so that several goals fit a statement.
    """
    conditions = [f"name = {{{prefix}_name:String}}"]
    parameters: dict[str, Any] = {f"{prefix}_name": goal.wanted}
    for n, one in enumerate(goal.properties):
        key, value = f"{prefix}_key_{n}", f"{prefix}_value_{n}"
        parameters[key] = one.name
        if one.operator:
            parameters[value] = one.value
        conditions.append(_property_condition(one, key, value))
    return " and ".join(conditions), parameters


def _property_condition(one: Property, key: str, value: str) -> str:
    """Return a condition on one property; texts compare as texts, numbers as numbers."""
    raw = f"JSONExtractRaw(properties, {{{key}:String}})"
    # A text loses its quotes, everything else stays as the site wrote it: `true`, `12.5`.
    shown = f"if(startsWith({raw}, '\"'), JSONExtractString(properties, {{{key}:String}}), {raw})"
    match one.operator:
        case "":
            return f"{raw} not in ('', 'null')"
        case "=":
            return f"({raw} != '' and {shown} = {{{value}:String}})"
        case "!=":
            return f"({raw} != '' and {shown} != {{{value}:String}})"
        case _:
            number = f"toFloat64OrNull({shown})"
            return f"ifNull({number} {one.operator} toFloat64({{{value}:String}}), false)"
