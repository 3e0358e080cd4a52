"""What the API says about share links."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from pagepulse.heatmaps.filters import HeatmapFilter, HeatmapType
from pagepulse.questions.dates import LAST_MS
from pagepulse.wire import WireModel

ShareKind = Literal["replay", "heatmap"]
ShareState = Literal["active", "expired", "revoked"]
DEFAULT_DAYS = 7
MAX_LOOK_CHARS = 64


class SharedReplay(WireModel):
    """A recording that is shown."""

    session_id: str = Field(max_length=64)
    start_ms: int | None = Field(
        default=None, ge=0, le=LAST_MS, description="Where it begins, ms from the session's start."
    )
    shows_details: bool = Field(
        default=False,
        description="Whether messages of errors and of the console, and requests, are shown.",
    )


class Picture(WireModel):
    """The moment of a recording on whose page a map is drawn."""

    session_id: str = Field(max_length=64)
    tab_id: str = Field(max_length=64)
    at: int = Field(ge=0, le=LAST_MS, description="Unix ms, server clock.")


class SharedMap(WireModel):
    """A heatmap that is shown."""

    filter: HeatmapFilter
    width: int | None = Field(default=None, ge=1, le=10_000, description="Of the page, CSS px.")
    look: str = Field(
        default="", max_length=MAX_LOOK_CHARS, description="How it is drawn, as in the address."
    )
    picture: Picture | None = Field(default=None, description="Null: the best one.")


class NewShareLink(WireModel):
    """A share link to make: of a replay or of a heatmap."""

    replay: SharedReplay | None = None
    heatmap: SharedMap | None = None
    expires_in_days: int = Field(default=DEFAULT_DAYS, ge=1)

    @model_validator(mode="after")
    def _is_of_one(self) -> Self:
        if (self.replay is None) == (self.heatmap is None):
            raise ValueError("name either `replay` or `heatmap`")
        return self

    @property
    def content(self) -> SharedReplay | SharedMap:
        """Return what is to be shown."""
        content = self.replay or self.heatmap
        assert content is not None  # noqa: S101  # the validator says so
        return content


class ShareOpening(WireModel):
    """One time that a share link was opened."""

    opened_at: int
    client: str = Field(description="Such as `Firefox on Windows`; no address is kept.")


class ShareLink(WireModel):
    """A share link; its text is shown once."""

    share_id: str
    kind: ShareKind
    state: ShareState
    session_id: str | None = Field(description="Of a replay.")
    page_url: str | None = Field(description="Of a heatmap.")
    type: HeatmapType | None = Field(description="Of a heatmap.")
    shows_details: bool
    made_by: str
    created_at: int
    expires_at: int
    revoked_at: int | None
    open_count: int
    last_opened_at: int | None
    openings: list[ShareOpening] = Field(description="The newest, at most 20.")


class CreatedShareLink(WireModel):
    """A fresh share link with its address."""

    url: str = Field(description="Whoever has it sees what is shared, until it ends.")
    token: str = Field(description="What stands behind the `#` of the address.")
    share_link: ShareLink


class ShareLinkList(WireModel):
    """The share links of a project, newest first; also those that ended in the last 30 days."""

    share_links: list[ShareLink]


class ShareToken(WireModel):
    """What stands behind the `#` of a share link."""

    token: str = Field(min_length=1, max_length=128)


class OpenedReplay(WireModel):
    """What is known of a shared recording before it is read."""

    start_ms: int | None
    shows_details: bool


class OpenedMap(WireModel):
    """What is known of a shared heatmap before it is read."""

    page_url: str
    type: HeatmapType
    start_date: str | None
    end_date: str | None
    width: int | None
    look: str
    project_key: str = Field(description="With it the player finds elements on the page.")


class OpenedShare(WireModel):
    """An opened share link: what it shows, and what reads that for a while."""

    share_pass: str = Field(description="Send as `Authorization: Bearer …`; good for nothing else.")
    pass_ends_at: int
    kind: ShareKind
    expires_at: int
    player_origin: str
    replay: OpenedReplay | None
    heatmap: OpenedMap | None


class SharedPicture(WireModel):
    """The moment of a recorded page that a shared map is drawn on."""

    tab_id: str
    at: int
    viewport_width: int
    viewport_height: int
