"""What the API of alerts takes and returns."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from pagepulse.questions.filters import SegmentFilter
from pagepulse.wire import WireModel

Metric = Literal[
    "visitors",
    "sessions",
    "pageViews",
    "bounceRate",
    "frustrationRate",
    "conversions",
    "conversionRate",
    "customEvents",
    "rageClicks",
    "deadClicks",
    "errors",
    "lcp",
    "inp",
    "cls",
]
Condition = Literal["above", "below", "spike"]
RuleState = Literal["ok", "firing"]

# As wide as the columns.
MAX_NAME_CHARS = 100
# Shorter ones hold too few sessions, longer ones are what the digest is for; a week.
LEAST_WINDOW_MINUTES, LONGEST_WINDOW_MINUTES = 5, 7 * 24 * 60
MAX_QUIET_MINUTES = 7 * 24 * 60
MAX_CHANNELS_OF_RULE = 10
# No count of a site comes near; keeps formulas finite.
LARGEST_BOUND = 1e12
# RFC 5321 allows no longer address. No sign that means something in a header.
EMAIL_PATTERN = r"^[^\s@<>,;:\"()\[\]\\]{1,64}@[A-Za-z0-9.-]{1,189}$"

Name = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME_CHARS)
]


class AlertRule(WireModel):
    """When somebody is to be told of a number."""

    name: Name
    metric: Metric
    condition: Condition = Field(
        description="`spike`: more than `bound` times the usual, which is the mean of the same "
        "hours of up to four weeks before."
    )
    bound: float = Field(
        ge=0, le=LARGEST_BOUND, description="Rates 0…1, vitals ms; of a spike a factor above 1."
    )
    window_minutes: int = Field(
        ge=LEAST_WINDOW_MINUTES,
        le=LONGEST_WINDOW_MINUTES,
        description="About the sessions that began in so many minutes before each check.",
    )
    filters: SegmentFilter = Field(default_factory=SegmentFilter)
    goal_id: str = Field(
        default="", max_length=64, description="Of `conversions` and `conversionRate`."
    )
    least_sessions: int = Field(
        default=0, ge=0, le=1_000_000, description="With fewer sessions nothing is judged."
    )
    least_value: float = Field(
        default=10, ge=0, le=LARGEST_BOUND, description="A spike has at least this value."
    )
    quiet_minutes: int = Field(
        default=60,
        ge=0,
        le=MAX_QUIET_MINUTES,
        description="After its channels were told, so long they are told of no new firing.",
    )
    channel_ids: list[Annotated[str, Field(max_length=64)]] = Field(
        default_factory=list, max_length=MAX_CHANNELS_OF_RULE
    )
    is_on: bool = True

    @model_validator(mode="after")
    def _fits_together(self) -> AlertRule:
        if self.metric in {"conversions", "conversionRate"} and not self.goal_id:
            raise ValueError("a rule about conversions needs a goal")
        if self.condition == "spike" and self.bound <= 1:
            raise ValueError("a spike is a multiple of the usual: a bound above 1")
        return self


class SavedRule(WireModel):
    """A rule, and what its checks have found."""

    rule_id: str
    rule: AlertRule
    state: RuleState
    state_since: int
    value: float | None = Field(description="As it was last measured; null: there was nothing.")
    checked_at: int = Field(description="0: not yet.")
    problem: str = Field(description="Why it could not be judged; empty: it could.")
    saved_by: str
    created_at: int
    changed_at: int


class RuleList(WireModel):
    """The rules of a project."""

    rules: list[SavedRule]
    is_mail_configured: bool = Field(description="Whether the operator has set a mail server.")


class Firing(WireModel):
    """One time that a rule held."""

    firing_id: str
    rule_id: str
    rule_name: str
    began_at: int
    ended_at: int = Field(description="0 while it goes on.")
    value: float
    bound: float = Field(description="What the value was compared with.")
    usual: float | None = Field(description="Of a spike.")
    window_start_at: int
    window_end_at: int
    is_told: bool = Field(description="False: within the quiet time of an earlier one.")


class FiringList(WireModel):
    """The newest firings of a project, newest first."""

    firings: list[Firing]


class Reading(WireModel):
    """What a rule would find at this moment."""

    value: float | None
    usual: float | None
    sessions: int
    would_fire: bool
    problem: str


class NewChannel(WireModel):
    """Where alerts go to."""

    kind: Literal["webhook", "mail"]
    name: Name
    target: str = Field(
        min_length=3, max_length=2_048, description="`https://` address, or e-mail address."
    )


class ChannelChange(WireModel):
    """What to change about a channel; a missing field stays."""

    name: Name | None = None
    target: str | None = Field(default=None, min_length=3, max_length=2_048)


class Channel(WireModel):
    """A webhook or a mailbox."""

    channel_id: str
    kind: Literal["webhook", "mail"]
    name: str
    shown_target: str = Field(description="Host of a webhook, whose path is a secret; or mailbox.")
    saved_by: str
    created_at: int
    changed_at: int


class MadeChannel(Channel):
    """A fresh channel."""

    secret: str = Field(
        description="A webhook is signed with it; shown this one time. Empty for e-mail."
    )


class ChannelList(WireModel):
    """The channels of a project, by name."""

    channels: list[Channel]
    is_mail_configured: bool


class TestResult(WireModel):
    """What became of a test."""

    is_sent: bool
    detail: str


class DeliveryRow(WireModel):
    """Something that was or is to be sent."""

    delivery_id: str
    channel_id: str
    state: Literal["waiting", "sent", "failed"]
    attempts: int
    reason: str = Field(description="Why the last attempt failed.")
    created_at: int
    finished_at: int = Field(description="0 while it waits.")
    next_attempt_at: int


class DeliveryList(WireModel):
    """The newest deliveries to the channels of a project."""

    deliveries: list[DeliveryRow]
