"""Device and country of a visitor, from what the browser says anyway."""

from __future__ import annotations

import time

import pytest

from pagepulse.ingest.countries import country_of
from pagepulse.ingest.devices import Device, device_of

MAC = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.3 Safari/605.1.15"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.3 Mobile/15E148 Safari/604.1"
)
ANDROID_TABLET = (
    "Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36"
)
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0"
)


@pytest.mark.parametrize(
    ("user_agent", "touch", "device"),
    [
        (EDGE, False, Device("desktop", "Edge", "131", "Windows")),
        (MAC, False, Device("desktop", "Safari", "18", "Mac OS X")),
        # An iPad asks for desktop pages.
        (MAC, True, Device("tablet", "Safari", "18", "Mac OS X")),
        (IPHONE, True, Device("mobile", "Mobile Safari", "18", "iOS")),
        (ANDROID_TABLET, True, Device("tablet", "Chrome", "131", "Android")),
        ("", True, Device()),
        ("curl", False, Device("desktop", "curl", "", "")),
    ],
)
def test_devices(user_agent: str, *, touch: bool, device: Device) -> None:
    assert device_of(user_agent, touch=touch) == device


@pytest.mark.parametrize("pattern", ["Mozilla/5.0 (", "a ", "Android;", "((((", "1.", "; Build/"])
def test_no_header_takes_long(pattern: str) -> None:
    started = time.perf_counter()

    device_of(pattern * 20_000, touch=False)

    # Far above what it takes, far below what a hostile pattern could cost without a cut.
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("time_zone", "country"),
    [
        ("Europe/Berlin", "DE"),
        ("America/New_York", "US"),
        ("Asia/Kolkata", "IN"),
        ("Asia/Calcutta", "IN"),
        ("Europe/Oslo", "NO"),
        ("UTC", ""),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_countries(time_zone: str, country: str) -> None:
    assert country_of(time_zone) == country
