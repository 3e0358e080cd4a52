"""What the API says about projects and takes for them."""

from __future__ import annotations

import re
import zoneinfo
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints, field_validator

from pagepulse.projects.addresses import written_network
from pagepulse.projects.rules import RecordingRules
from pagepulse.wire import WireModel

# As browsers write an origin: no path, no slash at the end.
ORIGIN_PATTERN = re.compile(r"^https?://[a-z0-9._-]+(:[0-9]{1,5})?$")
# More than any site has; keeps a project's settings small in memory.
MAX_ORIGINS = 100
ANY_ORIGIN = "*"
PrivacyMode = Literal["balanced", "strict", "custom"]
# More than a site needs; every page of the site loads them.
MAX_MASK_SELECTORS = 50
# Braces, tags and comments are in no selector; it must not become anything else somewhere.
SELECTOR_PATTERN = r"^[^{}<;]{1,200}$"
MaskSelector = Annotated[str, StringConstraints(strip_whitespace=True, pattern=SELECTOR_PATTERN)]

# More would make every question for a page slow, and nobody reads so many.
MAX_PAGE_RULES = 100
# A path, or host and path; `*` stands for any text.
PAGE_RULE_PATTERN = r"^[^\s?#]{1,300}$"
PageRule = Annotated[str, StringConstraints(strip_whitespace=True, pattern=PAGE_RULE_PATTERN)]

# More than a team has offices; each batch of the project is compared with them.
MAX_ADDRESS_RANGES = 50
AddressRange = Annotated[str, StringConstraints(max_length=64), AfterValidator(written_network)]

# Nobody shall be recorded for ever because somebody forgot to press Stop: an hour unwatched…
MAX_UNWATCHED_MS = 3_600_000
# …and a working day in all.
MAX_RUN_MS = 8 * 3_600_000
# As many sockets as one process is measured with.
MAX_LIVE_VISITORS = 10_000
GIGABYTE = 1000**3


# What authorities take for the longest that numbers of an audience may be kept: 25 months.
MAX_EVENT_DAYS = 760
# Ten years: the longest that books are kept by law in most places.
MAX_AUDIT_DAYS = 3_650


class CaptureSettings(WireModel):
    """What is captured beside the DOM, each to be switched off by itself."""

    interactions: bool = Field(
        default=True, description="Clicks, rests and scrolling, for heatmaps."
    )
    console: bool = Field(
        default=False,
        description="Messages of the page's console. Off until somebody asks for it: code may log "
        "what a visitor typed. Never in the strict privacy mode.",
    )
    network: bool = Field(
        default=True, description="Requests of the page: method, URL without query, status, time."
    )
    vitals: bool = Field(default=True, description="Web vitals with the elements they come from.")
    images: bool = Field(
        default=False,
        description="Images of the page's own origin, as the visitor's browser has them.",
    )
    fonts: bool = Field(default=False, description="Font files of the page's own origin.")
    canvas: bool = Field(
        default=False, description="Pictures of what the page draws, twice a second at most."
    )


class LiveSettings(WireModel):
    """How long live runs last, and how many visitors they record."""

    enabled: bool = Field(
        default=True, description="Trackers keep a socket open, and runs can be started."
    )
    stop_after_ms: int = Field(
        default=60_000,
        ge=1_000,
        le=MAX_UNWATCHED_MS,
        description="A run ends so long after its last viewer has left.",
    )
    max_run_ms: int = Field(
        default=3_600_000,
        ge=1_000,
        le=MAX_RUN_MS,
        description="A run ends after this time, whoever watches.",
    )
    max_visitors: int = Field(
        default=200,
        ge=1,
        le=MAX_LIVE_VISITORS,
        description="Sessions that a run records at a time, at most.",
    )


class RetentionSettings(WireModel):
    """For how long each kind of data is kept; what is older is deleted, also from the disk."""

    recording_days: int = Field(
        default=30,
        ge=1,
        le=MAX_EVENT_DAYS,
        description="Recordings, console messages and requests, from the end of the session.",
    )
    event_days: int = Field(
        default=395,
        ge=1,
        le=MAX_EVENT_DAYS,
        description="Sessions with page views, custom events, errors, vitals and interactions.",
    )
    audit_days: int = Field(
        default=365, ge=30, le=MAX_AUDIT_DAYS, description="Entries of the audit log."
    )
    quarantine_days: int = Field(
        default=14, ge=1, le=14, description="Batches that could not be decoded."
    )


class StorageSettings(WireModel):
    """How much room a project may take, and what happens when it is used up."""

    budget_gb: float | None = Field(
        default=None,
        ge=0.001,
        le=1_000_000,
        description="Room on the disk in GB; null: as much as the disk has.",
    )
    when_full: Literal["delete_dull", "refuse"] = Field(
        default="delete_dull",
        description="`delete_dull`: the recordings of the dullest sessions go, pinned ones stay; "
        "also when the disk is nearly full. `refuse`: nothing goes, and nothing new is taken.",
    )


class ProjectSettings(WireModel):
    """What an admin chooses for a project."""

    allowed_origins: list[str] = Field(
        default_factory=list,
        max_length=MAX_ORIGINS,
        description="Origins whose pages may send; `*` alone allows every origin.",
    )
    privacy_mode: PrivacyMode = "balanced"
    mask_selectors: list[MaskSelector] = Field(
        default_factory=list,
        max_length=MAX_MASK_SELECTORS,
        description="CSS selectors of elements whose text is masked in the mode `custom`.",
    )
    unmask_selectors: list[MaskSelector] = Field(
        default_factory=list,
        max_length=MAX_MASK_SELECTORS,
        description=(
            "CSS selectors of elements whose text stays in the mode `custom`. Where there are any, "
            "all other text is masked: the strict mode but for these."
        ),
    )
    record_share: float = Field(
        default=1.0, ge=0, le=1, description="Share of sessions recorded, 0…1."
    )
    rules: RecordingRules = Field(default_factory=RecordingRules)
    capture: CaptureSettings = Field(default_factory=CaptureSettings)
    live: LiveSettings = Field(default_factory=LiveSettings)
    retention: RetentionSettings = Field(default_factory=RetentionSettings)
    storage: StorageSettings = Field(default_factory=StorageSettings)
    page_rules: list[PageRule] = Field(
        default_factory=list,
        max_length=MAX_PAGE_RULES,
        description="Patterns of addresses that are one page for heatmaps, such as /product/*; "
        "the first that fits counts. They apply to what is stored already, too.",
    )
    own_addresses: list[AddressRange] = Field(
        default_factory=list,
        max_length=MAX_ADDRESS_RANGES,
        description="IP addresses and ranges such as 203.0.113.0/24 from which the site's own team "
        "comes. Visitors who come from there do not count; no address is stored.",
    )
    time_zone: str = "UTC"

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, origins: list[str]) -> list[str]:
        spelled = [origin.strip().rstrip("/").lower() for origin in origins]
        for origin in spelled:
            if origin != ANY_ORIGIN and not ORIGIN_PATTERN.fullmatch(origin):
                raise ValueError(
                    "an origin looks like https://example.com or http://localhost:3000"
                )
        return list(dict.fromkeys(spelled))

    @field_validator("time_zone")
    @classmethod
    def _is_time_zone(cls, name: str) -> str:
        try:
            return zoneinfo.ZoneInfo(name).key
        except (ValueError, OSError, zoneinfo.ZoneInfoNotFoundError) as failure:
            raise ValueError("a time zone looks like Europe/Berlin or UTC") from failure


class VisitorSockets(WireModel):
    """Where trackers keep their socket open."""

    socket_url: str = Field(
        description="Origin of `/live/visitor`, as in `wss://live.example`; empty: the tracker's."
    )


class TrackingConfig(WireModel):
    """What a tracker is told of its project; only to mask more and record less by it."""

    record_share: float = Field(description="Share of sessions recorded, 0…1.")
    privacy_mode: PrivacyMode
    mask_selectors: list[str]
    unmask_selectors: list[str] = Field(
        description="Where there are any, all text is masked but that of these elements."
    )
    rules: RecordingRules
    capture: CaptureSettings
    live: VisitorSockets | None = Field(description="Null where live is off.")


class Project(WireModel):
    """One tracked site."""

    project_id: str
    name: str
    project_key: str = Field(description="Public, write-only key of the tracker.")
    created_at: int
    settings: ProjectSettings
    role: Literal["owner", "admin", "analyst", "viewer"] | None = Field(
        default=None, description="The role of the one who asks."
    )


class ProjectList(WireModel):
    """The projects that the one who asks may see."""

    projects: list[Project]


class NewProject(WireModel):
    """A project to make."""

    name: str = Field(min_length=1, max_length=100)
    settings: ProjectSettings = Field(default_factory=ProjectSettings)


class ProjectChange(WireModel):
    """What to change about a project; a missing field stays."""

    name: str | None = Field(default=None, min_length=1, max_length=100)
    settings: ProjectSettings | None = None


class InstallStatus(WireModel):
    """Whether the tracker was seen, for the set-up screen."""

    page_view_count: int
    last_received_at: int | None
    origins: list[str] = Field(description="Origins of the pages seen.")
