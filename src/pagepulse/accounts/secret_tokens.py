"""Opaque secrets: 256 random bits for their owner, only a hash for the database."""

from __future__ import annotations

import hashlib
import hmac
import secrets

TOKEN_BYTES = 32
API_TOKEN_PREFIX = "pp_"  # noqa: S105  # a prefix that secret scanners can look for


def new_token(prefix: str = "") -> str:
    """Return a fresh secret that is safe in a URL."""
    return prefix + secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """Return what is stored; a plain digest is enough for 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def csrf_token_of(session_token: str) -> str:
    """Return the proof that a request comes from a page that could read the API's answers."""
    return hmac.new(session_token.encode(), b"csrf", hashlib.sha256).hexdigest()


def same_secret(left: str, right: str) -> bool:
    """Compare without telling by time how much was right."""
    return hmac.compare_digest(left.encode(), right.encode())
