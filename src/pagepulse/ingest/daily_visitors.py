"""Visitor ids for browsers that store nothing: one for a day, of which nothing else can be learned.

    id = keyed BLAKE2b(today's salt; project, IP address, user agent)

The salt is random, new at 00:00 UTC, and the old one is overwritten: from then on nobody can tell
which visitor an id was, or find the same one on another day or in another project. The address is
used here and stored nowhere.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from pagepulse.clock import now_ms

SALT_FILE = "visitor-salt"
SALT_BYTES = 32
ID_BYTES = 16
PREFIX = "d_"
DAY_BYTES = len("2026-01-31")
# A session that goes on over midnight keeps its id, or it would tie two days together; memory for
# these is bounded: 50,000 sessions are 10 MB.
MAX_SESSIONS = 50_000


class DailyVisitors:
    """Makes the ids; one per server process."""

    def __init__(self, folder: Path, clock: Callable[[], int] = now_ms) -> None:
        """Keep today's salt in `folder`, so that a restart changes no id; `clock` in Unix ms."""
        self._path = folder / SALT_FILE
        self._clock = clock
        self._lock = threading.Lock()
        self._day = ""
        self._salt = b""
        self._sessions: OrderedDict[tuple[str, str], str] = OrderedDict()

    def id_of(self, session: tuple[str, str], address: str, user_agent: str) -> str:
        """Return the visitor id of a (project, session) for today, or the one it began with."""
        with self._lock:
            known = self._sessions.get(session)
            if known is None:
                known = self._hash(session[0], address, user_agent)
                self._sessions[session] = known
                if len(self._sessions) > MAX_SESSIONS:
                    self._sessions.popitem(last=False)
            return known

    def forget_yesterday(self) -> None:
        """Destroy a salt that is not of today; call it now and then, as nobody may visit."""
        with self._lock:
            today = self._today()
            if self._day == today:
                return
            self._day, self._salt = "", b""
            if self._path.exists() and self._read()[0].strip() not in {"", today}:
                self._overwrite("", b"")

    def _hash(self, project_id: str, address: str, user_agent: str) -> str:
        self._load_salt()
        digest = hashlib.blake2b(key=self._salt, digest_size=ID_BYTES)
        for part in (project_id, address, user_agent):
            # With its length, so that no two triples are the same bytes.
            digest.update(f"{len(part)}:{part}".encode())
        return PREFIX + digest.hexdigest()

    def _load_salt(self) -> None:
        today = self._today()
        if self._day == today:
            return
        day, salt = self._read() if self._path.exists() else ("", b"")
        if day != today or len(salt) != SALT_BYTES:
            salt = secrets.token_bytes(SALT_BYTES)
            self._overwrite(today, salt)
        self._day, self._salt = today, salt

    def _read(self) -> tuple[str, bytes]:
        content = self._path.read_bytes()
        return content[:DAY_BYTES].decode("ascii", "replace"), content[DAY_BYTES:]

    def _overwrite(self, day: str, salt: bytes) -> None:
        """Write in place: a new file would leave the old salt in the blocks of the old one."""
        content = day.encode().ljust(DAY_BYTES) + salt.ljust(SALT_BYTES, b"\0")
        self._path.touch(0o600)
        with self._path.open("r+b") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def _today(self) -> str:
        return datetime.fromtimestamp(self._clock() / 1000, UTC).date().isoformat()
