"""Alerts as the server holds them: the task that checks rules, and the ways out."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Callable

import structlog
from sqlalchemy import Connection

from pagepulse.accounts.origins import Origins
from pagepulse.accounts.saved import SavedRow
from pagepulse.alerts import store, words
from pagepulse.alerts.channels import find_channel
from pagepulse.alerts.judging import Measured, Verdict, judge
from pagepulse.alerts.measuring import measure, window_of
from pagepulse.alerts.models import AlertRule
from pagepulse.alerts.store import Due
from pagepulse.background import Background
from pagepulse.clock import now_ms
from pagepulse.control import Control
from pagepulse.errors import NotFoundError, StorageError
from pagepulse.goals.models import SavedGoal
from pagepulse.goals.store import read_goal
from pagepulse.live.hub import Hub
from pagepulse.live.messages import ProjectChanged
from pagepulse.outbound.courier import Courier
from pagepulse.outbound.deliveries import Delivery, GivenUpError, NewDelivery, enqueue
from pagepulse.outbound.mail import Letter, Mailer
from pagepulse.outbound.webhooks import Hook, WebhookSender
from pagepulse.projects.store import read_project
from pagepulse.warehouse import Warehouse

log = structlog.get_logger()

# How often is looked for rules that are due, in seconds; each is due once a minute.
LOOK_SECONDS = 5.0
# In one look: what is more waits for the next one.
MAX_AT_ONCE = 20
GOAL_GONE = "The goal that it was about is deleted."


class Alerts:
    """Rules are checked by whichever server leases them; used on the event loop."""

    def __init__(
        self,
        *,
        control: Control,
        warehouse: Warehouse,
        origins: Origins,
        hub: Hub,
        webhooks: WebhookSender,
        mailer: Mailer,
        clock: Callable[[], int] = now_ms,
    ) -> None:
        """Take what it stands on; nothing is begun yet."""
        self._control = control
        self._warehouse = warehouse
        self._origins = origins
        self._hub = hub
        self.webhooks = webhooks
        self.mailer = mailer
        self._now = clock
        self.courier = Courier(
            control, {"webhook": self._send_webhook, "mail": self._send_mail}, clock
        )
        self._background = Background()

    async def start(self) -> None:
        """Begin to check and to send, until `stop`."""
        await self.courier.start()
        self._background.run(self._work(), "alerts")

    async def stop(self) -> None:
        """Check and send nothing more."""
        await self._background.stop()
        await self.courier.stop()

    async def check_due(self) -> int:
        """Check what is due now, bounded; return how many rules were."""
        checked = 0
        while checked < MAX_AT_ONCE:
            now = self._now()
            due = await self._control.write_async(lambda c, at=now: store.lease_due(c, at))  # type: ignore[misc]  # bound in the loop
            if due is None:
                break
            await self._check(due, now)
            checked += 1
        return checked

    def changed(self, project_id: str) -> None:
        """Tell open dashboards to ask for alerts again."""
        told = ProjectChanged(project_id=project_id, what="alerts")
        self._hub.publish(project_id, "sessions", "project-changed", told)

    async def read_now(self, project_id: str, rule: AlertRule) -> Measured:
        """Measure a rule at this moment; raises NotFoundError for its parts."""
        goal = await self._control.read_async(lambda c: _goal_of(c, project_id, rule))
        now = self._now()
        return await self._warehouse.run_async(
            lambda: measure(self._warehouse, project_id, rule, goal, now)
        )

    def link(self, project_id: str) -> str:
        """Return where people see the alerts of a project."""
        return self._origins.link(f"/p/{project_id}/alerts")

    async def _check(self, due: Due, now: int) -> None:
        try:
            measured = await self.read_now(due.project_id, due.rule)
        except NotFoundError:
            await self._control.write_async(lambda c: store.note_problem(c, due, GOAL_GONE, now))
            return
        verdict = judge(due.rule, measured, due.standing, now)
        has_changed = await self._control.write_async(
            lambda c: self._keep(c, due, measured, verdict, now)
        )
        if has_changed:
            self.changed(due.project_id)
            self.courier.hurry()

    def _keep(
        self, connection: Connection, due: Due, measured: Measured, verdict: Verdict, now: int
    ) -> bool:
        """Keep what was found, and write down who is to be told: all of it or nothing."""
        window = window_of(due.rule, now)
        firing_id = store.note_check(connection, due, measured, verdict, window)
        if firing_id is None:
            return False
        if store.was_told(connection, firing_id):
            news = words.News(
                event="alert.fired" if verdict.begins else "alert.recovered",
                project_id=due.project_id,
                project_name=read_project(connection, due.project_id).name,
                rule_id=due.rule_id,
                rule=due.rule,
                value=measured.value,
                bound=due.rule.bound if verdict.bound is None else verdict.bound,
                usual=measured.usual,
                window=(window.start_at or 0, window.end_at or 0),
                link=self.link(due.project_id),
            )
            tell(connection, news, firing_id, now)
        return True

    async def _send_webhook(self, delivery: Delivery) -> None:
        row = await self._channel(delivery)
        body = base64.b64decode(delivery.payload["body"])
        event = str(delivery.payload["event"])
        await self.webhooks.send(Hook(row.target, row.secret), event, delivery.delivery_id, body)

    async def _send_mail(self, delivery: Delivery) -> None:
        payload = delivery.payload
        to = payload.get("to") or (await self._channel(delivery)).target
        letter = Letter(
            to, payload["subject"], payload["text"], payload.get("html", ""),
            payload.get("headers", {}),
        )  # fmt: skip
        await self.mailer.send(letter, delivery.delivery_id)

    async def _channel(self, delivery: Delivery) -> SavedRow:
        try:
            return await self._control.read_async(
                lambda c: find_channel(c, delivery.project_id, delivery.receiver_id)
            )
        except NotFoundError as failure:
            raise GivenUpError("The channel was deleted.") from failure

    async def _work(self) -> None:
        while True:
            try:
                await self.check_due()
            except StorageError:
                log.warning("alerts_not_checked", exc_info=True)
            except Exception:
                # The edge of a background task: the next look may find another rule.
                log.exception("alerts_failed")
            await asyncio.sleep(LOOK_SECONDS)


def tell(connection: Connection, news: words.News, firing_id: str, now: int) -> None:
    """Write down what each channel of a rule is to be sent."""
    for channel_id in dict.fromkeys(news.rule.channel_ids):
        try:
            row = find_channel(connection, news.project_id, channel_id)
        except NotFoundError:
            # Deleted since the rule was saved: the others are told.
            continue
        enqueue(
            connection,
            NewDelivery(
                news.project_id,
                row.kind,
                "alert",
                channel_id,
                firing_id,
                payload_of(row.kind, news),
            ),
            now,
        )


def payload_of(kind: str, news: words.News) -> dict[str, str]:
    """Return what is sent to a channel of a kind."""
    if kind == "mail":
        return {"subject": words.subject(news), "text": words.letter_text(news)}
    body = base64.b64encode(words.webhook_body(news)).decode()
    return {"event": news.event, "body": body}


def _goal_of(connection: Connection, project_id: str, rule: AlertRule) -> SavedGoal | None:
    return read_goal(connection, project_id, rule.goal_id) if rule.goal_id else None
