"""What a limit is, and how the files `limits.toml` of several folders are read."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pagepulse.errors import LimitExceededError, TooManyRequestsError


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

    def too_often(self, wait_seconds: float) -> TooManyRequestsError:
        """Return the error for a rate that was passed; it will do again after the wait."""
        seconds = max(1, math.ceil(wait_seconds))
        return TooManyRequestsError(
            self.code,
            f"{self.sentence} Send again in {seconds} seconds.",
            limit=self.value,
            retryAfterSeconds=seconds,
        )


def load_limits(file: Path) -> dict[str, Limit]:
    """Return every limit of a file by its name."""
    table = tomllib.loads(file.read_text())
    return {name: Limit(name, **fields) for name, fields in table.items()}
