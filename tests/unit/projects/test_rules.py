"""Rules of recording are plain paths, names and bounded numbers."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pagepulse.projects.rules import MAX_PATTERNS, RecordingRules


@pytest.mark.parametrize(
    "pattern", ["/", "/checkout", "/shop/*/cart", "*/login", "*", "/büro", "/b%C3%BCro"]
)
def test_a_pattern_is_a_path_in_which_a_star_stands_for_any_text(pattern: str):
    rules = RecordingRules(
        include_paths=[pattern], exclude_paths=[f" {pattern} "], on_paths=[pattern]
    )

    assert (rules.include_paths, rules.exclude_paths, rules.on_paths) == ([pattern],) * 3


@pytest.mark.parametrize(
    "pattern",
    ["", "checkout", "https://shop.example/", "/a?b=c", "/a#b", "/a b", "/" + 200 * "x"],
)
@pytest.mark.parametrize("field", ["includePaths", "excludePaths", "onPaths"])
def test_what_is_no_path_is_refused(field: str, pattern: str):
    with pytest.raises(ValidationError, match=field):
        RecordingRules.model_validate({field: [pattern]})


@pytest.mark.parametrize(
    "values",
    [
        {"excludePaths": ["/a"] * (MAX_PATTERNS + 1)},
        {"onCustomEvents": [""]},
        {"onCustomEvents": ["x" * 129]},
        {"minDurationMs": -1},
        {"minDurationMs": 60_001},
        {"preRollMs": 20_000},
        {"surprise": True},
    ],
)
def test_what_a_tracker_could_not_keep_to_is_refused(values: dict[str, object]):
    with pytest.raises(ValidationError):
        RecordingRules.model_validate(values)
