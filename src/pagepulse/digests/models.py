"""What the API of digests takes and returns."""

from __future__ import annotations

from pydantic import Field

from pagepulse.wire import WireModel


class DigestState(WireModel):
    """Whether the one who asks gets the weekly digest of a project."""

    is_on: bool
    email: str = Field(description="Where it goes to.")
    next_at: int = Field(description="When the next one is sent: a Monday, 8:00 in its time zone.")
    time_zone: str
    is_mail_configured: bool = Field(description="Whether the operator has set a mail server.")


class DigestChange(WireModel):
    """Whether to get it."""

    is_on: bool


class DigestPreview(WireModel):
    """The digest of the last week, as it would be sent now."""

    subject: str
    text: str
    html: str
