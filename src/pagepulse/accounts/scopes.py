"""What an API token may be held to: its rights are those of its role and of its scopes, both.

The scope of an operation follows from its tag, and from whether it only reads. A new operation
whose tag is not in this table does not start, see `server/app.py`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

Scope = Literal[
    "alerts:read",
    "alerts:write",
    "analytics:read",
    "analytics:write",
    "export:read",
    "heatmaps:read",
    "live:read",
    "live:run",
    "members:read",
    "members:write",
    "recordings:read",
    "recordings:write",
    "settings:read",
    "settings:write",
    "shares:read",
    "shares:write",
]

# For reading, and for everything else; None where nothing but reading is foreseen.
OF_TAG: dict[str, tuple[Scope, Scope | None]] = {
    "alerts": ("alerts:read", "alerts:write"),
    "analytics": ("analytics:read", None),
    "annotations": ("analytics:read", "analytics:write"),
    # Who makes logins and tokens can become whatever their own role allows.
    "API tokens": ("members:read", "members:write"),
    "digests": ("analytics:read", "analytics:write"),
    "goals": ("analytics:read", "analytics:write"),
    "heatmaps": ("heatmaps:read", None),
    "live": ("live:read", "live:run"),
    "members": ("members:read", "members:write"),
    "operations": ("settings:read", None),
    "privacy": ("recordings:read", "recordings:write"),
    "projects": ("settings:read", "settings:write"),
    "recordings": ("recordings:read", "recordings:write"),
    "segments": ("analytics:read", "analytics:write"),
    "share links": ("shares:read", "shares:write"),
    "storage": ("settings:read", "settings:write"),
}
# Whatever their tag says: those that take data along, and what is about one recording.
OF_OPERATION: dict[str, Scope] = {
    "exportHeatmap": "export:read",
    "exportRows": "export:read",
    "exportSession": "export:read",
    "exportTable": "export:read",
    "exportVisitor": "export:read",
    "pinSession": "recordings:write",
    "readSessionPin": "recordings:read",
}
READING = "GET"


def scope_of(operation: str, method: str, tags: Collection[str]) -> Scope | None:
    """Return what a token needs for an operation; None where the table does not say."""
    if operation in OF_OPERATION:
        return OF_OPERATION[operation]
    for tag in tags:
        if tag in OF_TAG:
            reading, writing = OF_TAG[tag]
            return reading if method == READING else writing
    return None


def written(scopes: Collection[Scope] | None) -> str | None:
    """Return scopes as they are stored; None for all that the role may do."""
    return None if scopes is None else " ".join(sorted(set(scopes)))
