"""Keeps assets in the warehouse: on disk before the answer, once per project and content."""

from __future__ import annotations

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pagepulse.clock import now_ms
from pagepulse.errors import PagePulseError, StorageError
from pagepulse.ingest.limits import ASSET_PROJECT_BYTES, ASSET_PROJECT_COUNT
from pagepulse.ingest.tables import AT, TEXT
from pagepulse.warehouse import Warehouse

# What waits in memory for the warehouse; a site has some MB of style sheets in all.
MAX_WAITING_BYTES = 64 * 1024 * 1024
RETRY_SECONDS = 5

COLUMNS = pa.schema(
    {
        "project_id": TEXT,
        "hash": TEXT,
        "content_type": TEXT,
        "stored_at": AT,
        "bytes": pa.uint32(),
        "content": pa.binary(),
    }
)


@dataclass(frozen=True, slots=True)
class Asset:
    """Something that recordings of a project refer to by the hash of its content."""

    project_id: str
    hash: str
    content_type: str
    content: bytes


def hash_of(content: bytes) -> str:
    """Return the name of a content: SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


class AssetStore:
    """One insert at a time; what arrives meanwhile shares the next one."""

    def __init__(self, warehouse: Warehouse) -> None:
        """Keep assets in `warehouse`."""
        self._warehouse = warehouse
        self._waiting: list[tuple[Asset, asyncio.Future[None]]] = []
        self._waiting_bytes = 0
        self._writing = asyncio.Lock()

    async def missing(self, project_id: str, hashes: Sequence[str]) -> list[str]:
        """Return which of these the project does not have."""
        known = await self._warehouse.run_async(lambda: self._known(project_id, hashes))
        return [name for name in hashes if name not in known]

    async def store(self, asset: Asset) -> None:
        """Return once the asset is on disk; raises StorageError or LimitExceededError."""
        if self._waiting_bytes > MAX_WAITING_BYTES:
            raise StorageError(
                "overloaded",
                "More assets arrive than can be stored; send again shortly.",
                retryAfterSeconds=RETRY_SECONDS,
            )
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((asset, future))
        self._waiting_bytes += len(asset.content)
        try:
            async with self._writing:
                if not future.done():
                    await self._write_waiting()
            future.result()
        finally:
            self._waiting_bytes -= len(asset.content)

    async def _write_waiting(self) -> None:
        group, self._waiting = self._waiting, []
        try:
            refused = await self._warehouse.run_async(
                lambda: self._write([asset for asset, _ in group])
            )
        except BaseException as failure:
            for _, future in group:
                future.set_exception(failure)
                # Whoever waits raises it; nobody waits any more where the sender has gone.
                future.exception()
            if not isinstance(failure, PagePulseError):
                raise
            return
        for asset, future in group:
            refusal = refused.get((asset.project_id, asset.hash))
            if refusal is None:
                future.set_result(None)
            else:
                future.set_exception(refusal)

    def _write(self, assets: Sequence[Asset]) -> dict[tuple[str, str], PagePulseError]:
        """Insert what is new and return what the projects have no room for."""
        by_project: dict[str, dict[str, Asset]] = defaultdict(dict)
        for asset in assets:
            by_project[asset.project_id][asset.hash] = asset
        fitting: list[Asset] = []
        refused: dict[tuple[str, str], PagePulseError] = {}
        for project_id, wanted in by_project.items():
            known = self._known(project_id, list(wanted))
            new = [asset for name, asset in wanted.items() if name not in known]
            count, size = self._used(project_id) if new else (0, 0)
            for asset in new:
                failure = _over_budget(count + 1, size + len(asset.content))
                if failure is not None:
                    refused[project_id, asset.hash] = failure
                    continue
                fitting.append(asset)
                count, size = count + 1, size + len(asset.content)
        if fitting:
            self._insert(fitting)
        return refused

    def _known(self, project_id: str, hashes: Collection[str]) -> set[str]:
        rows = self._warehouse.query(
            "select hash from assets "
            "where project_id = {project_id:String} and hash in {hashes:Array(String)}",
            {"project_id": project_id, "hashes": list(hashes)},
        )
        return {row["hash"] for row in rows}

    def _used(self, project_id: str) -> tuple[int, int]:
        (row,) = self._warehouse.query(
            "select count() as assets, sum(bytes) as size from assets final "
            "where project_id = {project_id:String}",
            {"project_id": project_id},
        )
        return int(row["assets"]), int(row["size"])

    def _insert(self, assets: Sequence[Asset]) -> None:
        stored_at = now_ms()
        rows = [
            (
                each.project_id,
                each.hash,
                each.content_type,
                stored_at,
                len(each.content),
                each.content,
            )
            for each in assets
        ]
        arrays = [
            pa.array(values, type=column.type)
            for values, column in zip(zip(*rows, strict=True), COLUMNS, strict=True)
        ]
        token = hash_of("".join(f"{each.project_id}{each.hash}" for each in assets).encode())
        self._warehouse.insert("assets", pa.table(arrays, schema=COLUMNS), f"assets-{token}")


def _over_budget(count: int, size: int) -> PagePulseError | None:
    if count > ASSET_PROJECT_COUNT.value:
        return ASSET_PROJECT_COUNT.refusal(count)
    return ASSET_PROJECT_BYTES.refusal(size) if size > ASSET_PROJECT_BYTES.value else None
