"""Every limit is kept to the unit, and its refusal says limit and amount."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from dirty_equals import IsInt, IsPartialDict
from tests.api.ingest.conftest import (
    URL,
    Shop,
    batch,
    with_field,
)

from pagepulse.errors import TooManyRequestsError
from pagepulse.ingest import body as body_module
from pagepulse.ingest.acceptance import Acceptance
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.daily_visitors import DailyVisitors
from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.limits import LIMITS
from pagepulse.ingest.rates import BURST_SECONDS, IngestRates, Rate
from pagepulse.journal import Journal
from pagepulse.limits import Limit
from pagepulse.server.problems import problem_bytes

NOISE = os.urandom(2048).hex()


def filler(size: int) -> bytes:
    """Return text that compresses about a hundred times: less than a bomb, enough for the wire."""
    return (NOISE * (size // len(NOISE) + 1))[:size].encode()


def padded(size: int) -> bytes:
    """Return a batch of exactly `size` bytes of JSON."""
    return with_field("unknown", b'"' + filler(size - len(with_field("unknown", b'""'))) + b'"')


def event_of(size: int, event_type: int) -> bytes:
    """Return a batch with one event of exactly `size` bytes."""
    head = f'{{"type":{event_type},"timestamp":1,"data":"'.encode()
    return with_field("events", b"[" + head + filler(size - len(head) - 2) + b'"}]')


def custom_event_of(size: int) -> bytes:
    """Return a batch with one custom event whose properties have exactly `size` bytes."""
    properties = b'{"a":"' + filler(size - len('{"a":""}')) + b'"}'
    return with_field("customEvents", b'[{"name":"a","at":1,"properties":' + properties + b"}]")


def element_of(size: int) -> bytes:
    """Return a list of one element whose print has exactly `size` bytes."""
    return b'[{"id":"0","print":{"a":"' + filler(size - len('{"a":""}')) + b'"}}]'


def list_of(name: str, item: bytes, count: int) -> bytes:
    return with_field(name, b"[" + b",".join([item] * count) + b"]")


def packed_by(ratio: int) -> bytes:
    """Return gzip whose output is exactly `ratio` times its size: the file name fills it up."""
    size = 10_000
    plain = gzip.compress(json.dumps(batch()).encode().ljust(ratio * size), mtime=0)
    name = b"n" * (size - len(plain) - 1) + b"\0"
    return plain[:3] + b"\x08" + plain[4:10] + name + plain[10:]


PAGE_VIEW = b'{"id":"p_1","at":1,"url":"https://a.example/"}'


def snapshot_of(nodes: int) -> bytes:
    """Return a batch with a full snapshot of so many nodes; one has an attribute `id`."""
    others = b",".join([b'{"type":3,"id":1}'] * (nodes - 1))
    head = b'[{"type":2,"timestamp":1,"data":{"node":{"attributes":{"id":"x"},"id":1,"childNodes":['
    return with_field("events", head + others + b"]}}}]")


PLAIN: dict[str, Callable[[int], bytes]] = {
    "wire_bytes": padded,
    "events": lambda n: list_of("events", b"{}", n),
    "items": lambda n: list_of("pageViews", PAGE_VIEW, n),
    "interactions": lambda n: list_of("interactions", b'{"type":"click","at":1}', n),
    "print_bytes": lambda n: with_field("elements", element_of(n)),
    "event_bytes": lambda n: event_of(n, 3),
    "snapshot_nodes": snapshot_of,
    "properties_bytes": custom_event_of,
    "seq": lambda n: json.dumps(batch(seq=n)).encode(),
}


PACKED: dict[str, Callable[[int], bytes]] = {
    "raw_bytes": lambda n: gzip.compress(padded(n)),
    "full_snapshot_bytes": lambda n: gzip.compress(event_of(n, 2)),
    "ratio": packed_by,
}

TIMES = {"body_seconds"}
# Theirs are in test_assets.py.
ASSETS = {"asset_bytes", "asset_question", "asset_project_count", "asset_project_bytes"}
# Its is in test_privacy.py.
WITHDRAWALS = {"opt_out_bytes"}
# Per second, of what `rates.py` counts.
RATES = {
    "address_requests",
    "address_sessions",
    "key_requests",
    "key_bytes",
    "session_requests",
    "session_bytes",
}
# No amount of something, but a number that cannot be.
STATUS = {"seq": 400}


# All of them, to be compared with the file: tests/unit/limits/test_limits.py.
BOUNDARIES = {*PLAIN, *PACKED, *TIMES, *ASSETS, *WITHDRAWALS, *RATES}


@pytest.mark.parametrize("name", [*PLAIN, *PACKED])
async def test_a_limit_is_kept_to_the_unit(
    client: httpx.AsyncClient, ledger: Ledger, name: str
) -> None:
    limit = LIMITS[name]
    make = PLAIN.get(name) or PACKED[name]
    query = "?encoding=gzip" if name in PACKED else ""

    answers = [
        await client.post(URL + query, content=make(limit.value + step)) for step in (-1, 0, 1)
    ]

    status = STATUS.get(name, 413)
    assert [answer.status_code for answer in answers] == [202, 202, status]
    assert answers[2].json() == IsPartialDict(
        status=status,
        code=limit.code,
        detail=limit.sentence,
        limit=limit.value,
        got=limit.value + 1,
    )
    assert ledger.rejected == {limit.code: 1}


@pytest.mark.parametrize("name", sorted(RATES))
def test_a_rate_is_kept_to_the_unit(name: str) -> None:
    limit = LIMITS[name]
    rate = Rate(limit, 1.0, clock=lambda: 0.0)
    rate.take("a", limit.value * BURST_SECONDS - 1)
    rate.take("a")

    with pytest.raises(TooManyRequestsError) as refused:
        rate.take("a")

    assert (refused.value.code, refused.value.facts) == (
        limit.code,
        {"limit": limit.value, "retryAfterSeconds": 1},
    )


async def test_who_sends_too_often_is_told_when_to_send_again(
    journal: Journal, ledger: Ledger, tmp_path: Path
) -> None:
    burst = int(LIMITS["session_requests"].value * BURST_SECONDS)
    standing = Admission(IngestRates(clock=lambda: 0.0))
    acceptance = Acceptance(
        journal, {"pk_1": Shop()}.get, ledger, DailyVisitors(tmp_path), standing
    )
    transport = httpx.ASGITransport(IngestHandler(acceptance, problem_bytes, ledger))
    async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:
        answers = [await client.post(URL, json=batch(seq=seq)) for seq in range(burst + 1)]
    acceptance.close()

    refused = answers.pop()
    assert {answer.status_code for answer in answers} == {202}
    assert refused.headers["retry-after"] == "1"
    assert refused.json() == {
        "type": "about:blank",
        "title": "Too Many Requests",
        "status": 429,
        "code": "session_too_often",
        "detail": "A session may send 20 batches per second. Send again in 1 seconds.",
        "limit": 20,
        "retryAfterSeconds": 1,
    }
    assert ledger.rejected == {"session_too_often": 1}


async def test_a_large_announced_length_is_refused_before_the_body_is_read(
    handler: IngestHandler,
) -> None:
    sent: list[Any] = []

    async def receive() -> Any:
        raise AssertionError("the body was read")

    async def send(message: Any) -> None:
        sent.append(message)

    headers = [(b"content-length", str(LIMITS["wire_bytes"].value + 1).encode())]
    scope = {"type": "http", "method": "POST", "query_string": b"", "headers": headers}

    await handler(scope, receive, send)

    assert sent[0]["status"] == 413
    assert (b"connection", b"close") in sent[0]["headers"]


async def test_a_body_that_drips_in_is_ended(
    handler: IngestHandler, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = Limit("body_seconds", 0, "body_too_slow", "Within {limit} s.", "for this test")
    monkeypatch.setattr(body_module, "BODY_SECONDS", quick)
    sent: list[Any] = []

    async def receive() -> Any:
        return await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "query_string": b"", "headers": []}

    await handler(scope, receive, send)

    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"]) == IsPartialDict(
        code="body_too_slow", detail="Within 0 s.", limit=0, got=IsInt(ge=0)
    )


async def test_a_bomb_is_told_how_much_it_grew_at_least(client: httpx.AsyncClient) -> None:
    bomb = gzip.compress(b" " * 30_000_000)

    answer = await client.post(f"{URL}?encoding=gzip", content=bomb)

    ratio = LIMITS["ratio"]
    assert answer.json() == IsPartialDict(
        status=413, detail=ratio.sentence, limit=ratio.value, got=ratio.value + 1
    )


async def test_a_number_below_zero_is_told_the_limit_as_well(client: httpx.AsyncClient) -> None:
    answer = await client.post(URL, json=batch(seq=-1))

    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "code": "seq_out_of_range",
        "detail": "seq must be a whole number from 0 to 4294967295.",
        "limit": 4_294_967_295,
        "got": -1,
    }
