"""Who visits the demo site: devices, places and where people come from. All of it invented."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TypeVar

_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class Device:
    """A browser on a device; sizes in CSS pixels, `layout` is the width of its template."""

    user_agent: str
    layout: int
    screen: tuple[int, int]
    pixel_ratio: float


@dataclass(frozen=True)
class Place:
    """Where someone lives, as a browser tells it."""

    time_zone: str
    language: str


@dataclass(frozen=True)
class Source:
    """How someone found the shop; `query` is what the link carried."""

    referrer: str
    query: str = ""


@dataclass(frozen=True)
class Person:
    """One visitor; `visitor_id` is None for one whose browser stores nothing."""

    visitor_id: str | None
    device: Device
    place: Place
    source: Source


_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
_MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
_KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
_APPLE_KIT = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X)"
_IPAD = "Mozilla/5.0 (iPad; CPU OS 18_6 like Mac OS X)"

# Each with its share of the visitors.
DEVICES: list[tuple[Device, int]] = [
    (Device(f"{_WINDOWS} {_KIT} Chrome/141.0.0.0 Safari/537.36", 1440, (1920, 1080), 1.0), 22),
    (Device(f"{_MAC} {_KIT} Chrome/141.0.0.0 Safari/537.36", 1440, (1440, 900), 2.0), 12),
    (Device(f"{_MAC} {_APPLE_KIT} Version/18.6 Safari/605.1.15", 1440, (1512, 982), 2.0), 9),
    (
        Device(
            f"{_WINDOWS} {_KIT} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
            1440,
            (1920, 1080),
            1.25,
        ),
        7,
    ),
    (
        Device(
            "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
            1440,
            (2560, 1440),
            1.0,
        ),
        6,
    ),
    (
        Device(
            f"{_IPHONE} {_APPLE_KIT} Version/18.6 Mobile/15E148 Safari/604.1", 390, (390, 844), 3.0
        ),
        22,
    ),
    (
        Device(
            f"Mozilla/5.0 (Linux; Android 10; K) {_KIT} Chrome/141.0.0.0 Mobile Safari/537.36",
            390,
            (412, 915),
            2.6,
        ),
        15,
    ),
    (
        Device(
            f"{_IPAD} {_APPLE_KIT} Version/18.6 Mobile/15E148 Safari/604.1", 820, (820, 1180), 2.0
        ),
        7,
    ),
]

PLACES: list[tuple[Place, int]] = [
    (Place("Europe/Berlin", "de-DE"), 24),
    (Place("Europe/Vienna", "de-AT"), 10),
    (Place("Europe/London", "en-GB"), 12),
    (Place("America/New_York", "en-US"), 11),
    (Place("Europe/Paris", "fr-FR"), 9),
    (Place("Europe/Lisbon", "pt-PT"), 7),
    (Place("Europe/Copenhagen", "da-DK"), 6),
    (Place("Europe/Madrid", "es-ES"), 6),
    (Place("Europe/Warsaw", "pl-PL"), 5),
    (Place("Europe/Rome", "it-IT"), 5),
    (Place("Europe/Amsterdam", "nl-NL"), 4),
    (Place("Europe/Zurich", "de-CH"), 4),
    (Place("America/Toronto", "en-CA"), 3),
    (Place("America/Sao_Paulo", "pt-BR"), 3),
    (Place("Asia/Kolkata", "en-IN"), 3),
    (Place("Asia/Tokyo", "ja-JP"), 3),
    (Place("Australia/Sydney", "en-AU"), 2),
    (Place("Africa/Nairobi", "en-KE"), 1),
]

DIRECT = Source("")
SOURCES: list[tuple[Source, int]] = [
    (DIRECT, 26),
    (Source("https://www.google.com/"), 24),
    (
        Source(
            "https://www.google.com/",
            "utm_source=google&utm_medium=cpc&utm_campaign=single-origin",
        ),
        10,
    ),
    (
        Source(
            "https://l.instagram.com/",
            "utm_source=instagram&utm_medium=social&utm_campaign=autumn-harvest",
        ),
        13,
    ),
    (Source("", "utm_source=letter&utm_medium=email&utm_campaign=november"), 11),
    (Source("https://duckduckgo.com/"), 5),
    (Source("https://www.reddit.com/"), 6),
    (Source("https://www.bing.com/"), 3),
    (Source("https://thelongpour.example/best-roasters/"), 5),
    (Source("https://chatgpt.com/"), 6),
    (Source("https://www.perplexity.ai/"), 3),
    (Source("https://www.youtube.com/"), 3),
    (Source("https://outlook.live.com/"), 2),
    (Source("", "utm_source=beanmap&utm_medium=affiliate"), 2),
]

# Who is no visitor: a search engine, and those who made the shop and left their browsers out.
CRAWLER = Person(
    None,
    Device(
        f"Mozilla/5.0 {_KIT}; compatible; Googlebot/2.1; +http://www.google.com/bot.html) "
        "Chrome/141.0.0.0 Safari/537.36",
        1440,
        (1440, 900),
        1.0,
    ),
    Place("America/Los_Angeles", "en-US"),
    DIRECT,
)
TEAM = [
    Person(
        f"v_{number:032x}",
        device,
        Place("Europe/Copenhagen", "da-DK"),
        Source("", "utm_id=pagepulse-own"),
    )
    for number, (device, _) in enumerate(DEVICES[1:3], start=1)
]

# Browsers that refuse storage have no visitor id.
NO_STORAGE_SHARE = 0.06


def pick(rng: Random, choices: list[tuple[_Thing, int]]) -> _Thing:
    """Return one of the things, by their weights."""
    weights = [weight for _, weight in choices]
    return rng.choices(choices, weights)[0][0]


def new_person(rng: Random) -> Person:
    """Invent one visitor."""
    visitor_id = None if rng.random() < NO_STORAGE_SHARE else f"v_{rng.randbytes(16).hex()}"
    return Person(visitor_id, pick(rng, DEVICES), pick(rng, PLACES), pick(rng, SOURCES))
