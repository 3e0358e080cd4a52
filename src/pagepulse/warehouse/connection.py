"""One connection interface to ClickHouse SQL: chDB in this process, or a ClickHouse server by DSN."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import clickhouse_connect
import pyarrow as pa
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError

from pagepulse.errors import StorageError

Row = dict[str, Any]
Result = TypeVar("Result")

DATABASE = "pagepulse"
# Each thread holds its own engine handle; more than the cores only queue inside the engine.
QUERY_THREADS = 4
# One query may not hold the machine longer than a person waits.
QUERY_SECONDS = 30


class Warehouse:
    """Runs SQL with bound `{name:Type}` parameters; safe to share between threads.

    A handle serves one thread at a time, so every thread gets its own. The embedded engine allows
    one process per folder and no fork after it was opened.
    """

    def __init__(self, connect: Callable[[], Client], engine_prefix: str = "") -> None:
        """Use `open_embedded` or `open_server` instead."""
        self._connect = connect
        self._engine_prefix = engine_prefix
        self._local = threading.local()
        self._clients: list[Client] = []
        self._clients_lock = threading.Lock()
        self._pool = ThreadPoolExecutor(QUERY_THREADS, thread_name_prefix="warehouse")

    @classmethod
    def open_embedded(cls, folder: Path, memory_mb: int = 1500) -> Warehouse:
        """Open chDB in `folder`; raises StorageError when another process has it open."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        options = {
            "max_server_memory_usage": str(memory_mb * 1024 * 1024),
            "mark_cache_size": str(64 * 1024 * 1024),
            "background_pool_size": "2",
        }

        def connect() -> Client:
            return clickhouse_connect.get_client(
                interface="chdb", path=str(folder), chdb_options=options
            )

        return cls(connect)._prepared()

    @classmethod
    def open_server(cls, dsn: str) -> Warehouse:
        """Open a ClickHouse server, for example `clickhouse://user:password@host:8443/`."""
        return cls(lambda: clickhouse_connect.get_client(dsn=dsn))._prepared()

    def query(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Return rows as dictionaries by column name."""
        result = self._run(lambda client: client.query(sql, parameters=dict(parameters or {})))
        return list(result.named_results())

    def stream(self, sql: str, parameters: Mapping[str, Any] | None = None) -> Iterator[Row]:
        """Yield rows one by one; the thread's handle is busy until the last."""
        result = self.query(sql, parameters)
        yield from result

    def command(self, sql: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Run a statement that returns nothing."""
        self._run(lambda client: client.command(sql, parameters=dict(parameters or {})))

    def insert(self, table: str, rows: pa.Table, token: str) -> None:
        """Insert all rows as one block; the same `token` again is a no-op for what is there."""
        settings = {"insert_deduplication_token": token, "insert_deduplicate": 1}
        self._run(
            lambda client: client.insert_arrow(f"{DATABASE}.{table}", rows, settings=settings)
        )

    async def query_async(self, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
        """Like `query`, without blocking the event loop."""
        return await self.run_async(lambda: self.query(sql, parameters))

    async def run_async(self, work: Callable[[], Result]) -> Result:
        """Run blocking work on a warehouse thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """Finish running queries and close every handle; the embedded engine crashes at exit otherwise."""
        self._pool.shutdown(wait=True)
        with self._clients_lock:
            while self._clients:
                self._clients.pop().close()

    def _prepared(self) -> Warehouse:
        for statement in migration_statements(self._engine_prefix):
            self.command(statement)
        return self

    def _client(self) -> Client:
        client: Client | None = getattr(self._local, "client", None)
        if client is None:
            client = self._connect()
            client.command(f"create database if not exists {DATABASE} engine = Atomic")
            client.database = DATABASE
            with self._clients_lock:
                self._clients.append(client)
            self._local.client = client
        return client

    def _run(self, work: Callable[[Client], Result]) -> Result:
        try:
            return work(self._client())
        except ClickHouseError as failure:
            raise StorageError(
                "warehouse_failed", "The warehouse could not answer; try again shortly."
            ) from failure


def migration_statements(engine_prefix: str) -> Iterator[str]:
    """Yield every statement of `migrations/*.sql` in order, with the engine prefix filled in."""
    for file in sorted((Path(__file__).parent / "migrations").glob("*.sql")):
        text = file.read_text().replace("{engine}", engine_prefix)
        yield from (part.strip() for part in text.split(";\n") if part.strip())
