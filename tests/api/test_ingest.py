"""The ingest endpoint: what it takes, what it refuses and by which name; bad input is no 5xx."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import zlib
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot

from pagepulse.ingest import body as body_module
from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.limits import LIMITS, Limit
from pagepulse.journal import Entry, Journal
from pagepulse.journal.ranges import open_range, read_range
from pagepulse.server.problems import problem_bytes

URL = "/api/tracking/events"
ORIGIN = "https://shop.example"
SESSION_KEY = "4b1f" * 8
NOW = 1_760_000_000_000
Fields = dict[str, Any]


class Shop:
    """The only project."""

    project_id = "prj_1"

    def allows_origin(self, origin: str | None) -> bool:
        return origin == ORIGIN


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    opened = Journal(tmp_path / "journal.db", 10**9)
    yield opened
    opened.close()


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def handler(journal: Journal, ledger: Ledger) -> Iterator[IngestHandler]:
    made = IngestHandler(journal, {"pk_1": Shop()}.get, problem_bytes, ledger)
    yield made
    made.close()


@pytest.fixture
async def client(handler: IngestHandler) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://ingest.example") as made:
        yield made


def batch(**changes: Any) -> Fields:
    return {
        "version": 1,
        "projectKey": "pk_1",
        "sessionKey": SESSION_KEY,
        "tabId": "t_1",
        "seq": 0,
        "sentAt": NOW,
        **changes,
    }


def kept(journal: Journal) -> list[Entry]:
    with closing(journal.connect()) as connection:
        span = open_range(connection)
        return [] if span is None else [one.entry for one in read_range(connection, span)]


async def refusal(client: httpx.AsyncClient, content: bytes, query: str = "") -> tuple[int, str]:
    answer = await client.post(URL + query, content=content)
    return answer.status_code, answer.json()["code"]


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


HANDMADE = {
    "nothing": b"",
    "no object": b"[]",
    "a number": b"1",
    "cut": b'{"version":1',
    "NaN": b'{"version":NaN}',
    "byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": json.dumps(batch()).encode("utf-16"),
    "NUL": b"\0" * 100,
    "bad UTF-8 inside an event": json.dumps(batch(events=["?"])).encode().replace(b"?", b"\xff"),
    "deep arrays": b"[" * 200_000,
    "deep objects in an event": json.dumps(batch(events=["?"]))
    .encode()
    .replace(b'"?"', b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    "a million digits": b'{"version":' + b"9" * 1_000_000 + b"}",
    "a huge exponent": b'{"version":1,"sentAt":1e999}',
    "prototype": b'{"__proto__":{"version":1}}',
    "missing fields": b'{"version":1}',
    "a key of another project": json.dumps(batch(projectKey="pk_2")).encode(),
    "a version of the future": json.dumps(batch(version=2)).encode(),
    "text as number": json.dumps(batch(seq="1")).encode(),
    "a fraction as number": json.dumps(batch(seq=1.5)).encode(),
    "a negative number": json.dumps(batch(seq=-1)).encode(),
    "a short session key": json.dumps(batch(sessionKey="4b1f")).encode(),
    "an upper-case session key": json.dumps(batch(sessionKey="4B1F" * 8)).encode(),
    "a tab id with a slash": json.dumps(batch(tabId="../../etc")).encode(),
    "a long tab id": json.dumps(batch(tabId="t" * 65)).encode(),
    "a visitor id with markup": json.dumps(batch(visitorId="<script>")).encode(),
    "a page view without address": json.dumps(batch(pageViews=[{"id": "p", "at": 1}])).encode(),
    "events that are no list": json.dumps(batch(events={})).encode(),
}


async def test_every_bad_body_has_a_named_answer(
    client: httpx.AsyncClient, journal: Journal, ledger: Ledger
) -> None:
    answers = {name: await refusal(client, content) for name, content in HANDMADE.items()}

    assert answers == snapshot(
        {
            "nothing": (400, "not_json"),
            "no object": (400, "wrong_type"),
            "a number": (400, "wrong_type"),
            "cut": (400, "not_json"),
            "NaN": (400, "not_json"),
            "byte order mark": (400, "not_json"),
            "UTF-16": (400, "not_utf8"),
            "NUL": (400, "not_json"),
            "bad UTF-8 inside an event": (400, "not_utf8"),
            "deep arrays": (400, "wrong_type"),
            "deep objects in an event": (400, "too_deep"),
            "a million digits": (400, "wrong_type"),
            "a huge exponent": (400, "wrong_type"),
            "prototype": (400, "wrong_type"),
            "missing fields": (400, "wrong_type"),
            "a key of another project": (404, "unknown_project_key"),
            "a version of the future": (400, "unknown_version"),
            "text as number": (400, "wrong_type"),
            "a fraction as number": (400, "wrong_type"),
            "a negative number": (400, "seq_out_of_range"),
            "a short session key": (400, "bad_session_key"),
            "an upper-case session key": (400, "bad_session_key"),
            "a tab id with a slash": (400, "bad_id"),
            "a long tab id": (400, "bad_id"),
            "a visitor id with markup": (400, "bad_id"),
            "a page view without address": (400, "wrong_type"),
            "events that are no list": (400, "wrong_type"),
        }
    )
    assert kept(journal) == []
    assert ledger.received == sum(ledger.rejected.values()) == len(HANDMADE)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"not gzip", "bad_gzip"),
        (b"", "bad_gzip"),
        (gzip.compress(b"{}")[:-1], "bad_gzip"),
        (gzip.compress(b"{}") + b"more", "bad_gzip"),
        (gzip.compress(b"{}") * 2, "bad_gzip"),
        (gzip.compress(b"{}")[:-8] + b"\0" * 8, "bad_gzip"),
        (zlib.compress(b"{}"), "bad_gzip"),
        (gzip.compress(gzip.compress(json.dumps(batch()).encode())), "not_utf8"),
        (gzip.compress(b" " * 30_000_000), "compression_ratio_too_high"),
        (gzip.compress(b" " * 27_000_000 + os.urandom(200_000)), "body_too_large_decompressed"),
    ],
    ids=[
        "not gzip",
        "empty",
        "cut",
        "trailing bytes",
        "two members",
        "wrong checksum",
        "zlib",
        "packed twice",
        "bomb",
        "large",
    ],
)
async def test_what_is_not_one_sound_gzip_member_is_refused(
    client: httpx.AsyncClient, content: bytes, code: str
) -> None:
    assert (await refusal(client, content, "?encoding=gzip"))[1] == code


@pytest.mark.parametrize("encoding", ["br", "deflate", "zstd", "gzip, gzip", "x"])
async def test_other_encodings_are_named_and_refused(
    client: httpx.AsyncClient, encoding: str
) -> None:
    answer = await client.post(URL, json=batch(), headers={"content-encoding": encoding})

    assert (answer.status_code, answer.json()["code"]) == (415, "unknown_encoding")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
FIELDS = [
    "version",
    "projectKey",
    "sessionKey",
    "tabId",
    "seq",
    "sentAt",
    "visitorId",
    "context",
    "pageViews",
    "customEvents",
    "errors",
    "events",
    "ended",
    "trackerVersion",
]


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    changes=st.dictionaries(st.sampled_from(FIELDS), json_values, max_size=3), cut=st.integers(0, 3)
)
def test_no_body_whatever_it_holds_is_answered_with_a_server_error(
    handler: IngestHandler, changes: Fields, cut: int
) -> None:
    content = json.dumps(batch(**changes)).encode()

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(handler)
        async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:
            return await client.post(URL, content=content[: len(content) - cut])

    assert asyncio.run(send()).status_code < 500


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=300), packed=st.booleans(), says_gzip=st.booleans())
def test_no_bytes_are_answered_with_a_server_error(
    handler: IngestHandler, content: bytes, *, packed: bool, says_gzip: bool
) -> None:
    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(handler)
        async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:
            return await client.post(
                URL + ("?encoding=gzip" if says_gzip else ""),
                content=gzip.compress(content) if packed else content,
            )

    assert asyncio.run(send()).status_code < 500


NOISE = os.urandom(2048).hex()


def filler(size: int) -> bytes:
    """Return text that compresses about a hundred times: less than a bomb, enough for the wire."""
    return (NOISE * (size // len(NOISE) + 1))[:size].encode()


def with_field(name: str, value: bytes) -> bytes:
    content = json.dumps(batch(), separators=(",", ":")).encode()[:-1]
    return content + b',"' + name.encode() + b'":' + value + b"}"


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


def list_of(name: str, item: bytes, count: int) -> bytes:
    return with_field(name, b"[" + b",".join([item] * count) + b"]")


def packed_by(ratio: int) -> bytes:
    """Return gzip whose output is exactly `ratio` times its size: the file name fills it up."""
    size = 10_000
    plain = gzip.compress(json.dumps(batch()).encode().ljust(ratio * size), mtime=0)
    name = b"n" * (size - len(plain) - 1) + b"\0"
    return plain[:3] + b"\x08" + plain[4:10] + name + plain[10:]


PAGE_VIEW = b'{"id":"p_1","at":1,"url":"https://a.example/"}'
PLAIN: dict[str, Callable[[int], bytes]] = {
    "wire_bytes": padded,
    "events": lambda n: list_of("events", b"{}", n),
    "items": lambda n: list_of("pageViews", PAGE_VIEW, n),
    "event_bytes": lambda n: event_of(n, 3),
    "properties_bytes": custom_event_of,
    "seq": lambda n: json.dumps(batch(seq=n)).encode(),
}
PACKED: dict[str, Callable[[int], bytes]] = {
    "raw_bytes": lambda n: gzip.compress(padded(n)),
    "full_snapshot_bytes": lambda n: gzip.compress(event_of(n, 2)),
    "ratio": packed_by,
}
TIMES = {"body_seconds"}


def test_every_limit_has_a_boundary_test() -> None:
    assert set(PLAIN) | set(PACKED) | TIMES == set(LIMITS)


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

    assert [answer.status_code for answer in answers] == [202, 202, 413]
    assert (answers[2].json()["code"], answers[2].json()["limit"]) == (limit.code, limit.value)
    assert ledger.rejected == {limit.code: 1}


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
    quick = Limit("body_seconds", 0, "body_too_slow", "for this test")
    monkeypatch.setattr(body_module, "BODY_SECONDS", quick)
    sent: list[Any] = []

    async def receive() -> Any:
        return await asyncio.Event().wait()

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "query_string": b"", "headers": []}

    await handler(scope, receive, send)

    assert sent[0]["status"] == 408
    assert json.loads(sent[1]["body"])["code"] == "body_too_slow"


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


async def test_a_journal_that_cannot_store_is_told_with_a_time_to_come_back(tmp_path: Path) -> None:
    with closing(Journal(tmp_path / "full.db", max_bytes=1)) as full:
        handler = IngestHandler(full, {"pk_1": Shop()}.get, problem_bytes, Ledger())
        transport = httpx.ASGITransport(handler)
        async with httpx.AsyncClient(transport=transport, base_url="http://a.example") as client:
            answer = await client.post(URL, json=batch())
        handler.close()

    assert (answer.status_code, answer.json()["code"]) == (503, "journal_full")
    assert answer.headers["retry-after"] == "30"
    assert answer.headers["access-control-expose-headers"] == "retry-after"


async def test_a_page_of_many_nested_elements_is_taken(client: httpx.AsyncClient) -> None:
    depth = 440
    node = b'{"childNodes":[' * depth + b"]}" * depth

    answer = await client.post(URL, content=with_field("events", b"[" + node + b"]"))

    assert answer.status_code == 202


async def test_another_method_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.get(URL)

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


async def test_what_came_in_equals_what_was_taken_and_what_was_refused(
    client: httpx.AsyncClient, ledger: Ledger, journal: Journal
) -> None:
    for content in (json.dumps(batch(seq=1)).encode(), b"?", json.dumps(batch(seq=1)).encode()):
        await client.post(URL, content=content)

    assert ledger.received == 3
    assert ledger.accepted + sum(ledger.rejected.values()) == ledger.received
    assert journal.appended.stored + journal.appended.duplicate == ledger.accepted
