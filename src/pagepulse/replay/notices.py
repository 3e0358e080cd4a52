"""What the recorder said about itself in a recording, as words (pure)."""

from __future__ import annotations

# The tag of its custom event in rrweb's format; the tracker writes it, see `ladder.ts` there.
DEGRADED = "pulse:degraded"

LEVELS = {
    "no-movement": "Mouse movement is not recorded from here on",
    "interactions-only": "The page stands still from here on",
    "stopped": "The recording ends here",
}
CAUSES = {
    "work": "recording took too much of the page's time",
    "resyncs": "the page changes too much to be followed",
    "bytes": "there is too much to send",
}
# Visitors send anything.
UNKNOWN = "Less is recorded from here on"


def notice_label(level: str, cause: str) -> str:
    """Return what changes, and why."""
    changes, why = LEVELS.get(level, UNKNOWN), CAUSES.get(cause)
    return f"{changes}: {why}" if why else changes
