"""Every way in which a storage says that the disk takes nothing more is one state."""

from __future__ import annotations

import errno
import sqlite3

from pagepulse.errors import StorageError

# A quota and a limit of the size of a file are a full disk for whoever writes.
ERRNOS = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
# SQLite reports a full disk as either, depending on where it met it.
SQLITE_CODES = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
# Extended result codes carry the plain one in their lowest byte.
PLAIN_CODE = 0xFF
# NOT_ENOUGH_SPACE of ClickHouse, and what the system says inside its other errors.
WAREHOUSE_WORDS = ("Code: 243", "No space left on device", "Disk quota exceeded", "File too large")
# A person who clears a disk needs longer; the shedding of sessions some minutes.
RETRY_SECONDS = 30


def is_disk_full(failure: BaseException | None) -> bool:
    """Tell whether a failure, or what caused it, is a disk without room."""
    while failure is not None:
        if _says_full(failure):
            return True
        failure = failure.__cause__
    return False


def disk_full() -> StorageError:
    """Return the one refusal while there is no room."""
    return StorageError(
        "disk_full",
        "The disk of the server is full; nothing of this was kept. Send it again later.",
        retryAfterSeconds=RETRY_SECONDS,
    )


def _says_full(failure: BaseException) -> bool:
    if isinstance(failure, OSError):
        return failure.errno in ERRNOS
    if isinstance(failure, sqlite3.Error):
        code: int | None = getattr(failure, "sqlite_errorcode", None)
        return code is not None and code & PLAIN_CODE in SQLITE_CODES
    return any(word in str(failure) for word in WAREHOUSE_WORDS)
