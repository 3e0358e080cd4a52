"""Passwords as argon2id hashes."""

from __future__ import annotations

import anyio
import anyio.to_thread
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

# The library's defaults are RFC 9106's second choice: 64 MiB and some 50 ms for each password.
_HASHER = PasswordHasher()
# Parallel logins may hold this many times 64 MiB; the others wait.
_PARALLEL = 2
# Verified for a person who is not there, so that the time tells nothing.
_NOBODY = _HASHER.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the hash with its salt and parameters."""
    return _HASHER.hash(password)


def is_password(password_hash: str, password: str) -> bool:
    """Tell whether the hash is of `password`; an empty hash costs the same and never is."""
    try:
        return _HASHER.verify(password_hash or _NOBODY, password) and bool(password_hash)
    except (VerificationError, InvalidHashError):
        return False


class PasswordThreads:
    """Hashes and verifies in a few threads, so that the event loop and the memory stay free."""

    def __init__(self) -> None:
        """Belong to the running event loop."""
        self._limiter = anyio.CapacityLimiter(_PARALLEL)

    async def hash(self, password: str) -> str:
        """Like `hash_password`."""
        return await anyio.to_thread.run_sync(hash_password, password, limiter=self._limiter)

    async def verify(self, password_hash: str, password: str) -> bool:
        """Like `is_password`."""
        return await anyio.to_thread.run_sync(
            is_password, password_hash, password, limiter=self._limiter
        )
