"""What the API says about projects and takes for them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pagepulse.wire import WireModel

PrivacyMode = Literal["balanced", "strict", "custom"]


class ProjectSettings(WireModel):
    """What an admin chooses for a project."""

    allowed_origins: list[str] = Field(
        default_factory=list,
        description="Origins whose pages may send; `*` alone allows every origin.",
    )
    privacy_mode: PrivacyMode = "balanced"
    record_share: float = Field(1.0, ge=0, le=1, description="Share of sessions recorded, 0…1.")
    retention_days: int = Field(30, ge=1, le=3650, description="Days that recordings are kept.")
    time_zone: str = "UTC"


class Project(WireModel):
    """One tracked site."""

    project_id: str
    name: str
    project_key: str = Field(description="Public, write-only key of the tracker.")
    created_at: int
    settings: ProjectSettings
    role: Literal["owner", "admin", "analyst", "viewer"] | None = Field(
        None, description="The role of the one who asks."
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

    name: str | None = Field(None, min_length=1, max_length=100)
    settings: ProjectSettings | None = None


class InstallStatus(WireModel):
    """Whether the tracker was seen, for the set-up screen."""

    page_view_count: int
    last_received_at: int | None
    origins: list[str] = Field(description="Origins of the pages seen.")
