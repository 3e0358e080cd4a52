"""What the API of saved goals and funnels takes and returns."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from pagepulse.errors import InvalidInputError
from pagepulse.questions.goals import MAX_GOAL_CHARS, parse_goal
from pagepulse.wire import WireModel

# As wide as the column; a list shows less.
MAX_NAME_CHARS = 100
# As many as a funnel has, and as long as it takes one.
MAX_STEPS = 8
STEP_PATTERN = r"^(page|event):.{1,290}$"

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME_CHARS)
]


def _is_goal(text: str) -> str:
    try:
        parse_goal(text)
    except InvalidInputError as failure:
        raise ValueError(failure.detail) from failure
    return text


Definition = Annotated[str, Field(max_length=MAX_GOAL_CHARS), AfterValidator(_is_goal)]
Step = Annotated[str, StringConstraints(pattern=STEP_PATTERN)]
Steps = Annotated[list[Step], Field(min_length=1, max_length=MAX_STEPS)]


class SavedGoal(WireModel):
    """What counts as success, under a name."""

    goal_id: str
    name: str
    definition: str = Field(description="`page:/thanks*` or `event:order?total>=100`.")
    saved_by: str = Field(description="E-mail address of a person, or name of an API token.")
    created_at: int
    changed_at: int


class GoalList(WireModel):
    """The goals of the project, by name."""

    goals: list[SavedGoal]


class NewGoal(WireModel):
    """A goal to save."""

    name: Name
    definition: Definition


class GoalChange(WireModel):
    """What to change about a goal; a missing field stays."""

    name: Name | None = None
    definition: Definition | None = None


class SavedFunnel(WireModel):
    """Ordered steps under a name."""

    funnel_id: str
    name: str
    steps: list[str] = Field(description="`page:/plans/*` or `event:signup`, in their order.")
    saved_by: str = Field(description="E-mail address of a person, or name of an API token.")
    created_at: int
    changed_at: int


class FunnelList(WireModel):
    """The saved funnels of the project, by name."""

    funnels: list[SavedFunnel]


class NewFunnel(WireModel):
    """A funnel to save."""

    name: Name
    steps: Steps


class FunnelChange(WireModel):
    """What to change about a saved funnel; a missing field stays."""

    name: Name | None = None
    steps: Steps | None = None
