"""One connection to ClickHouse SQL: chDB in this process, or a ClickHouse server by DSN."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import clickhouse_connect
import pyarrow as pa
import structlog
from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError
from urllib3.exceptions import HTTPError

from pagepulse.errors import StorageError
from pagepulse.warehouse.emptied_parts import shut_emptied_parts
from pagepulse.warehouse.folder_lock import FolderLock

log = structlog.get_logger()

Row = dict[str, Any]
Parameters = Mapping[str, Any]
Result = TypeVar("Result")

DATABASE = "pagepulse"
# Each thread holds its own engine handle; more than the cores only queue inside the engine.
QUERY_THREADS = 4
# What else one question asks at the same time; the question itself goes on in its own thread.
ASIDE_THREADS = 2
# One query may not hold the machine longer than a person waits.
QUERY_SECONDS = 30
# The engine wants a gigabyte for every thread that reads, and so read with one alone; a thread of
# ours holds some ten megabytes.
BYTES_OF_THREAD = 64 * 1024 * 1024
# From so many rows on a second thread pays; the engine's own limit is ten times as high.
ROWS_OF_THREAD = 16_384
QUERY_SETTINGS = {
    "max_execution_time": QUERY_SECONDS,
    "max_threads_min_free_memory_per_thread": BYTES_OF_THREAD,
    "merge_tree_min_rows_for_concurrent_read": ROWS_OF_THREAD,
}
RETRY_SECONDS = 5
# A server that hangs must not hold up the end of this process for long.
CONNECT_SECONDS = 5
ANSWER_SECONDS = 60


def embedded_client(folder: Path, memory_mb: int) -> Client:
    """Return a handle of chDB in `folder`, for one thread at a time."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    options = {
        "max_server_memory_usage": str(memory_mb * 1024 * 1024),
        "mark_cache_size": str(64 * 1024 * 1024),
        "background_pool_size": "2",
        "backups.allowed_path": f"{backup_folder(folder)}/",
    }
    return clickhouse_connect.get_client(interface="chdb", path=str(folder), chdb_options=options)


def server_client(dsn: str) -> Client:
    """Return a connection to a ClickHouse server, for one thread at a time."""
    return clickhouse_connect.get_client(
        dsn=dsn, connect_timeout=CONNECT_SECONDS, send_receive_timeout=ANSWER_SECONDS
    )


def backup_folder(folder: Path) -> Path:
    """Return the only place that the embedded engine may write backups to and read them from."""
    return folder.absolute().parent / "backup"


class Warehouse:
    """Runs SQL with bound `{name:Type}` parameters; safe to share between threads.

    A handle serves one thread at a time, so every thread gets its own. The embedded engine allows
    one process per folder and no fork after it was opened.
    """

    def __init__(self, connect: Callable[[], Client], lock: FolderLock | None = None) -> None:
        """Use `open_embedded` or `open_server` instead."""
        self._connect = connect
        self._lock = lock
        self._local = threading.local()
        self._clients: list[Client] = []
        self._clients_lock = threading.Lock()
        self._pool = ThreadPoolExecutor(QUERY_THREADS, thread_name_prefix="warehouse")
        # Not the same: who waits for something aside would hold the thread that it waits for.
        self._aside = ThreadPoolExecutor(ASIDE_THREADS, thread_name_prefix="warehouse-aside")

    @classmethod
    def open_embedded(cls, folder: Path, memory_mb: int = 1500) -> Warehouse:
        """Open chDB in `folder`; raises StorageError when another process has it open."""
        lock = FolderLock(folder)
        for part in shut_emptied_parts(folder):
            log.error("part_seems_empty", part=part, mend="pagepulse repair")
        return _prepared(cls(lambda: embedded_client(folder, memory_mb), lock))

    @classmethod
    def open_server(cls, dsn: str) -> Warehouse:
        """Open a ClickHouse server, for example `clickhouse://user:password@host:8443/`."""
        return _prepared(cls(lambda: server_client(dsn)))

    def query(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """Return rows as dictionaries by column name; raises StorageError."""
        with _translated_failures():
            result = self._client().query(sql, dict(parameters or {}), settings=QUERY_SETTINGS)
            return list(result.named_results())

    def query_columns(self, sql: str, parameters: Parameters | None = None) -> pa.Table:
        """Return all rows at once as Arrow columns; raises StorageError."""
        # As words of the statement: what is given beside one, the client looks up, sets and sets
        # back each time, 3 ms in all.
        settings = ", ".join(f"{name} = {value}" for name, value in QUERY_SETTINGS.items())
        with _translated_failures():
            answer = self._client().raw_query(
                f"{sql}\nsettings {settings}, output_format_arrow_string_as_string = 1",
                dict(parameters or {}),
                fmt="Arrow",
            )
            return pa.ipc.open_file(answer).read_all()

    def stream(self, sql: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """Yield rows while the engine still reads; raises StorageError.

        The calling thread can run nothing else on the warehouse until the last row was taken or
        the iterator was closed.
        """
        with _translated_failures():
            blocks = self._client().query_row_block_stream(
                sql, dict(parameters or {}), settings=QUERY_SETTINGS
            )
            with blocks as stream:
                names = stream.source.column_names
                for block in stream:
                    for values in block:
                        yield dict(zip(names, values, strict=True))

    def command(
        self,
        sql: str,
        parameters: Parameters | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        """Run a statement that returns nothing; raises StorageError."""
        with _translated_failures():
            self._client().command(sql, dict(parameters or {}), settings=dict(settings or {}))

    def raw(self, sql: str) -> str:
        """Return the answer of a statement that is no query, one JSON object per line."""
        with _translated_failures():
            return self._client().raw_query(sql, fmt="JSONEachRow").decode()

    def insert(self, table: str, rows: pa.Table, token: str) -> None:
        """Insert all rows as one block; the same `token` again is a no-op for what is there."""
        settings = {"insert_deduplication_token": token, "insert_deduplicate": 1}
        with _translated_failures():
            self._client().insert_arrow(f"{DATABASE}.{table}", rows, settings=settings)

    async def query_async(self, sql: str, parameters: Parameters | None = None) -> list[Row]:
        """Like `query`, without blocking the event loop."""
        return await self.run_async(lambda: self.query(sql, parameters))

    async def run_async(self, work: Callable[[], Result]) -> Result:
        """Run blocking work on a warehouse thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def aside(self, work: Callable[[], Result]) -> Future[Result]:
        """Begin a second statement of the same question on a thread and handle of its own.

        Its result raises what `work` raises. `work` must begin nothing aside itself.
        """
        return self._aside.submit(work)

    def close(self) -> None:
        """Finish running queries and close every handle.

        The embedded engine crashes the process at its exit otherwise. Other threads must have
        ended their work.
        """
        self._pool.shutdown(wait=True)
        self._aside.shutdown(wait=True)
        with self._clients_lock:
            while self._clients:
                self._clients.pop().close()
        if self._lock is not None:
            self._lock.release()

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


@contextmanager
def _translated_failures() -> Iterator[None]:
    try:
        yield
    except (ClickHouseError, HTTPError, OSError) as failure:
        raise StorageError(
            "warehouse_failed",
            "The warehouse could not answer; try again shortly.",
            retryAfterSeconds=RETRY_SECONDS,
        ) from failure


def _prepared(warehouse: Warehouse) -> Warehouse:
    for statement in migration_statements(""):
        warehouse.command(statement)
    return warehouse


def migration_statements(engine_prefix: str) -> Iterator[str]:
    """Yield every statement of `migrations/*.sql` in order, with the engine prefix filled in."""
    for file in sorted((Path(__file__).parent / "migrations").glob("*.sql")):
        text = file.read_text().replace("{engine}", engine_prefix)
        yield from (part.strip() for part in text.split(";\n") if part.strip())
