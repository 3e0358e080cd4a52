"""Signatures of what is sent to webhooks, so that a receiver knows who sent it and when; pure.

    PagePulse-Signature: t=1790000000,v1=<hex of HMAC-SHA256(secret, "1790000000." + body)>

A receiver makes the same of the body's bytes as they came, compares without telling by time how
much was right, and refuses what is older than some minutes.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

SECRET_BYTES = 32
SECRET_PREFIX = "whsec_"  # noqa: S105  # a prefix that secret scanners can look for


def new_secret() -> str:
    """Return a fresh secret of a webhook."""
    return SECRET_PREFIX + secrets.token_urlsafe(SECRET_BYTES)


def signature(secret: str, body: bytes, at_seconds: int) -> str:
    """Return the value of `PagePulse-Signature`."""
    signed = f"{at_seconds}.".encode() + body
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={at_seconds},v1={digest}"
