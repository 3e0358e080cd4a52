"""The limits of `limits.toml`, the single place where they stand."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pagepulse.errors import LimitExceededError


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit with the stable code of its refusal."""

    name: str
    value: int
    code: str
    detail: str
    why: str

    @property
    def sentence(self) -> str:
        """Return what a refusal says to people."""
        return self.detail.format(limit=self.value)

    def refusal(self, got: int) -> LimitExceededError:
        """Return the error to raise when it is passed; `got` is at least so much."""
        return LimitExceededError(self.code, self.sentence, limit=self.value, got=got)

    def check(self, got: int) -> None:
        """Raise LimitExceededError when `got` is more than allowed."""
        if got > self.value:
            raise self.refusal(got)


def load_limits(file: Path) -> dict[str, Limit]:
    """Return every limit of a file by its name."""
    table = tomllib.loads(file.read_text())
    return {name: Limit(name, **fields) for name, fields in table.items()}


LIMITS = load_limits(Path(__file__).with_name("limits.toml"))
WIRE_BYTES = LIMITS["wire_bytes"]
RAW_BYTES = LIMITS["raw_bytes"]
RATIO = LIMITS["ratio"]
EVENTS = LIMITS["events"]
ITEMS = LIMITS["items"]
INTERACTIONS = LIMITS["interactions"]
PRINT_BYTES = LIMITS["print_bytes"]
FULL_SNAPSHOT_BYTES = LIMITS["full_snapshot_bytes"]
EVENT_BYTES = LIMITS["event_bytes"]
PROPERTIES_BYTES = LIMITS["properties_bytes"]
SEQ = LIMITS["seq"]
BODY_SECONDS = LIMITS["body_seconds"]
OPT_OUT_BYTES = LIMITS["opt_out_bytes"]
ASSET_BYTES = LIMITS["asset_bytes"]
ASSET_QUESTION = LIMITS["asset_question"]
ASSET_PROJECT_COUNT = LIMITS["asset_project_count"]
ASSET_PROJECT_BYTES = LIMITS["asset_project_bytes"]
