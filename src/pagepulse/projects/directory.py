"""Every project in memory, so that a batch finds its project without a database."""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass

import structlog

from pagepulse.background import Background
from pagepulse.control import Control
from pagepulse.errors import StorageError
from pagepulse.projects.addresses import Network, is_among
from pagepulse.projects.models import (
    ANY_ORIGIN,
    CaptureSettings,
    LiveSettings,
    PrivacyMode,
    Project,
    TrackingConfig,
    VisitorSockets,
)
from pagepulse.projects.rules import RecordingRules
from pagepulse.projects.store import list_projects

log = structlog.get_logger()

# A change made by another process counts within this time, in seconds.
REFRESH_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class TrackedProject:
    """What the write path must know of a project."""

    project_id: str
    project_key: str
    allowed_origins: frozenset[str]
    privacy_mode: PrivacyMode
    mask_selectors: tuple[str, ...]
    unmask_selectors: tuple[str, ...]
    record_share: float
    rules: RecordingRules
    capture: CaptureSettings
    live: LiveSettings
    own_networks: tuple[Network, ...]
    time_zone: str

    def allows_origin(self, origin: str | None) -> bool:
        """Tell whether pages of `origin` may send; browsers set it, so it is best effort."""
        return ANY_ORIGIN in self.allowed_origins or origin in self.allowed_origins

    def is_own_address(self, address: str) -> bool:
        """Tell whether the site's own team comes from this address."""
        return is_among(self.own_networks, address)

    def takes_assets(self, kind: str) -> bool:
        """Tell whether assets of a kind are kept: style sheets always, the others by choice."""
        chosen = {"css": True, "image": self.capture.images, "font": self.capture.fonts}
        return chosen.get(kind, False)

    def tracking_config(self, visitor_sockets: str | None) -> TrackingConfig:
        """Return what its trackers are told; `visitor_sockets` as the settings have it."""
        is_custom = self.privacy_mode == "custom"
        return TrackingConfig(
            record_share=self.record_share,
            privacy_mode=self.privacy_mode,
            mask_selectors=list(self.mask_selectors) if is_custom else [],
            unmask_selectors=list(self.unmask_selectors) if is_custom else [],
            rules=self.rules,
            capture=self.capture,
            live=self._sockets(visitor_sockets),
        )

    def _sockets(self, origin: str | None) -> VisitorSockets | None:
        is_on = self.live.enabled and origin is not None
        return VisitorSockets(socket_url=origin or "") if is_on else None


class ProjectDirectory:
    """Looks projects up by key; an unknown key costs no query."""

    def __init__(self, control: Control) -> None:
        """Load every project now."""
        self._control = control
        self._by_key: dict[str, TrackedProject] = {}
        self._by_id: dict[str, TrackedProject] = {}
        self._background = Background()
        self.refresh()

    def of_key(self, project_key: str) -> TrackedProject | None:
        """Return the project whose tracker uses this key."""
        return self._by_key.get(project_key)

    def of_id(self, project_id: str) -> TrackedProject | None:
        """Return a project by its id."""
        return self._by_id.get(project_id)

    def refresh(self) -> None:
        """Load all projects again; call after every change."""
        with self._control.read() as connection:
            tracked = [_tracked(project) for project in list_projects(connection)]
        self._by_key = {project.project_key: project for project in tracked}
        self._by_id = {project.project_id: project for project in tracked}

    async def start(self) -> None:
        """Follow the changes of other processes until `stop`."""
        self._background.run(self._follow(), "project-directory")

    async def stop(self) -> None:
        """Stop following."""
        await self._background.stop()

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(REFRESH_SECONDS)
            try:
                await asyncio.to_thread(self.refresh)
            except StorageError:
                # What is in memory stays right until the database answers again.
                log.warning("projects_not_refreshed", exc_info=True)


def _tracked(project: Project) -> TrackedProject:
    settings = project.settings
    return TrackedProject(
        project_id=project.project_id,
        project_key=project.project_key,
        allowed_origins=frozenset(settings.allowed_origins),
        privacy_mode=settings.privacy_mode,
        mask_selectors=tuple(settings.mask_selectors),
        unmask_selectors=tuple(settings.unmask_selectors),
        record_share=settings.record_share,
        rules=settings.rules,
        capture=settings.capture,
        live=settings.live,
        own_networks=tuple(map(ipaddress.ip_network, settings.own_addresses)),
        time_zone=settings.time_zone,
    )
