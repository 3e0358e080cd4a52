"""`POST /api/tracking/assets`: style sheets, images and fonts that recordings refer to.

    POST …/assets?key=pk_…&kind=css&hash=…[&encoding=gzip]    the content itself
        201 {"hash": "…"}          it is on disk; the hash is computed here, always
    POST …/assets/missing?key=pk_…                            ["hash", …]
        200 {"missing": ["…"]}     what the project does not have yet

`hash` is SHA-256 in hex. Pages without a secure context cannot compute one: it may be left out.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from urllib.parse import parse_qs

import msgspec

from pagepulse.errors import InvalidInputError, NotAllowedError, PagePulseError
from pagepulse.ingest.admission import Admission
from pagepulse.ingest.answers import (
    IngestProject,
    Scope,
    content_length,
    encoding_of,
    text_of,
)
from pagepulse.ingest.asset_store import Asset, AssetStore, hash_of
from pagepulse.ingest.asset_types import content_type_of
from pagepulse.ingest.body import Receive, gunzip, read_body
from pagepulse.ingest.endpoint import Endpoint, Headers
from pagepulse.ingest.limits import ASSET_BYTES, ASSET_QUESTION

PATH = "/api/tracking/assets"
MISSING_PATH = f"{PATH}/missing"
HASH = re.compile(r"[0-9a-f]{64}")

_decoder = msgspec.json.Decoder(list[str])


class AssetHandler(Endpoint):
    """The ASGI application of both addresses."""

    def __init__(
        self,
        store: AssetStore,
        project_of_key: Callable[[str], IngestProject | None],
        render_problem: Callable[[PagePulseError], bytes],
        admission: Admission | None = None,
    ) -> None:
        """Take where assets go, whose they may be, how failures are written, who may send."""
        super().__init__(project_of_key, render_problem, admission)
        self._store = store

    async def answer(self, scope: Scope, headers: Headers, receive: Receive) -> tuple[int, bytes]:
        """Store an asset, or say which ones are missing."""
        query = parse_qs(text_of(scope["query_string"]))
        self.admission.check_disk()
        # Before the body is read: strangers need not be listened to.
        project = self.project(query.get("key", [""])[0], headers)
        encoding = encoding_of(scope["query_string"], headers.get(b"content-encoding", b""))
        body = await read_body(receive, content_length(headers), ASSET_BYTES)
        # Two MiB at most take a few milliseconds, which other requests need not wait for.
        content = await asyncio.to_thread(gunzip, body) if encoding == "gzip" else body
        ASSET_BYTES.check(len(content))
        if scope["path"] == MISSING_PATH:
            missing = await self._store.missing(project.project_id, _hashes_of(content))
            return 200, msgspec.json.encode({"missing": missing})
        asset = _asset_of(project, query, content)
        await self._store.store(asset)
        return 201, msgspec.json.encode({"hash": asset.hash})


def _asset_of(project: IngestProject, query: dict[str, list[str]], content: bytes) -> Asset:
    kind = query.get("kind", ["css"])[0]
    if not project.takes_assets(kind):
        raise NotAllowedError("asset_kind_off", "This project does not keep assets of this kind.")
    found = hash_of(content)
    named = query.get("hash", [found])[0]
    if named != found:
        raise InvalidInputError(
            "asset_hash_mismatch", "The content has another SHA-256 than was said.", got=found
        )
    return Asset(project.project_id, found, content_type_of(kind, content), content)


def _hashes_of(body: bytes) -> list[str]:
    try:
        hashes = _decoder.decode(body)
    except (msgspec.DecodeError, RecursionError) as failure:
        raise InvalidInputError("not_json", "The body must be a JSON list of hashes.") from failure
    ASSET_QUESTION.check(len(hashes))
    if not all(HASH.fullmatch(name) for name in hashes):
        raise InvalidInputError("bad_hash", "A hash has 64 lower-case hex digits.")
    return hashes
