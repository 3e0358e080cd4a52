"""What is known of a visitor by their browser and first page, in the very words of the reports."""

from __future__ import annotations

from dataclasses import dataclass

from pagepulse.ingest.countries import country_of
from pagepulse.ingest.devices import device_of
from pagepulse.ingest.pages import page_of, source_of

DIRECT = "direct"
UNKNOWN = "unknown"
BOT = "bot"
# As wide as the column of the warehouse.
TIME_ZONE_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Facts:
    """What does not change while somebody is online."""

    device: str
    browser: str
    os: str
    country: str
    referrer: str
    source: str


def facts_of(*, user_agent: str, touch: bool, time_zone: str, url: str, referrer: str) -> Facts:
    """Return the facts; `url` and `referrer` are of the session's first page, as far as known."""
    device = device_of(user_agent, touch=touch)
    return Facts(
        device=BOT if device.is_bot else device.device or UNKNOWN,
        browser=device.browser,
        os=device.os,
        country=country_of(time_zone[:TIME_ZONE_LENGTH]),
        referrer=page_of(referrer).page_url,
        source=source_of(page_of(url), referrer) or DIRECT,
    )
