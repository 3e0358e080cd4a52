"""What the API says of the write path."""

from __future__ import annotations

from pydantic import Field

from pagepulse.wire import WireModel


class RejectedBatches(WireModel):
    """Batches that were refused for one reason."""

    code: str = Field(description="The stable code of the refusal.")
    batches: int
    limits: list[str] = Field(description="The limits that refuse by this code, as sentences.")


class LedgerDay(WireModel):
    """What arrived on a day, in UTC; beside the counts here, what was lost is in `received`."""

    date: str = Field(description="ISO 8601.")
    received: int
    stored: int
    duplicate: int
    rejected: int


class BatchLedger(WireModel):
    """What became of every batch of a project; nothing arrives that is not counted here.

    `received` = `stored` + `duplicate` + `lost` + the sum of `rejected`. Of those stored,
    `waiting` are not readable yet and `quarantined` could not be read.
    """

    received: int
    stored: int
    duplicate: int = Field(description="Sent again, acknowledged and kept once.")
    lost: int = Field(description="Stored, and gone with a damaged disk.")
    rejected: list[RejectedBatches] = Field(description="The most frequent first.")
    waiting: int
    quarantined: int
    days: list[LedgerDay] = Field(description="Without a gap, the latest last.")
