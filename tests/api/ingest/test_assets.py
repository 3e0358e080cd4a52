"""What recordings refer to is kept once per project, under a hash that the server computes."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import itertools
import json
import os
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from dirty_equals import IsPartialDict
from tests.api.ingest.conftest import ORIGIN

from pagepulse.errors import NotFoundError
from pagepulse.ingest import asset_store
from pagepulse.ingest.asset_store import AssetStore
from pagepulse.ingest.assets import MISSING_PATH, PATH, AssetHandler
from pagepulse.ingest.limits import LIMITS
from pagepulse.limits import Limit
from pagepulse.replay.assets import read_asset
from pagepulse.server.problems import problem_bytes
from pagepulse.warehouse import Warehouse

CSS = b"h1 { color: red }"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20

_numbers = itertools.count(1)


class Site:
    """A project that no other test uses; it keeps images but no fonts."""

    def __init__(self) -> None:
        self.project_id = f"prj_assets_{next(_numbers)}"

    def allows_origin(self, origin: str | None) -> bool:
        return origin == ORIGIN

    def is_own_address(self, _address: str) -> bool:
        return False

    def takes_assets(self, kind: str) -> bool:
        return kind != "font"


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def other() -> Site:
    return Site()


@pytest.fixture
async def vault(warehouse: Warehouse, site: Site, other: Site) -> AsyncIterator[httpx.AsyncClient]:
    handler = AssetHandler(AssetStore(warehouse), {"pk_1": site, "pk_2": other}.get, problem_bytes)
    transport = httpx.ASGITransport(handler)
    async with httpx.AsyncClient(transport=transport, base_url="http://ingest.example") as made:
        yield made


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def upload(
    client: httpx.AsyncClient, content: bytes, key: str = "pk_1", **query: str
) -> httpx.Response:
    return await client.post(PATH, params={"key": key, **query}, content=content)


async def missing(client: httpx.AsyncClient, hashes: list[str], key: str = "pk_1") -> Any:
    answer = await client.post(MISSING_PATH, params={"key": key}, content=json.dumps(hashes))
    assert answer.status_code == 200, answer.text
    return answer.json()["missing"]


def stored(warehouse: Warehouse, site: Site) -> list[dict[str, Any]]:
    return warehouse.query(
        "select hash, content_type, bytes from assets where project_id = {id:String}",
        {"id": site.project_id},
    )


async def test_an_asset_can_be_read_as_soon_as_it_is_acknowledged(
    vault: httpx.AsyncClient, warehouse: Warehouse, site: Site
) -> None:
    answer = await vault.post(
        PATH,
        params={"key": "pk_1", "kind": "css", "hash": hash_of(CSS), "encoding": "gzip"},
        content=gzip.compress(CSS),
        headers={"origin": ORIGIN},
    )

    assert (answer.status_code, answer.json()) == (201, {"hash": hash_of(CSS)})
    assert answer.headers["access-control-allow-origin"] == ORIGIN
    assert read_asset(warehouse, site.project_id, hash_of(CSS)) == CSS
    assert await missing(vault, [hash_of(CSS), hash_of(PNG)]) == [hash_of(PNG)]


async def test_the_server_computes_the_hash_and_refuses_another(
    vault: httpx.AsyncClient, warehouse: Warehouse, site: Site
) -> None:
    forged = await upload(vault, b"h1 { color: green }", hash=hash_of(CSS))
    unnamed = await upload(vault, CSS)

    assert (forged.status_code, forged.json()["code"]) == (400, "asset_hash_mismatch")
    assert unnamed.json() == {"hash": hash_of(CSS)}
    assert read_asset(warehouse, site.project_id, hash_of(CSS)) == CSS


async def test_the_same_asset_sent_often_and_at_once_is_stored_once(
    vault: httpx.AsyncClient, warehouse: Warehouse, site: Site
) -> None:
    answers = await asyncio.gather(*(upload(vault, CSS) for _ in range(8)))
    answers.append(await upload(vault, CSS))

    assert {answer.status_code for answer in answers} == {201}
    assert stored(warehouse, site) == [
        {"hash": hash_of(CSS), "content_type": "text/css", "bytes": len(CSS)}
    ]


async def test_a_project_neither_reads_nor_changes_what_another_has(
    vault: httpx.AsyncClient, warehouse: Warehouse, site: Site, other: Site
) -> None:
    await upload(vault, CSS)

    assert await missing(vault, [hash_of(CSS)], key="pk_2") == [hash_of(CSS)]
    with pytest.raises(NotFoundError):
        read_asset(warehouse, other.project_id, hash_of(CSS))
    await upload(vault, CSS, key="pk_2")
    assert len(stored(warehouse, site)) == len(stored(warehouse, other)) == 1


REFUSED = {
    "unknown_project_key": ({"key": "pk_3"}, CSS, 404),
    "unknown_asset_type": ({"kind": "image"}, b"<svg xmlns='http://www.w3.org/2000/svg'/>", 400),
    "asset_kind_off": ({"kind": "font"}, b"wOF2", 403),
    "bad_gzip": ({"encoding": "gzip"}, CSS, 400),
    "unknown_encoding": ({"encoding": "br"}, CSS, 415),
}


@pytest.mark.parametrize("code", REFUSED)
async def test_a_refusal_has_a_name(vault: httpx.AsyncClient, code: str) -> None:
    query, content, status = REFUSED[code]

    answer = await upload(vault, content, **{"key": "pk_1", **query})

    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("kind", "content"), [("css", b"\xff\xfe"), ("script", b"x"), ("image", b"GIF88a")]
)
async def test_what_it_says_to_be_is_not_believed(
    vault: httpx.AsyncClient, kind: str, content: bytes
) -> None:
    answer = await upload(vault, content, kind=kind)

    assert answer.json()["code"] == "unknown_asset_type"


@pytest.mark.parametrize("body", [b"", b"{}", b"[1]", b'["../../etc"]', b"[" * 100_000])
async def test_a_question_that_names_no_hashes_is_refused(
    vault: httpx.AsyncClient, body: bytes
) -> None:
    answer = await vault.post(MISSING_PATH, params={"key": "pk_1"}, content=body)

    assert answer.status_code == 400
    assert answer.json()["code"] in {"not_json", "bad_hash"}


async def test_pages_of_other_sites_are_kept_out(vault: httpx.AsyncClient) -> None:
    answer = await vault.post(
        PATH, params={"key": "pk_1"}, content=CSS, headers={"origin": "https://evil.example"}
    )

    assert (answer.status_code, answer.json()["code"]) == (403, "origin_not_allowed")


async def test_only_post_is_answered(vault: httpx.AsyncClient) -> None:
    assert (await vault.put(PATH)).status_code == 405
    assert (await vault.options(PATH, headers={"origin": ORIGIN})).status_code == 204


async def test_an_asset_of_the_largest_size_is_taken_and_no_larger(
    vault: httpx.AsyncClient,
) -> None:
    limit = LIMITS["asset_bytes"]
    noise = os.urandom(limit.value).hex()[: limit.value].encode()

    taken = await upload(vault, noise)
    larger = await upload(vault, noise + b" ")
    packed = await upload(vault, gzip.compress(noise + b" "), encoding="gzip")

    assert taken.status_code == 201
    for answer in (larger, packed):
        assert answer.json() == IsPartialDict(
            status=413, code=limit.code, limit=limit.value, got=limit.value + 1
        )


async def test_a_question_of_the_largest_size_is_answered_and_no_larger(
    vault: httpx.AsyncClient,
) -> None:
    limit = LIMITS["asset_question"]
    hashes = [hash_of(CSS)] * (limit.value + 1)

    assert len(await missing(vault, hashes[:-1])) == limit.value
    answer = await vault.post(MISSING_PATH, params={"key": "pk_1"}, content=json.dumps(hashes))
    assert answer.json() == IsPartialDict(status=413, code=limit.code, got=limit.value + 1)


@pytest.mark.parametrize("name", ["asset_project_count", "asset_project_bytes"])
async def test_a_full_project_takes_nothing_new_and_still_knows_what_it_has(
    vault: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    small = Limit(name, 1 if name.endswith("count") else len(CSS), "full", "Full.", "a test")
    monkeypatch.setattr(asset_store, name.upper(), small)

    first = await upload(vault, CSS)
    second = await upload(vault, b"h2 {}")
    again = await upload(vault, CSS)
    elsewhere = await upload(vault, b"h2 {}", key="pk_2")

    assert [first.status_code, second.status_code, again.status_code] == [201, 413, 201]
    assert second.json() == IsPartialDict(code="full", limit=small.value)
    assert elsewhere.status_code == 201
