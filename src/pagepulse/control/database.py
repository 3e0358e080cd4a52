"""One object around the engine: short transactions for reading and for writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import anyio.to_thread
from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import IntegrityError, OperationalError

from pagepulse import __version__
from pagepulse.errors import ConflictError, StorageError

Result = TypeVar("Result")

CONTROL_FILE = "control.db"

# Writers wait for each other this long before they fail, in milliseconds.
BUSY_TIMEOUT_MS = 10_000
# Serialises migrations of several processes on one PostgreSQL; any constant serves.
MIGRATION_LOCK = 0x50554C53


class Control:
    """Projects, users and everything about them; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        """Use `open` instead: it also brings the tables up to date."""
        self.engine = engine

    @classmethod
    def open(cls, url: str, folder: Path) -> Control:
        """Open `url`, or `control.db` inside `folder` when it is empty, and migrate it."""
        if not url:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = folder / CONTROL_FILE
            # Hashes and addresses are nobody else's business, whatever the umask says.
            file.touch(mode=0o600)
            url = f"sqlite:///{file}"
        engine = create_engine(url, pool_pre_ping=make_url(url).get_backend_name() != "sqlite")
        if engine.dialect.name == "sqlite":
            _prepare_sqlite(engine)
        control = cls(engine)
        try:
            control._migrate()
        except BaseException:
            control.close()
            raise
        return control

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection whose reads all see the same moment."""
        with _translated(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a transaction that commits at the end, or rolls back when anything is raised."""
        with _translated(), self.engine.connect() as plain:
            # On SQLite the lock is taken at once: a lock taken later could find its reads stale.
            connection = plain.execution_options(pagepulse_write=True)
            with connection.begin():
                yield connection

    async def read_async(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` with a reading connection in a thread."""

        def run() -> Result:
            with self.read() as connection:
                return work(connection)

        return await anyio.to_thread.run_sync(run)

    async def write_async(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` inside one transaction in a thread."""

        def run() -> Result:
            with self.write() as connection:
                return work(connection)

        return await anyio.to_thread.run_sync(run)

    def backup_sqlite(self, target: Path) -> bool:
        """Copy a SQLite database consistently; False when the database is not SQLite."""
        if self.engine.dialect.name != "sqlite":
            return False
        with sqlite3.connect(target) as copy, self.engine.connect() as connection:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)  # noqa: S101  # the dialect says so
            source.backup(copy)
        copy.close()
        return True

    def settle(self) -> None:
        """Write the write-ahead file of SQLite into the main one and empty it.

        What was deleted stays readable in it otherwise. Where somebody reads, the next call does.
        """
        if self.engine.dialect.name == "sqlite":
            with _translated(), self.engine.connect() as connection:
                driver = connection.connection.driver_connection
                assert isinstance(driver, sqlite3.Connection)  # noqa: S101  # the dialect says so
                driver.execute("pragma wal_checkpoint(truncate)")

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    def _migrate(self) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        with self.write() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execute(text("select pg_advisory_xact_lock(:n)"), {"n": MIGRATION_LOCK})
            config.attributes["connection"] = connection
            _refuse_newer(connection, ScriptDirectory.from_config(config))
            command.upgrade(config, "head")


def _prepare_sqlite(engine: Engine) -> None:
    """Make SQLite durable and concurrent, and let this module decide when transactions begin."""

    @event.listens_for(engine, "connect")
    def on_connect(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout = {BUSY_TIMEOUT_MS}",
            "journal_mode = wal",
            "synchronous = full",
            "foreign_keys = on",
            # What is deleted is overwritten: ids and texts of data requests among it.
            "secure_delete = on",
        ):
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def on_begin(connection: Connection) -> None:
        options: dict[str, Any] = dict(connection.get_execution_options())
        begin = "begin immediate" if options.get("pagepulse_write") else "begin"
        connection.exec_driver_sql(begin)


def _refuse_newer(connection: Connection, known: ScriptDirectory) -> None:
    """Raise StorageError for tables that a later version made: this one would spoil them."""
    found = MigrationContext.configure(connection).get_current_revision()
    revisions = {script.revision for script in known.walk_revisions()}
    if found is not None and found not in revisions:
        raise StorageError(
            "data_too_new",
            f"A newer PagePulse has used this data: its tables are of revision {found}, and "
            f"PagePulse {__version__} knows them up to {known.get_current_head()}. Install the "
            "newer version again, or restore a backup into a new folder.",
        )


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as failure:
        raise ConflictError(
            "changed_meanwhile", "Somebody else changed this first; look again and repeat."
        ) from failure
    except OperationalError as failure:
        raise StorageError(
            "control_failed",
            "The control database could not answer; try again shortly.",
            retryAfterSeconds=5,
        ) from failure
