"""Names device class, browser and system of a User-Agent header."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ua_parser import parse_os, parse_user_agent

# Visitors share few headers; a hostile one costs milliseconds to parse, so none is parsed twice.
CACHED_HEADERS = 10_000
INPUT_LENGTH = 512
NAME_LENGTH = 64
# Those that run scripts are few and name themselves, mostly with an address.
BOT = re.compile(r"bot\b|crawl|spider|slurp|lighthouse|facebookexternalhit", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Device:
    """What a browser runs on; empty strings where nothing is known."""

    device: str = ""
    browser: str = ""
    browser_version: str = ""
    os: str = ""
    # A crawler that says so itself.
    is_bot: bool = False


def device_of(user_agent: str, *, touch: bool) -> Device:
    """Return the device; `touch` tells an iPad, which calls itself a Mac, from a Mac."""
    return _device_of(user_agent[:INPUT_LENGTH], touch)


@lru_cache(CACHED_HEADERS)
def _device_of(user_agent: str, touch: bool) -> Device:  # noqa: FBT001 - a key of the cache
    if not user_agent:
        return Device()
    browser = parse_user_agent(user_agent)
    system = parse_os(user_agent)
    return Device(
        device=_device_class(user_agent, touch=touch),
        browser=browser.family[:NAME_LENGTH] if browser else "",
        browser_version=(browser.major or "")[:NAME_LENGTH] if browser else "",
        os=system.family[:NAME_LENGTH] if system else "",
        is_bot=BOT.search(user_agent) is not None,
    )


def _device_class(user_agent: str, *, touch: bool) -> str:
    is_android = "Android" in user_agent
    is_mobile = "Mobi" in user_agent
    is_ipad = "iPad" in user_agent or ("Macintosh" in user_agent and touch)
    if is_ipad or "Tablet" in user_agent or (is_android and not is_mobile):
        return "tablet"
    return "mobile" if is_mobile else "desktop"
