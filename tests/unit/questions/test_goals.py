"""The text of a goal means one thing, and nothing in it is SQL."""

from __future__ import annotations

import pytest

from pagepulse.errors import InvalidInputError
from pagepulse.questions.goals import Goal, Property, event_comparison, parse_goal


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("page:/thanks*", Goal("page", "/thanks*")),
        ("event:order", Goal("event", "order")),
        ("event:order?total>=100", Goal("event", "order", (Property("total", ">=", "100"),))),
        (
            "event:sign%20up?plan!=free&coupon",
            Goal("event", "sign up", (Property("plan", "!=", "free"), Property("coupon", "", ""))),
        ),
        ("event:a%3Fb?c%3Dd=%26", Goal("event", "a?b", (Property("c=d", "=", "&"),))),
    ],
)
def test_a_goal_is_read(text: str, goal: Goal):
    assert parse_goal(text) == goal


@pytest.mark.parametrize(
    "text",
    ["", "page:", "event:", "event:?a=1", "click:x", "event:a?total>=many", "event:a?=1",
     "event:a?&", "event:a?" + "&".join("abcdef"), "page:/a,b", "page:" + "a" * 500],
)  # fmt: skip
def test_what_is_none_is_refused(text: str):
    with pytest.raises(InvalidInputError) as refused:
        parse_goal(text)

    assert refused.value.code == "invalid_goal"


def test_names_and_values_stand_in_parameters_only():
    evil = "x') or 1=1 --"
    sql, parameters = event_comparison(Goal("event", evil, (Property(evil, "=", evil),)), "g")

    assert evil not in sql
    assert parameters == {"g_name": evil, "g_key_0": evil, "g_value_0": evil}
