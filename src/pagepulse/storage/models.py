"""What the API says about room on the disk."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pagepulse.disk.watermarks import DiskState
from pagepulse.wire import WireModel

StorageKind = Literal["recordings", "assets", "interactions", "signals", "numbers"]
Limit = Literal["budget", "disk"]
Dullness = Literal["left at once", "did little", "visited", "met trouble"]


class DiskRoom(WireModel):
    """The disk of the data folder."""

    state: DiskState = Field(
        description="`low`: look soon; `shedding`: dull recordings go; `full`: nothing is taken."
    )
    total_bytes: int
    free_bytes: int = Field(description="Without what the reserve still has to take.")
    reserve_bytes: int = Field(description="Held back, so that a full disk can be cleared.")
    low_share: float = Field(description="Used share of the disk from which it is `low`, 0…1.")
    shedding_share: float
    full_share: float


class KindBytes(WireModel):
    """What one kind of data takes."""

    kind: StorageKind
    bytes: int


class Fullness(WireModel):
    """When there is no room left, if the next days are like the last."""

    at: int
    limit: Limit = Field(description="What is reached first.")


class DullSession(WireModel):
    """A session whose recording would go, and why."""

    session_id: str
    started_at: int
    duration_ms: int
    bytes: int = Field(description="About so many on the disk.")
    reason: Dullness


class StorageReport(WireModel):
    """What a project takes, and what will become of it."""

    disk: DiskRoom
    used_bytes: int = Field(description="Of this project, in the tables.")
    kinds: list[KindBytes]
    budget_bytes: int | None = Field(description="Null where the project has no budget.")
    growth_per_day_bytes: int = Field(description="Mean of the last seven days.")
    full: Fullness | None = Field(description="Null where nothing grows.")
    next_to_go: list[DullSession] = Field(description="The first ones, if room is needed.")
    pinned_count: int
    refuses: bool = Field(description="Nothing is taken of this project's visitors now.")


class Pin(WireModel):
    """Whether a session is kept whatever its age and whatever room is left."""

    pinned: bool


class SessionPin(Pin):
    """… and who said so."""

    pinned_by: str = ""
    pinned_at: int | None = None
