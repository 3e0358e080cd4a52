"""What share links show, read and masked: one session, or one map with the page that it lies on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from functools import partial

from pagepulse.errors import NotFoundError
from pagepulse.heatmaps import maps
from pagepulse.heatmaps.choosing import chosen_of, pages_named
from pagepulse.heatmaps.lists import list_backdrops
from pagepulse.heatmaps.models import Backdrop, Heatmap
from pagepulse.privacy.unused_assets import assets_of
from pagepulse.replay import detail, events
from pagepulse.replay.models import SessionDetail
from pagepulse.shares.masking import masked_detail, masked_event, masked_map
from pagepulse.shares.models import SharedMap, SharedReplay
from pagepulse.shares.store import Shared, share_ended
from pagepulse.warehouse import Warehouse


def check_is_there(warehouse: Warehouse, shared: Shared) -> None:
    """Raise NotFoundError `share_ended` for the link to a recording that is not there any more."""
    if isinstance(shared.content, SharedReplay):
        check_recording(warehouse, shared.project_id, shared.content.session_id)


def check_recording(warehouse: Warehouse, project_id: str, session_id: str) -> None:
    """Raise NotFoundError `share_ended` without a recording of this session."""
    try:
        row = detail.find_session(warehouse, project_id, session_id)
    except NotFoundError as missing:
        raise share_ended() from missing
    if not row["has_recording"]:
        raise share_ended()


async def read_session(
    warehouse: Warehouse, shared: Shared, replay: SharedReplay, now_ms: int
) -> SessionDetail:
    """Return the session, masked; raises NotFoundError."""
    found = await detail.read_session(warehouse, shared.project_id, replay.session_id, now_ms)
    return masked_detail(found, shared.share_id, shows_details=replay.shows_details)


def stream_masked(
    warehouse: Warehouse, shared: Shared, window: events.Window, *, shows_details: bool
) -> AsyncIterator[bytes]:
    """Yield the JSON of a window, each event masked; the session is called by the share."""
    shown = replace(window, tab=replace(window.tab, session_id=shared.share_id))
    change = partial(masked_event, shows_details=shows_details)
    return events.stream(warehouse, window, events.head_of(shown), change)


@dataclass(frozen=True, slots=True)
class ReplayReading:
    """A shared recording."""

    warehouse: Warehouse
    shared: Shared
    content: SharedReplay

    def sessions(self) -> list[str]:
        """Return the session that is shown."""
        return [self.content.session_id]


@dataclass(frozen=True, slots=True)
class MapReading:
    """A shared map with the page rules of its project."""

    warehouse: Warehouse
    shared: Shared
    content: SharedMap
    rules: list[str]

    def heatmap(self) -> Heatmap:
        """Return the map with its elements, masked."""
        asked = self.content.filter
        chosen = chosen_of(
            self.warehouse, self.shared.project_id, self.rules, asked.page_url, asked
        )
        request = maps.MapRequest(chosen, asked, "elements", None)
        return masked_map(maps.read_heatmap(self.warehouse, request))

    def pictures(self) -> list[Backdrop]:
        """Return the moments that the map can be drawn on, the one of the link first."""
        found, chosen = self._listed(), self.content.picture
        if chosen is None:
            return found
        wanted = [one for one in self._listed(chosen.session_id) if one.at == chosen.at]
        return [*wanted, *found]

    def sessions(self) -> list[str]:
        """Return the sessions whose pages it is drawn on."""
        return sorted({one.session_id for one in self.pictures()})

    def picture(self, tab_id: str, at: int) -> Backdrop:
        """Return one of them; raises NotFoundError for any other moment of any recording."""
        for one in self.pictures():
            if (one.tab_id, one.at) == (tab_id, at):
                return one
        raise NotFoundError("recording_not_found", "This map lies on no such page.")

    def _listed(self, session_id: str = "") -> list[Backdrop]:
        asked, project_id = self.content.filter, self.shared.project_id
        pages = pages_named(self.warehouse, project_id, self.rules, asked.page_url)
        return list_backdrops(
            self.warehouse, project_id, pages, asked.range(), session_id, self.content.width
        ).snapshots


def asset_names(reading: MapReading | ReplayReading) -> list[str]:
    """Return the assets that what is shown refers to."""
    return assets_of(reading.warehouse, reading.shared.project_id, reading.sessions())
