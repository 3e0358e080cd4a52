"""Estimates a visitor's country from the browser's time zone, so that no IP address is needed."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources


def country_of(time_zone: str) -> str:
    """Return the ISO 3166 alpha-2 code of an IANA time zone; empty where it names no country."""
    return _countries().get(time_zone, "")


@lru_cache(1)
def _countries() -> dict[str, str]:
    folder = resources.files("tzdata") / "zoneinfo"
    countries = {}
    for line in (folder / "zone.tab").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            countries[zone] = country
    # Browsers still say some old names, Asia/Calcutta for example.
    for line in (folder / "tzdata.zi").read_text("utf-8").splitlines():
        if line.startswith("L "):
            _, zone, old = line.split(" ")
            if zone in countries:
                countries.setdefault(old, countries[zone])
    return countries
