"""Alerts: a number passes a bound, and whoever wants to know is told, once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from tests.api.conftest import Person
from tests.api.visits import event, store_visits, visit
from tests.unit.outbound.mail_server import mail_server

from pagepulse.accounts.dependencies import Services
from pagepulse.alerts.service import Alerts
from pagepulse.control.tables import deliveries
from pagepulse.live.service import Live
from pagepulse.outbound.mail import Mailer
from pagepulse.outbound.webhooks import WebhookSender
from pagepulse.projects.models import Project
from pagepulse.settings import Settings

NOW = 1_760_000_000_000
MINUTE_MS = 60_000
ALERTS = "/api/alerts"
CHANNELS = f"{ALERTS}/channels"
HOOK = {"kind": "webhook", "name": "Chat", "target": "https://hooks.example/T1/secret"}
RULE = {
    "name": "Errors", "metric": "errors", "condition": "above", "bound": 2, "windowMinutes": 60,
}  # fmt: skip


class World:
    """The clock and the network around the alerts."""

    def __init__(self, services: Services, live: Live) -> None:
        self.now = NOW
        self.addresses: Sequence[str] = ["93.184.216.34"]
        self.status = 200
        self.requests: list[httpx.Request] = []
        self.services = services
        self.alerts = Alerts(
            control=services.control,
            warehouse=services.warehouse,
            origins=services.origins,
            hub=live.hub,
            webhooks=WebhookSender(
                allow_loopback=False,
                resolve=self._resolve,
                transport=httpx.MockTransport(self._answer),
            ),
            mailer=Mailer(services.settings),
            clock=lambda: self.now,
        )

    async def _resolve(self, _host: str, _port: int) -> Sequence[str]:
        return self.addresses

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status)

    async def minute(self) -> None:
        """Let a minute pass: check what is due, send what is to be sent."""
        self.now += MINUTE_MS
        await self.alerts.check_due()
        await self.alerts.courier.send_due()

    @property
    def told(self) -> list[tuple[str, Any]]:
        bodies = [json.loads(request.content) for request in self.requests]
        return [(body["event"], body["value"]) for body in bodies]


@pytest.fixture
def world(app: FastAPI, services: Services, live: Live) -> World:
    made = World(services, live)
    app.state.alerts = made.alerts
    return made


async def make_channel(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await client.post(CHANNELS, json={**HOOK, **body})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def make_rule(client: httpx.AsyncClient, **body: Any) -> dict[str, Any]:
    answer = await client.post(ALERTS, json={**RULE, **body})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def broken(number: int, at: int, count: int) -> dict[str, Any]:
    """Return a session with errors."""
    thrown = {"at": at, "message": "x", "url": "https://shop.example/", "pageViewId": f"p_{number}"}
    return visit(number, at, errors=[thrown] * count)


async def test_from_errors_to_a_signed_message_and_back(
    person: Person, world: World, services: Services, project: Project, tmp_path: Path
):
    owner = await person("owner")
    channel = await make_channel(owner)
    saved = await make_rule(owner, channelIds=[channel["channelId"]])
    await world.minute()
    assert (world.told, channel["secret"][:6]) == ([], "whsec_")

    store_visits(services, project, tmp_path, [broken(1, world.now, 3)])
    for _ in range(3):
        await world.minute()

    rules = (await owner.get(ALERTS)).json()["rules"]
    assert [(one["state"], one["value"]) for one in rules] == [("firing", 3)]
    assert world.told == [("alert.fired", 3)]
    body = json.loads(world.requests[0].content)
    assert (body["ruleId"], body["projectName"], body["bound"]) == (
        saved["ruleId"], project.name, 2,
    )  # fmt: skip
    assert body["windowEndAt"] - body["windowStartAt"] == 60 * MINUTE_MS
    assert body["link"] == f"http://localhost:8200/p/{project.project_id}/alerts"

    world.now += 60 * MINUTE_MS
    await world.minute()

    assert world.told == [("alert.fired", 3), ("alert.recovered", 0)]
    (firing,) = (await owner.get(f"{ALERTS}/firings")).json()["firings"]
    assert (firing["ruleName"], firing["value"], firing["isTold"]) == ("Errors", 3, True)
    assert firing["endedAt"] == world.now
    sent = (await owner.get(f"{ALERTS}/deliveries")).json()["deliveries"]
    assert [(one["state"], one["attempts"]) for one in sent] == [("sent", 1)] * 2


async def test_two_servers_check_a_rule_once_a_minute(person: Person, world: World, live: Live):
    await make_rule(await person("analyst"))
    other = World(world.services, live)
    world.now = other.now = NOW * 2

    first = await world.alerts.check_due()
    assert (first, await other.alerts.check_due()) == (1, 0)


async def test_filters_and_goals_are_heeded(
    person: Person, world: World, services: Services, project: Project, tmp_path: Path
):
    analyst = await person("analyst")
    goal = (
        await analyst.post("/api/goals", json={"name": "Order", "definition": "event:order"})
    ).json()
    at = world.now - MINUTE_MS
    store_visits(
        services, project, tmp_path,
        [visit(1, at, "/a"), visit(2, at, "/b"),
         visit(3, at, "/a", customEvents=[event(at, "order", 3)])],
    )  # fmt: skip
    asked = {**RULE, "metric": "conversionRate", "bound": 0.4, "goalId": goal["goalId"]}

    every = await analyst.post(f"{ALERTS}/reading", json=asked)
    some = await analyst.post(f"{ALERTS}/reading", json={**asked, "filters": {"pageURL": "/a"}})

    assert every.json() == {
        "value": pytest.approx(1 / 3), "usual": None, "sessions": 3, "wouldFire": False,
        "problem": "",
    }  # fmt: skip
    assert (some.json()["value"], some.json()["wouldFire"]) == (0.5, True)

    saved = await make_rule(analyst, metric="conversionRate", bound=0.4, goalId=goal["goalId"])
    await analyst.delete(f"/api/goals/{goal['goalId']}")
    await world.minute()
    (rule,) = (await analyst.get(ALERTS)).json()["rules"]
    assert (rule["ruleId"], rule["problem"]) == (
        saved["ruleId"],
        "The goal that it was about is deleted.",
    )


async def test_a_spike_is_told_against_the_same_hours_of_the_weeks_before(
    person: Person, world: World, services: Services, project: Project, tmp_path: Path
):
    analyst = await person("analyst")
    week = 7 * 24 * 60 * MINUTE_MS
    at = world.now - 10 * MINUTE_MS
    usual = [visit(100 + n, at - n * week) for n in range(1, 5)]
    early = [visit(99, at - 5 * week)]
    now = [visit(n, at) for n in range(1, 13)]
    store_visits(services, project, tmp_path, early + usual + now)
    asked = {**RULE, "metric": "sessions", "condition": "spike", "bound": 5}

    answer = await analyst.post(f"{ALERTS}/reading", json=asked)

    assert answer.json() == {
        "value": 12, "usual": 1, "sessions": 12, "wouldFire": True, "problem": "",
    }  # fmt: skip


async def test_a_webhook_is_checked_when_it_is_saved_tested_and_sent(person: Person, world: World):
    owner = await person("owner")
    channel = await make_channel(owner)
    await make_rule(owner, metric="visitors", condition="below", bound=1,
                    channelIds=[channel["channelId"]])  # fmt: skip
    world.addresses = ["93.184.216.34", "169.254.169.254"]

    saved = await owner.post(CHANNELS, json=HOOK)
    changed = await owner.patch(
        f"{CHANNELS}/{channel['channelId']}", json={"target": "https://other.example/"}
    )
    tested = await owner.post(f"{CHANNELS}/{channel['channelId']}/test")
    await world.minute()

    assert [one.json()["code"] for one in (saved, changed)] == ["webhook_denied"] * 2
    assert (tested.json()["isSent"], "not public" in tested.json()["detail"]) == (False, True)
    (sent,) = (await owner.get(f"{ALERTS}/deliveries")).json()["deliveries"]
    assert (sent["state"], "not public" in sent["reason"]) == ("failed", True)
    assert world.requests == []


async def test_a_test_says_what_became_of_it(person: Person, world: World):
    admin = await person("admin")
    channel = await make_channel(admin)
    address = f"{CHANNELS}/{channel['channelId']}/test"

    arrived = (await admin.post(address)).json()
    world.status = 500
    refused = (await admin.post(address)).json()

    assert (arrived["isSent"], refused) == (True, {"isSent": False, "detail": "It answered 500."})
    assert world.told[0][0] == "test"


async def test_what_does_not_arrive_is_tried_again_and_told(person: Person, world: World):
    owner = await person("owner")
    channel = await make_channel(owner)
    await make_rule(owner, metric="visitors", condition="below", bound=1,
                    channelIds=[channel["channelId"]])  # fmt: skip
    world.status = 503
    await world.minute()
    (waits,) = (await owner.get(f"{ALERTS}/deliveries")).json()["deliveries"]
    world.status = 200
    await world.minute()

    (sent,) = (await owner.get(f"{ALERTS}/deliveries")).json()["deliveries"]
    assert (waits["state"], waits["attempts"], waits["reason"]) == (
        "waiting", 1, "It answered 503.",
    )  # fmt: skip
    assert (sent["state"], sent["attempts"]) == ("sent", 2)


async def test_an_alert_comes_as_a_letter(person: Person, world: World, project: Project):
    owner = await person("owner")
    channel = await make_channel(owner, kind="mail", name="Ada", target="ada@example.com")
    await make_rule(owner, name="Nobody\r\nBcc: x@y.z", metric="visitors", condition="below",
                    bound=1, channelIds=[channel["channelId"]])  # fmt: skip
    async with mail_server() as server:
        settings = Settings(
            smtp_url=f"smtp://127.0.0.1:{server.port}", mail_from="pulse@shop.example"
        )
        world.alerts.mailer = Mailer(settings)
        await world.minute()

    ((to, letter),) = server.letters
    assert (to, letter["Bcc"]) == ("ada@example.com", None)
    assert letter["Subject"].startswith(f"{project.name}: Nobody")
    assert f"http://localhost:8200/p/{project.project_id}/alerts" in letter.get_content()


async def test_secrets_are_shown_once_and_addresses_of_webhooks_never(
    person: Person, world: World, services: Services
):
    owner = await person("owner")
    channel = await make_channel(owner)

    listed = await owner.get(CHANNELS)

    assert channel["secret"] not in listed.text
    assert "/T1/secret" not in listed.text
    assert listed.json()["channels"][0]["shownTarget"] == "hooks.example"
    assert world.requests == []
    with services.control.read() as connection:
        assert connection.execute(deliveries.select()).all() == []


async def test_who_may_do_what(person: Person, world: World, other_project: Project):
    analyst, viewer = await person("analyst"), await person("viewer")
    stranger = await person("owner", other_project)
    owner = await person("owner")
    channel, rule = await make_channel(owner), await make_rule(analyst)
    assert world.now == NOW
    theirs = {**RULE, "channelIds": [(await make_channel(stranger))["channelId"]]}

    refusals = [
        (await viewer.post(ALERTS, json=RULE)).json()["code"],
        (await viewer.get(CHANNELS)).json()["code"],
        (await analyst.post(CHANNELS, json=HOOK)).json()["code"],
        (await analyst.post(f"{CHANNELS}/{channel['channelId']}/test")).json()["code"],
        (await analyst.post(ALERTS, json=theirs)).json()["code"],
        (await stranger.put(f"{ALERTS}/{rule['ruleId']}", json=RULE)).json()["code"],
        (await stranger.delete(f"{CHANNELS}/{channel['channelId']}")).json()["code"],
    ]

    assert refusals == ["role_too_low"] * 4 + [
        "channel_not_found", "alert_not_found", "channel_not_found",
    ]  # fmt: skip
    assert len((await viewer.get(ALERTS)).json()["rules"]) == 1


@pytest.mark.parametrize(
    "target",
    ["ada", "ada@", "@example.com", "a b@example.com", "a@b.c, d@e.f", "Ada <a@b.c>",
     "a@b.c\r\nBcc: x"],
)  # fmt: skip
async def test_what_is_no_mailbox_is_refused(person: Person, world: World, target: str):
    owner = await person("owner")

    answer = await owner.post(CHANNELS, json={"kind": "mail", "name": "x", "target": target})

    assert (answer.status_code, answer.json()["code"], world.requests) == (
        400, "invalid_mailbox", [],
    )  # fmt: skip
