"""What no socket may do, and the name under which it is refused."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from tests.api.live.running import (
    SHOP,
    Fields,
    Peer,
    RunningServer,
    admin,
    joining,
    picture,
    visitor,
)
from websockets.asyncio.client import connect
from websockets.typing import Origin

from pagepulse.accounts.api_tokens import delete_token, list_tokens
from pagepulse.live import visitor_socket
from pagepulse.live.limits import FRAME_BYTES, VISITOR_IDLE_SECONDS
from pagepulse.live.messages import ADMIN_TO_SERVER, VISITOR_TO_SERVER
from pagepulse.projects.directory import REFRESH_SECONDS
from pagepulse.projects.models import LiveSettings, Project, ProjectChange
from pagepulse.projects.store import change_project, rotate_key

KEY = "4b1f" * 8
# Whoever lost a right is cut off within this time, in seconds.
CUT_SECONDS = 5.0


@asynccontextmanager
async def opened(
    server: RunningServer, path: str, origin: str | None = SHOP
) -> AsyncIterator[Peer]:
    """Open a socket and say nothing."""
    url = f"ws://127.0.0.1:{server.port}{path}"
    async with connect(url, origin=Origin(origin) if origin else None, compression=None) as socket:
        yield Peer(socket)


@pytest.mark.parametrize("path", ["/live/visitor", "/live/admin"])
@pytest.mark.parametrize(
    ("first", "closing"),
    [
        ("?", (4400, "bad_message")),
        ('{"event":"hello","data":{"token":5}}', (4400, "bad_message")),
        ('{"event":"hello","data":{}}', (4400, "bad_message")),
        ('{"event":"hello","id":[]}', (4400, "bad_message")),
        ('{"event":"subscribe"}', (4400, "unknown_event")),
        (
            json.dumps({"event": "hello", "data": "x" * FRAME_BYTES.value}),
            (4413, "message_too_large"),
        ),
        (b"\x00\x01", (4400, "bad_message")),
        ("[" * 100_000, (4400, "bad_message")),
    ],
    ids=["no JSON", "wrong type", "missing field", "odd id", "no hello", "large", "binary", "deep"],
)
async def test_what_is_no_hello_closes_the_socket_with_a_reason(
    server: RunningServer, path: str, first: str | bytes, closing: tuple[int, str]
):
    async with opened(server, path) as peer:
        await peer.socket.send(first)

        assert await peer.closed() == closing


async def test_a_frame_far_beyond_the_limit_is_refused_before_it_is_read(server: RunningServer):
    async with opened(server, "/live/visitor") as peer:
        await peer.socket.send("x" * (3 * FRAME_BYTES.value))

        assert (await peer.closed())[0] == 1009


@pytest.mark.parametrize(
    "event", [*sorted(set(ADMIN_TO_SERVER) - set(VISITOR_TO_SERVER)), "live-event", "nonsense"]
)
async def test_a_visitor_who_sends_an_event_of_admins_is_cut_off(
    server: RunningServer, project: Project, event: str
):
    async with visitor(server, project) as shopper:
        await shopper.send(event, {"projectId": project.project_id, "recordingId": "run_1"})

        assert await shopper.closed() == (4400, "unknown_event")


@pytest.mark.parametrize(
    "event", [*sorted(set(VISITOR_TO_SERVER) - set(ADMIN_TO_SERVER)), "recording-start"]
)
async def test_an_admin_who_sends_an_event_of_visitors_is_cut_off(
    server: RunningServer, project: Project, event: str
):
    async with admin(server, server.token(project)) as boss:
        await boss.send(event, {"recordingId": "run_1"})

        assert await boss.closed() == (4400, "unknown_event")


async def test_a_second_hello_is_one_too_many(server: RunningServer, project: Project):
    token = server.token(project)
    async with admin(server, token) as boss:
        await boss.send("hello", {"token": token})

        assert await boss.closed() == (4400, "bad_message")


@pytest.mark.parametrize(
    ("changes", "origin", "closing"),
    [
        ({"projectKey": "pk_none"}, SHOP, (4404, "not_found")),
        ({}, "https://other.example", (4403, "origin_not_allowed")),
        ({}, "null", (4403, "origin_not_allowed")),
        ({"sessionKey": "short"}, SHOP, (4400, "bad_message")),
        ({"tabId": "no id"}, SHOP, (4400, "bad_message")),
    ],
)
async def test_a_visitor_without_the_right_key_and_origin_is_not_let_in(
    server: RunningServer, project: Project, changes: Fields, origin: str, closing: tuple[int, str]
):
    hello = {"projectKey": project.project_key, "sessionKey": KEY, "tabId": "t_1", **changes}
    async with opened(server, "/live/visitor", origin) as peer:
        answer = await peer.ask("hello", hello)

        assert answer["error"]["code"]
        assert await peer.closed() == closing


@pytest.mark.parametrize("token", ["", "pp_none", "lt_none", "pk_1", "x" * 10_000])
async def test_who_shows_no_valid_token_is_not_let_in(server: RunningServer, token: str):
    async with opened(server, "/live/admin", server.url) as peer:
        await peer.send("hello", {"token": token})

        assert await peer.closed() == (4401, "not_authenticated")


async def test_a_ticket_is_of_no_use_to_a_page_of_another_origin(server: RunningServer):
    for origin in ("https://evil.example", None, "null"):
        async with opened(server, "/live/admin", origin) as peer:
            await peer.send("hello", {"token": "lt_any"})

            assert await peer.closed() == (4403, "origin_not_allowed")


async def test_a_second_socket_of_a_tab_replaces_the_first(server: RunningServer, project: Project):
    async with (
        visitor(server, project, session_key=KEY) as first,
        visitor(server, project, session_key=KEY) as second,
        visitor(server, project, session_key=KEY, tab_id="t_2"),
    ):
        assert await first.closed() == (4409, "replaced")
        assert await second.record(picture()) == {"ok": True, "seq": 0}
        hub = server.instance.backend.live.hub
        found = hub.connected(project.project_id, second.session_id)

        assert found is not None
        assert sorted(found.tabs) == ["t_1", "t_2"]


async def test_a_visitor_who_says_nothing_for_half_an_hour_is_closed_under_a_name(
    server: RunningServer, project: Project, monkeypatch: pytest.MonkeyPatch
):
    async with visitor(server, project) as quiet:
        assert VISITOR_IDLE_SECONDS.value == 30 * 60
        monkeypatch.setattr(
            visitor_socket, "VISITOR_IDLE_SECONDS", replace(VISITOR_IDLE_SECONDS, value=0)
        )
        assert await quiet.closed() == (4410, "idle")


async def test_a_batch_of_another_sender_is_not_taken_over_the_socket(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper:
        for changes in ({"sessionKey": KEY}, {"tabId": "t_9"}, {"projectKey": "pk_none"}):
            batch = shopper.batch(picture(), **changes)
            answer = await shopper.ask("recording-event", {"recordingId": "", "batch": batch})
            assert answer["error"]["code"] == "wrong_sender"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"packed": "no base64"}, "bad_base64"),
        ({"packed": "aGVsbG8="}, "bad_gzip"),
        ({}, "batch_missing"),
        ({"batch": {"version": 1}}, "wrong_type"),
    ],
)
async def test_a_broken_batch_is_answered_and_the_socket_stays(
    server: RunningServer, project: Project, data: Fields, code: str
):
    async with visitor(server, project) as shopper:
        answer = await shopper.ask("recording-event", {"recordingId": "", **data})

        assert answer["error"]["code"] == code
        assert await shopper.record(picture(), is_packed=True) == {"ok": True, "seq": 0}


FLOODS: list[tuple[str, Fields]] = [
    ("recording", {"recordingId": "", "state": "recording"}),
    ("recording-event", {"recordingId": "", "packed": "aGVsbG8="}),
]


@pytest.mark.parametrize(("event", "data"), FLOODS, ids=[event for event, _ in FLOODS])
async def test_who_floods_is_slowed_down_then_closed(
    server: RunningServer, project: Project, event: str, data: Fields
):
    async with visitor(server, project) as shopper:
        flood = asyncio.create_task(_flood(shopper, event, data))
        await shopper.event("slow-down")

        shopper.came.clear()
        connection = _connection_of(server, project, shopper.session_id)
        # So many seconds of waiting are told by the server's own count; a test has no minute.
        connection._throttled.add(10.0, 0.0)
        assert await shopper.closed() == (4429, "too_many_messages")
        flood.cancel()


async def test_a_deleted_token_closes_its_socket_within_five_seconds(
    server: RunningServer, project: Project
):
    token = server.token(project)
    async with admin(server, token) as boss, asyncio.timeout(CUT_SECONDS):
        _delete_tokens(server, project)

        assert await boss.closed() == (4401, "revoked")


async def test_the_sockets_of_a_key_that_was_changed_are_closed_within_five_seconds(
    server: RunningServer, project: Project
):
    async with visitor(server, project) as shopper, asyncio.timeout(CUT_SECONDS + REFRESH_SECONDS):
        with server.instance.backend.services.control.write() as connection:
            rotate_key(connection, project.project_id)
        server.instance.backend.services.projects.refresh()

        assert await shopper.closed() == (4404, "not_found")


async def test_where_live_is_off_no_visitor_gets_in_and_no_run_begins(server: RunningServer):
    project = server.project(live=LiveSettings(enabled=False))
    hello = {"projectKey": project.project_key, "sessionKey": KEY, "tabId": "t_1"}
    async with (
        opened(server, "/live/visitor") as peer,
        admin(server, server.token(project)) as boss,
    ):
        await peer.send("hello", hello)
        assert await peer.closed() == (4404, "live_disabled")

        wanted = {"projectId": project.project_id, "purpose": "to see"}
        answer = await boss.ask("admin-start-recording", wanted)
        assert answer["error"]["code"] == "live_disabled"


async def test_switching_live_off_ends_runs_and_sockets(server: RunningServer, project: Project):
    async with visitor(server, project) as shopper, admin(server, server.token(project)) as boss:
        wanted = {"projectId": project.project_id, "purpose": "to see"}
        await boss.ask("admin-start-recording", wanted)
        with server.instance.backend.services.control.write() as connection:
            off = project.settings.model_copy(update={"live": LiveSettings(enabled=False)})
            change_project(connection, project.project_id, ProjectChange(settings=off))
        server.instance.backend.services.projects.refresh()

        await shopper.event("recording-stop")
        assert await shopper.closed() == (4404, "live_disabled")
        told = await boss.event("recording-state", lambda data: data["run"]["state"] != "recording")
        assert told["run"]["stopReason"] == "server"


async def test_joining_needs_no_more_than_the_protocol_says(
    server: RunningServer, project: Project
):
    async with visitor(server, project, joins=False) as shopper:
        newer = {**joining(), "somethingNew": {"deep": [1]}}
        assert (await shopper.ask("join-project", newer))["ok"] is True


async def _flood(shopper: Peer, event: str, data: Fields) -> None:
    while True:
        await shopper.send(event, data)


def _connection_of(server: RunningServer, project: Project, session_id: str):
    visitor = server.instance.backend.live.hub.connected(project.project_id, session_id)
    assert visitor is not None
    return visitor.tabs["t_1"].connection


def _delete_tokens(server: RunningServer, project: Project) -> None:
    with server.instance.backend.services.control.write() as connection:
        for token in list_tokens(connection, project.project_id):
            delete_token(connection, project.project_id, token.token_id)
