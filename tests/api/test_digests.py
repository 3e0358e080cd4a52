"""The weekly digest: once for each member who wants it, whatever the servers do."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi import FastAPI
from tests.api.conftest import Person
from tests.api.visits import event, store_visits, visit
from tests.unit.outbound.mail_server import MailServer, mail_server

from pagepulse.accounts.dependencies import Services
from pagepulse.digests.service import Digests
from pagepulse.live.service import Live
from pagepulse.outbound.mail import Mailer
from pagepulse.projects.models import Project
from pagepulse.server.outgoing import Outgoing
from pagepulse.settings import Settings

DIGESTS = "/api/digests"
# Monday, 2025-10-13, 08:30 UTC; the week before has the visits.
MONDAY = 1_760_344_200_000
HOUR_MS = 3_600_000
AT = MONDAY - 4 * 24 * HOUR_MS


class Server:
    """One of the servers of a control database, with a clock and a mail server."""

    def __init__(self, services: Services, live: Live, post: MailServer) -> None:
        self.now = MONDAY
        settings = Settings(
            smtp_url=f"smtp://127.0.0.1:{post.port}", mail_from="pulse@shop.example"
        )
        outgoing = Outgoing.of(services, live.hub)
        self.alerts = outgoing.alerts
        self.digests: Digests = outgoing.digests
        self.alerts.mailer = self.digests.mailer = Mailer(settings)
        self.digests.now = lambda: self.now

    async def look(self) -> None:
        """Write down what is due, and send it."""
        await self.digests.send_due()
        await self.alerts.courier.send_due()


async def switch_on(client: httpx.AsyncClient) -> None:
    answer = await client.put(DIGESTS, json={"isOn": True})
    assert answer.json()["isOn"] is True, answer.text


@pytest.fixture
def week(tmp_path: Path, services: Services, project: Project) -> list[str]:
    """Store a session with an order, and one of the week before."""
    batches = [
        visit(1, AT, "/plans", customEvents=[event(AT, "order", 1)]),
        visit(2, AT - 7 * 24 * HOUR_MS),
    ]
    return store_visits(services, project, tmp_path, batches)


async def test_it_is_sent_once_across_restarts_and_servers(
    person: Person, services: Services, live: Live, week: list[str], project: Project
):
    viewer, quiet = await person("viewer", email="ada@example.com"), await person("owner")
    await switch_on(viewer)
    await quiet.post("/api/goals", json={"name": "Order", "definition": "event:order"})
    async with mail_server() as post:
        one, other = Server(services, live, post), Server(services, live, post)
        one.now = other.now = MONDAY - HOUR_MS
        await one.look()
        assert post.letters == []
        for hours in (0, 1, 5, 47):
            one.now = other.now = MONDAY + hours * HOUR_MS
            await one.look()
            await other.look()
            await Server(services, live, post).look()

    ((to, letter),) = post.letters
    body = letter.get_body(("plain",))
    assert (to, len(week)) == ("ada@example.com", 2)
    assert letter["Subject"] == f"{project.name}: 1 visitors in the week to 2025-10-12"
    text = body.get_content() if body else ""
    for line in ("Visitors: 1 (as before)", "shop.example/plans: 1", "Order: 1 (new)"):
        assert line in text
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


async def test_the_link_of_a_letter_ends_it_without_a_login_and_only_by_a_post(
    person: Person,
    anonymous: httpx.AsyncClient,
    services: Services,
    live: Live,
    app: FastAPI,
):
    viewer = await person("viewer", email="ada@example.com")
    await switch_on(viewer)
    async with mail_server() as post:
        await Server(services, live, post).look()
    link = urlsplit(post.letters[0][1]["List-Unsubscribe"].strip("<>"))
    address = f"{link.path}?{link.query}"
    assert app.state.digests

    asked = await anonymous.get(address)
    assert (asked.status_code, "<form" in asked.text) == (200, True)
    assert (await viewer.get(DIGESTS)).json()["isOn"] is True
    forged = await anonymous.post(address[:-1] + ("0" if address[-1] != "0" else "1"))
    assert (forged.status_code, forged.json()["code"]) == (404, "link_not_found")

    anonymous.headers.pop("Origin")
    ended = await anonymous.post(address, data={"List-Unsubscribe": "One-Click"})

    assert (ended.status_code, (await viewer.get(DIGESTS)).json()["isOn"]) == (200, False)


async def test_who_left_the_project_gets_none(
    person: Person, services: Services, live: Live, project: Project
):
    viewer, owner = await person("viewer"), await person("owner")
    await switch_on(viewer)
    user_id = (await viewer.get("/api/auth/me")).json()["user"]["userId"]
    await owner.delete(f"/api/projects/{project.project_id}/members/{user_id}")

    async with mail_server() as post:
        await Server(services, live, post).look()

    assert post.letters == []


async def test_what_it_asks_back_is_no_markup(anonymous: httpx.AsyncClient):
    query = {"project": '"><script>', "member": "x", "signature": "y"}

    asked = await anonymous.get(f"{DIGESTS}/unsubscribe", params=query)

    assert "<script>" not in asked.text
    assert "default-src 'none'" in asked.headers["content-security-policy"]


async def test_it_says_where_it_goes_and_shows_what_it_would_say(
    person: Person, week: list[str], project: Project
):
    viewer = await person("viewer", email="ada@example.com")

    state = (await viewer.get(DIGESTS)).json()
    preview = (await viewer.get(f"{DIGESTS}/preview")).json()

    assert (state["isOn"], state["email"], state["isMailConfigured"], len(week)) == (
        False, "ada@example.com", False, 2,
    )  # fmt: skip
    assert preview["subject"].startswith(project.name)
    assert "Visitors: 0" in preview["text"]
