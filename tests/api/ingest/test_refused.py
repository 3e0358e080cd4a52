"""Whatever is sent, the answer has a name, and bad input is no server error."""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import resource
import time
import zlib

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from inline_snapshot import snapshot
from tests.api.ingest.conftest import (
    URL,
    Fields,
    batch,
    kept,
    refusal,
)

from pagepulse.ingest.handler import IngestHandler
from pagepulse.ingest.ledger import Ledger
from pagepulse.journal import Journal

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


async def test_another_method_is_refused(client: httpx.AsyncClient) -> None:
    answer = await client.get(URL)

    assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


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


# Unpacked, each is more than a body may be.
BOMBS = {
    "spaces": gzip.compress(b" " * 30_000_000),
    "zeros": gzip.compress(bytes(30_000_000)),
    "an array": gzip.compress(b"[" + b"{}," * 9_000_000 + b"{}]"),
    "layers": gzip.compress(gzip.compress(gzip.compress(b" " * 30_000_000))),
    "members": gzip.compress(b" " * 1_000) * 1_000,
    "a batch of spaces": gzip.compress(json.dumps(batch()).encode().ljust(30_000_000)),
    "deep": gzip.compress(b"[" * 9_000_000),
    "keys": gzip.compress(b"{" + b'"a":1,' * 5_000_000 + b'"a":1}'),
}
# Of the processor, for one of them.
MOST_SECONDS = 0.1
# Beyond what the test holds itself; fifty of them that were unpacked would take gigabytes.
MOST_MEMORY_KB = 400_000


@pytest.mark.parametrize("name", BOMBS)
async def test_a_bomb_is_refused_within_a_tenth_of_a_second(
    client: httpx.AsyncClient, name: str
) -> None:
    begun = time.process_time()
    answer = await client.post(f"{URL}?encoding=gzip", content=BOMBS[name])
    seconds = time.process_time() - begun

    assert answer.status_code in {400, 413}
    assert seconds < MOST_SECONDS


async def test_fifty_bombs_at_once_hold_bounded_memory(client: httpx.AsyncClient) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    answers = await asyncio.gather(
        *(client.post(f"{URL}?encoding=gzip", content=BOMBS["an array"]) for _ in range(50))
    )

    assert {answer.status_code for answer in answers} == {413}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY_KB
