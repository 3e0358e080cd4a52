"""What ingest takes is on disk as it came, once, and only from pages that may send."""

from __future__ import annotations

import gzip
import json
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.api.ingest.conftest import (
    ORIGIN,
    SESSION_KEY,
    URL,
    Shop,
    batch,
    kept,
    with_field,
)

from pagepulse.ingest.acceptance import Acceptance
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.journal import Entry, Journal
from pagepulse.server.problems import problem_bytes


async def test_a_batch_is_acknowledged_and_lies_in_the_journal_as_it_came(
    client: httpx.AsyncClient, journal: Journal
) -> None:
    body = gzip.compress(json.dumps(batch(seq=7, events=[{}, {}])).encode())

    answer = await client.post(
        f"{URL}?encoding=gzip",
        content=body,
        headers={"origin": ORIGIN, "user-agent": "Firefox " + "x" * 600},
    )

    assert (answer.status_code, answer.json()) == (202, {"ok": True, "seq": 7})
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert answer.headers["cache-control"] == "no-store"
    (entry,) = kept(journal)
    assert entry == Entry(
        project_id="prj_1",
        session_id=session_id_of(SESSION_KEY),
        tab_id="t_1",
        seq=7,
        received_at=entry.received_at,
        origin="tracker",
        encoding="gzip",
        body=body,
        raw_bytes=len(gzip.decompress(body)),
        event_count=2,
        user_agent=("Firefox " + "x" * 600)[:512],
    )


async def test_the_header_may_name_the_encoding_as_well(client: httpx.AsyncClient) -> None:
    answer = await client.post(
        URL,
        content=gzip.compress(json.dumps(batch()).encode()),
        headers={"content-encoding": "gzip"},
    )

    assert answer.status_code == 202


async def test_a_batch_that_is_sent_again_is_acknowledged_again(
    client: httpx.AsyncClient, journal: Journal
) -> None:
    answers = [await client.post(URL, json=batch()) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [202, 202, 202]
    assert len(kept(journal)) == 1


async def test_half_an_emoji_in_a_page_costs_nothing_but_itself(
    client: httpx.AsyncClient, journal: Journal
) -> None:
    events = rb'[{"type":4,"timestamp":1,"data":{"a":"cut \ud83d","b":"\ud83d\ude00 \\ud83d"}}]'
    content = json.dumps(batch()).encode()[:-1] + b', "events": ' + events + b"}"

    answer = await client.post(URL, content=content)

    assert answer.status_code == 202
    (entry,) = kept(journal)
    assert json.loads(entry.body)["events"] == [
        {"type": 4, "timestamp": 1, "data": {"a": "cut \ufffd", "b": "😀 \\ud83d"}}
    ]


async def test_a_page_of_many_nested_elements_is_taken(client: httpx.AsyncClient) -> None:
    depth = 440
    node = b'{"childNodes":[' * depth + b"]}" * depth

    answer = await client.post(URL, content=with_field("events", b"[" + node + b"]"))

    assert answer.status_code == 202


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"origin": ORIGIN}, 202),
        ({"origin": "HTTPS://SHOP.EXAMPLE"}, 202),
        ({}, 202),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "https://shop.example.evil.example"}, 403),
        ({"origin": "http://shop.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
    ],
)
async def test_pages_of_other_origins_are_refused(
    client: httpx.AsyncClient, headers: dict[str, str], expected: int
) -> None:
    answer = await client.post(URL, json=batch(), headers=headers)

    assert answer.status_code == expected


async def test_a_preflight_is_answered_without_knowing_the_project(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.options(URL, headers={"origin": "https://any.example"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-methods"] == "POST"


async def test_a_journal_that_cannot_store_is_told_with_a_time_to_come_back(tmp_path: Path) -> None:
    with closing(Journal(tmp_path / "full.db", max_bytes=1)) as full:
        ledger = Ledger()
        acceptance = Acceptance(full, {"pk_1": Shop()}.get, ledger, DailyVisitors(tmp_path))
        transport = httpx.ASGITransport(IngestHandler(acceptance, problem_bytes, ledger))
        async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:
            answer = await client.post(URL, json=batch())
        acceptance.close()

    assert (answer.status_code, answer.json()["code"]) == (503, "journal_full")
    assert answer.headers["retry-after"] == "30"
    assert answer.headers["access-control-expose-headers"] == "retry-after"


async def test_a_sender_that_hangs_up_is_counted_and_not_answered(
    handler: IngestHandler, ledger: Ledger
) -> None:
    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(_message: Any) -> None:
        raise AssertionError("there is nobody to answer")

    scope = {"type": "http", "method": "POST", "query_string": b"", "headers": []}

    await handler(scope, receive, send)

    assert ledger.rejected == {"sender_gone": 1}


async def test_what_came_in_equals_what_was_taken_and_what_was_refused(
    client: httpx.AsyncClient, ledger: Ledger, journal: Journal
) -> None:
    for content in (json.dumps(batch(seq=1)).encode(), b"?", json.dumps(batch(seq=1)).encode()):
        await client.post(URL, content=content)

    assert ledger.received == 3
    assert ledger.accepted + sum(ledger.rejected.values()) == ledger.received
    assert journal.appended.stored + journal.appended.duplicate == ledger.accepted
