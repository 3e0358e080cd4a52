"""What visitors ask for counts on the server too, whatever their tracker sends."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from isal import igzip
from tests.api.ingest.conftest import NOW, ORIGIN, SESSION_KEY, URL, Shop, batch, kept

from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.body import gunzip
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.opt_out import OptOutHandler
from pagepulse.journal import Journal
from pagepulse.journal.erasures import pending_erasures
from pagepulse.server.problems import problem_bytes

GZIP = {"encoding": "gzip"}
OPT_OUT = "/api/tracking/opt-out"
WITH_RECORDING = batch(
    visitorId="v_1234",
    captureReason="recorded",
    context={"language": "de", "consent": "granted"},
    pageViews=[{"id": "p_1", "at": NOW, "url": "https://shop.example/"}],
    events=[{"type": 4, "timestamp": NOW, "data": {"href": "recorded"}}],
    interactions=[{"type": "click", "at": NOW}],
)


def content_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


def stored(journal: Journal) -> Any:
    (entry,) = kept(journal)
    return json.loads(gunzip(entry.body) if entry.encoding == "gzip" else entry.body)


ASKING: list[tuple[dict[str, str], dict[str, bool], str]] = [
    ({"sec-gpc": "1"}, {}, "gpc"),
    ({"dnt": "1"}, {}, "dnt"),
    ({}, {"gpc": True}, "gpc"),
    ({}, {"dnt": True}, "dnt"),
    ({"sec-gpc": "1", "dnt": "1"}, {}, "gpc"),
]


@pytest.mark.parametrize("asking", ASKING)
async def test_who_asks_for_privacy_is_counted_and_nothing_is_recorded(
    client: httpx.AsyncClient,
    journal: Journal,
    ledger: Ledger,
    asking: tuple[dict[str, str], dict[str, bool], str],
) -> None:
    headers, context, signal = asking
    sent = {**WITH_RECORDING, "context": {**WITH_RECORDING["context"], **context}}

    answer = await client.post(URL, json=sent, headers=headers)

    body = stored(journal)
    assert answer.status_code == 202
    assert ledger.unrecorded == {signal: 1}
    assert body["pageViews"] == sent["pageViews"]
    assert body["captureReason"] == signal
    assert body["context"][signal] is True
    assert body["context"]["language"] == "de"
    assert body["visitorId"].startswith("d_")
    assert "events" not in body
    assert "interactions" not in body
    assert kept(journal)[0].event_count == 0


async def test_other_values_of_the_headers_ask_for_nothing(
    client: httpx.AsyncClient, journal: Journal, ledger: Ledger
) -> None:
    await client.post(URL, json=WITH_RECORDING, headers={"sec-gpc": "0", "dnt": "0"})

    assert stored(journal) == WITH_RECORDING
    assert ledger.unrecorded == {}


async def test_a_page_without_storage_is_recorded_under_an_id_of_the_day(
    client: httpx.AsyncClient, journal: Journal, ledger: Ledger
) -> None:
    sent = {**WITH_RECORDING, "visitorId": None, "context": {"cookieless": True}}

    await client.post(URL, content=igzip.compress(json.dumps(sent).encode()), params=GZIP)

    body = stored(journal)
    assert body["visitorId"].startswith("d_")
    assert {**body, "visitorId": None} == sent
    assert ledger.unrecorded == {}


async def test_the_address_of_a_visitor_is_stored_nowhere(
    client: httpx.AsyncClient, journal: Journal, tmp_path: Path
) -> None:
    await client.post(URL, json={**WITH_RECORDING, "context": {"cookieless": True}})

    assert stored(journal)["visitorId"].startswith("d_")
    assert b"127.0.0.1" not in content_of(tmp_path)


@pytest.fixture
async def withdrawing(journal: Journal) -> AsyncIterator[httpx.AsyncClient]:
    handler = OptOutHandler(journal, {"pk_1": Shop()}.get, problem_bytes)
    transport = httpx.ASGITransport(handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://ingest.example") as made:
        yield made


def wish(**changes: str) -> bytes:
    return json.dumps({"projectKey": "pk_1", "sessionKey": SESSION_KEY, **changes}).encode()


async def test_a_withdrawal_is_on_disk_when_it_is_answered(
    withdrawing: httpx.AsyncClient, journal: Journal
) -> None:
    answer = await withdrawing.post(OPT_OUT, content=wish(), headers={"origin": ORIGIN})

    assert (answer.status_code, answer.json()) == (202, {"ok": True})
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    with closing(journal.connect()) as connection:
        assert pending_erasures(connection) == [("prj_1", session_id_of(SESSION_KEY))]


REFUSED: list[tuple[bytes, dict[str, str], tuple[int, str]]] = [
    (b"[]", {}, (400, "not_json")),
    (b"\xff", {}, (400, "not_json")),
    (wish(sessionKey="x"), {}, (400, "bad_session_key")),
    # The id of a session is no secret, so it is no proof.
    (wish(sessionKey=session_id_of(SESSION_KEY)), {}, (400, "bad_session_key")),
    (wish(projectKey="pk_2"), {}, (404, "unknown_project_key")),
    (wish(), {"origin": "https://other.example"}, (403, "origin_not_allowed")),
    (wish() + b" " * 1024, {}, (413, "opt_out_too_large")),
]


@pytest.mark.parametrize(("content", "headers", "expected"), REFUSED)
async def test_a_withdrawal_that_proves_nothing_is_refused(
    withdrawing: httpx.AsyncClient,
    content: bytes,
    headers: dict[str, str],
    expected: tuple[int, str],
) -> None:
    answer = await withdrawing.post(OPT_OUT, content=content, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == expected
