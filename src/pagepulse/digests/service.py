"""Digests as the server holds them: the task that sends each week's, once for all servers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import groupby
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection

from pagepulse.accounts.origins import Origins
from pagepulse.background import Background
from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.digests import letter, store
from pagepulse.digests.content import Digest, collect
from pagepulse.digests.store import Subscriber
from pagepulse.digests.weeks import Week, due_week, last_week
from pagepulse.errors import StorageError
from pagepulse.goals.store import list_goals
from pagepulse.outbound.courier import Courier
from pagepulse.outbound.deliveries import NewDelivery, enqueue
from pagepulse.outbound.mail import Mailer
from pagepulse.projects.models import Project
from pagepulse.projects.store import read_project
from pagepulse.questions.dates import find_zone
from pagepulse.warehouse import Warehouse

log = structlog.get_logger()

# How often is looked whether it is Monday morning somewhere, in seconds.
LOOK_SECONDS = 60.0
UNSUBSCRIBE_PATH = "/api/digests/unsubscribe"


class Digests:
    """Used on the event loop."""

    def __init__(
        self,
        *,
        control: Control,
        warehouse: Warehouse,
        origins: Origins,
        mailer: Mailer,
        courier: Courier,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        """Take what it stands on; nothing is begun yet."""
        self._control = control
        self._warehouse = warehouse
        self._origins = origins
        self.mailer = mailer
        self._courier = courier
        self.now = clock
        self._background = Background()

    async def start(self) -> None:
        """Begin to send, until `stop`."""
        self._background.run(self._work(), "digests")

    async def stop(self) -> None:
        """Send nothing more."""
        await self._background.stop()

    async def send_due(self) -> int:
        """Write down the digests that are due and that no server has; return how many."""
        if not self.mailer.is_configured:
            return 0
        subscribers = await self._control.read_async(store.list_subscribers)
        written = 0
        for project_id, members in groupby(subscribers, lambda one: one.project_id):
            written += await self._send_project(project_id, list(members))
        if written:
            self._courier.hurry()
        return written

    async def preview(self, project_id: str) -> Digest:
        """Return what the digest of the last week says."""
        project = await self._control.read_async(lambda c: read_project(c, project_id))
        return await self._collect(project, last_week(self.now(), _zone_of(project)))

    def link(self, path: str) -> str:
        """Return an address of the dashboard for people."""
        return self._origins.link(path)

    def unsubscribe_link(self, subscriber: Subscriber) -> str:
        """Return the address that ends the digest of a member without a login."""
        query = {
            "project": subscriber.project_id,
            "member": subscriber.user_id,
            "signature": subscriber.signature,
        }
        return self.link(f"{UNSUBSCRIBE_PATH}?{urlencode(query)}")

    async def _send_project(self, project_id: str, members: list[Subscriber]) -> int:
        project = await self._control.read_async(lambda c: read_project(c, project_id))
        week = due_week(self.now(), _zone_of(project))
        if week is None:
            return 0
        name = week.name
        waiting = await self._control.read_async(
            lambda c: [
                one for one in members if not store.is_claimed(c, project_id, one.user_id, name)
            ]
        )
        if not waiting:
            return 0
        digest = await self._collect(project, week)
        return await self._control.write_async(lambda c: self._write(c, digest, waiting))

    def _write(self, connection: Connection, digest: Digest, members: list[Subscriber]) -> int:
        """Claim and write down in one transaction: a claim without a letter cannot be."""
        written = 0
        for member in members:
            if store.claim(connection, member, digest.week.name):
                enqueue(connection, self._delivery(digest, member), self.now())
                written += 1
        return written

    def _delivery(self, digest: Digest, member: Subscriber) -> NewDelivery:
        unsubscribe = self.unsubscribe_link(member)
        return NewDelivery(
            project_id=digest.project_id,
            kind="mail",
            purpose="digest",
            receiver_id=member.user_id,
            about=digest.week.name,
            payload={
                "to": member.email,
                "subject": letter.subject_of(digest),
                "text": letter.text_of(digest, self.link, unsubscribe),
                "html": letter.html_of(digest, self.link, unsubscribe),
                # RFC 8058: mail programs show a button that posts to this address.
                "headers": {
                    "List-Unsubscribe": f"<{unsubscribe}>",
                    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                },
            },
        )

    async def _collect(self, project: Project, week: Week) -> Digest:
        goals = await self._control.read_async(lambda c: list_goals(c, project.project_id))
        return await self._warehouse.run_async(
            lambda: collect(self._warehouse, (project.project_id, project.name), goals.goals, week)
        )

    async def _work(self) -> None:
        while True:
            try:
                await self.send_due()
            except StorageError:
                log.warning("digests_not_sent", exc_info=True)
            except Exception:
                # The edge of a background task: the next look tries again.
                log.exception("digests_failed")
            await asyncio.sleep(LOOK_SECONDS)


def _zone_of(project: Project) -> ZoneInfo:
    return find_zone(project.settings.time_zone)
