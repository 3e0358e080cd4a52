"""HTTP: alerts of a project, the channels that they go to, and what became of both."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from pagepulse.accounts.access import Admin, Analyst, Viewer
from pagepulse.accounts.dependencies import ControlOf
from pagepulse.accounts.saved import SavedRow
from pagepulse.alerts import channels, judging, store, words
from pagepulse.alerts.models import (
    AlertRule,
    Channel,
    ChannelChange,
    ChannelList,
    DeliveryList,
    FiringList,
    MadeChannel,
    NewChannel,
    Reading,
    RuleList,
    SavedRule,
    TestResult,
)
from pagepulse.alerts.service import Alerts
from pagepulse.clock import now_ms
from pagepulse.outbound.deliveries import ID_BYTES, NotSentError
from pagepulse.outbound.mail import Letter
from pagepulse.outbound.webhooks import Hook
from pagepulse.projects.store import read_project

router = APIRouter(prefix="/api/alerts", tags=["alerts"])


def alerts_of(request: Request) -> Alerts:
    """Return the alerts of the application that answers this request."""
    alerts: Alerts = request.app.state.alerts
    return alerts


AlertsOf = Annotated[Alerts, Depends(alerts_of)]
RuleId = Annotated[str, Path(alias="ruleId", max_length=64)]
ChannelId = Annotated[str, Path(alias="channelId", max_length=64)]
TEST_RULE = AlertRule(
    name="A test", metric="visitors", condition="above", bound=100, window_minutes=60
)


@router.get("", operation_id="listAlerts")
async def list_alerts(access: Viewer, control: ControlOf, alerts: AlertsOf) -> RuleList:
    """List the rules, each as its last check left it."""
    rules = await control.read_async(lambda c: store.list_rules(c, access.project_id))
    return RuleList(rules=rules, is_mail_configured=alerts.mailer.is_configured)


@router.post("", operation_id="createAlert", status_code=201)
async def create_alert(
    body: AlertRule, access: Analyst, control: ControlOf, alerts: AlertsOf
) -> SavedRule:
    """Save a rule; it is checked within seconds, and then every minute."""
    saved = await control.write_async(lambda c: store.create_rule(c, access, body))
    alerts.changed(access.project_id)
    return saved


@router.post("/reading", operation_id="readAlert")
async def read_alert(body: AlertRule, access: Analyst, alerts: AlertsOf) -> Reading:
    """Say what a rule would find at this moment, without saving it."""
    measured = await alerts.read_now(access.project_id, body)
    return Reading(
        value=measured.value,
        usual=measured.usual,
        sessions=measured.sessions,
        would_fire=judging.holds(body, measured),
        problem=judging.problem_of(body, measured),
    )


@router.get("/firings", operation_id="listFirings")
async def list_firings(access: Viewer, control: ControlOf) -> FiringList:
    """List when rules held, newest first."""
    return FiringList(
        firings=await control.read_async(lambda c: store.list_firings(c, access.project_id))
    )


@router.get("/deliveries", operation_id="listDeliveries")
async def list_deliveries(access: Analyst, control: ControlOf) -> DeliveryList:
    """List what was sent to channels, with the reason of what was not."""
    return DeliveryList(
        deliveries=await control.read_async(
            lambda c: channels.recent_deliveries(c, access.project_id)
        )
    )


@router.get("/channels", operation_id="listChannels")
async def list_channels(access: Analyst, control: ControlOf, alerts: AlertsOf) -> ChannelList:
    """List where alerts can go."""
    found = await control.read_async(lambda c: channels.list_channels(c, access.project_id))
    return ChannelList(channels=found, is_mail_configured=alerts.mailer.is_configured)


@router.post("/channels", operation_id="createChannel", status_code=201)
async def create_channel(
    body: NewChannel, access: Admin, control: ControlOf, alerts: AlertsOf
) -> MadeChannel:
    """Save a webhook or a mailbox; the secret of a webhook is told this one time."""
    await check_target(alerts, body.kind, body.target)
    return await control.write_async(lambda c: channels.create_channel(c, access, body))


@router.patch("/channels/{channelId}", operation_id="changeChannel")
async def change_channel(
    channel_id: ChannelId,
    body: ChannelChange,
    access: Admin,
    control: ControlOf,
    alerts: AlertsOf,
) -> Channel:
    """Change name or target."""
    old = await control.read_async(
        lambda c: channels.find_channel(c, access.project_id, channel_id)
    )
    if body.target is not None:
        await check_target(alerts, old.kind, body.target)
    return await control.write_async(lambda c: channels.change_channel(c, access, channel_id, body))


@router.delete("/channels/{channelId}", operation_id="deleteChannel", status_code=204)
async def delete_channel(channel_id: ChannelId, access: Admin, control: ControlOf) -> Response:
    """Delete a channel; rules go on without it."""
    await control.write_async(lambda c: channels.delete_channel(c, access, channel_id))
    return Response(status_code=204)


@router.post("/channels/{channelId}/test", operation_id="testChannel")
async def test_channel(
    channel_id: ChannelId, access: Admin, control: ControlOf, alerts: AlertsOf
) -> TestResult:
    """Send a test at once, and say what became of it."""
    row = await control.read_async(
        lambda c: channels.find_channel(c, access.project_id, channel_id)
    )
    project = await control.read_async(lambda c: read_project(c, access.project_id))
    await control.write_async(lambda c: access.note(c, "channel_tested", channel_id, row.name))
    now = now_ms()
    news = words.News(
        "test", access.project_id, project.name, "", TEST_RULE, 123, 100, None, (now, now),
        alerts.link(access.project_id),
    )  # fmt: skip
    try:
        await _send_test(alerts, row, news)
    except NotSentError as failure:
        return TestResult(is_sent=False, detail=str(failure))
    return TestResult(is_sent=True, detail="It arrived at the receiver's server.")


@router.put("/{ruleId}", operation_id="changeAlert")
async def change_alert(
    rule_id: RuleId, body: AlertRule, access: Analyst, control: ControlOf, alerts: AlertsOf
) -> SavedRule:
    """Put another rule in its place; it begins anew."""
    saved = await control.write_async(lambda c: store.change_rule(c, access, rule_id, body))
    alerts.changed(access.project_id)
    return saved


@router.delete("/{ruleId}", operation_id="deleteAlert", status_code=204)
async def delete_alert(
    rule_id: RuleId, access: Analyst, control: ControlOf, alerts: AlertsOf
) -> Response:
    """Delete a rule with its history."""
    await control.write_async(lambda c: store.delete_rule(c, access, rule_id))
    alerts.changed(access.project_id)
    return Response(status_code=204)


async def check_target(alerts: Alerts, kind: str, target: str) -> None:
    """Raise InvalidInputError for a target that is never sent to."""
    if kind == "webhook":
        await alerts.webhooks.check(target)
    else:
        channels.check_mailbox(target)


async def _send_test(alerts: Alerts, row: SavedRow, news: words.News) -> None:
    delivery_id = f"dlv_{secrets.token_hex(ID_BYTES)}"
    if row.kind == "webhook":
        hook = Hook(row.target, row.secret)
        await alerts.webhooks.send(hook, "test", delivery_id, words.webhook_body(news))
    else:
        letter = Letter(row.target, words.subject(news), words.letter_text(news))
        await alerts.mailer.send(letter, delivery_id)
