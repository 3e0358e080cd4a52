"""Whatever is filtered for, a map is the sum of the facts that fit: no more, and no less."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import msgspec
import pytest
from tests.unit.heatmaps.conftest import NOW, PAGE, URL, interaction, page_view

from pagepulse.heatmaps.filters import Chosen, HeatmapFilter
from pagepulse.heatmaps.maps import MapRequest, read_heatmap
from pagepulse.heatmaps.models import Heatmap
from pagepulse.heatmaps.queries import select_session_days
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.warehouse import Warehouse
from pagepulse.warehouse.erasing import hide_sessions

PROJECT = "prj_exact"
FILTERS = 1_000
SESSIONS = 80
DAY_MS = 86_400_000
AGENTS = {
    (
        "desktop",
        "Firefox",
    ): "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    ("mobile", "Mobile Safari"): "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) "
    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1",
    ("desktop", "Chrome"): "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/150.0.0.0 Safari/537.36",
}
COUNTRIES = {"Europe/Vienna": "AT", "Asia/Tokyo": "JP", "": ""}
SOURCES = ["", "news", "search.example"]
WIDTHS = [360, 390, 820, 1280, 1440, 1920, 2560]
TYPES = {
    "click": "click", "hover": "rest", "mousemove": "move", "rage": "rage", "dead": "dead",
    "error": "error", "touch": "touch",
}  # fmt: skip
ELEMENTS = [f"{number:016x}" for number in range(1, 9)]


@dataclass(frozen=True, slots=True)
class Fact:
    """One stored interaction and all that filters ask for."""

    session: str
    visitor: str
    at: int
    type: str
    device: str
    browser: str
    country: str
    source: str
    width: int
    weight: int
    is_script: bool

    def fits(self, asked: dict[str, Any]) -> bool:
        """Say whether a filter keeps it, in the plainest words."""
        tests: dict[str, Callable[[Any], bool]] = {
            "type": lambda value: self.type == TYPES[value],
            "sessionId": lambda value: self.session == value,
            "sessionIds": lambda value: self.session in value.split(","),
            "visitorId": lambda value: self.visitor == value,
            "device": lambda value: self.device in value,
            "browser": lambda value: self.browser in value,
            "country": lambda value: self.country in value,
            "source": lambda value: self.source in value,
            "widthMin": lambda value: self.width >= value,
            "widthMax": lambda value: self.width <= value,
            "startDate": lambda value: self.at >= _ms(value),
            "endDate": lambda value: self.at <= _ms(value),
            "automated": lambda value: value or not self.is_script,
        }
        return all(tests[name](value) for name, value in asked.items())


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory, warehouse: Warehouse) -> list[Fact]:
    """Store sessions of several days the way every batch goes, and return what is in them."""
    return store_sessions(tmp_path_factory.mktemp("journal"), warehouse, PROJECT, Random(7))


def test_a_thousand_filters_give_the_sums_of_the_facts(
    facts: list[Fact], warehouse: Warehouse
) -> None:
    rng = Random(20_261_123)
    found = 0
    for _ in range(FILTERS):
        asked = any_filter(rng, facts)
        width = rng.choice([None, None, None, rng.choice(WIDTHS)])

        heatmap = map_of(warehouse, PROJECT, asked, width)

        metadata, expected = heatmap.metadata, [fact for fact in facts if fact.fits(asked)]
        assert (
            metadata.total_interactions,
            metadata.unique_users,
            metadata.session_count,
            metadata.last_updated,
            heatmap.session_ids,
        ) == (
            len(expected),
            len({fact.visitor or fact.session for fact in expected}),
            len({fact.session for fact in expected}),
            max((fact.at for fact in expected), default=None),
            sorted({fact.session for fact in expected}),
        ), asked
        parts = (metadata.placed, metadata.hidden, metadata.unresolved)
        assert min(parts) >= 0
        assert sum(parts) == len(expected), asked
        if width is None:
            points = heatmap.heatmap_data.points
            assert sum(point.value for point in points) == sum(fact.weight for fact in expected)
        found += bool(expected)
    # Filters that find nothing prove little.
    assert found > FILTERS / 3


def test_deleting_a_session_takes_exactly_its_heat(tmp_path: Path, warehouse: Warehouse) -> None:
    project = "prj_deleted"
    facts = store_sessions(tmp_path, warehouse, project, Random(8))
    gone = facts[0].session
    hide_sessions(warehouse, [(project, gone)])

    for name, stored in TYPES.items():
        asked = {"type": name, "automated": True}
        rest = [fact for fact in facts if fact.type == stored and fact.session != gone]
        points = map_of(warehouse, project, asked, None).heatmap_data.points
        assert sum(point.value for point in points) == sum(fact.weight for fact in rest)
        of_gone = map_of(warehouse, project, {**asked, "sessionId": gone}, None)
        assert of_gone.metadata.total_interactions == 0


def map_of(warehouse: Warehouse, project: str, asked: dict[str, Any], width: int | None) -> Heatmap:
    wanted = HeatmapFilter.model_validate({"pageURL": URL, **asked})
    sessions = wanted.chosen_sessions()
    days = select_session_days(warehouse, project, sessions) if sessions else None
    chosen = Chosen(project, [PAGE], wanted, days)
    return read_heatmap(warehouse, MapRequest(chosen, wanted, "points", width))


def any_filter(rng: Random, facts: Sequence[Fact]) -> dict[str, Any]:
    """Return a type and some conditions with values that occur."""
    sample = rng.choice(facts)
    days = sorted(rng.randrange(-4, 2) for _ in range(2))
    possible: dict[str, Any] = {
        "sessionId": sample.session,
        "sessionIds": ",".join({rng.choice(facts).session for _ in range(rng.randint(1, 20))}),
        "visitorId": sample.visitor or "v_nobody",
        "device": [sample.device],
        "browser": rng.sample(sorted({fact.browser for fact in facts}), 2),
        "country": [sample.country or "AT"],
        "source": rng.sample(SOURCES[1:], 1),
        "widthMin": rng.choice(WIDTHS),
        "widthMax": rng.choice(WIDTHS),
        "startDate": _iso(NOW + days[0] * DAY_MS + rng.randrange(DAY_MS)),
        "endDate": _iso(NOW + (days[1] + 1) * DAY_MS + rng.randrange(DAY_MS)),
        "automated": True,
    }
    names = [name for name in possible if rng.random() < 0.2]
    if {"sessionId", "sessionIds"} <= set(names):
        names.remove("sessionIds")
    kept = {"automated": False} | {name: possible[name] for name in names}
    return {"type": rng.choice(list(TYPES)), **kept}


def store_sessions(
    folder: Path,
    warehouse: Warehouse,
    project: str,
    rng: Random,
    types: Sequence[str] = tuple(TYPES.values()),
) -> list[Fact]:
    facts: list[Fact] = []
    entries = []
    for number in range(SESSIONS):
        (device, browser), agent = rng.choice(list(AGENTS.items()))
        zone, country = rng.choice(list(COUNTRIES.items()))
        source = rng.choice(SOURCES)
        visitor = f"v_{number % 50}" if number % 5 else ""
        start = NOW - rng.randrange(4 * DAY_MS)
        width = rng.choice(WIDTHS)
        made = [any_interaction(rng, start, width, types) for _ in range(rng.randint(1, 60))]
        # Another page, which no map of this one may hold.
        other = interaction(url=f"{URL}other", at=start)
        batch = {
            "version": 1,
            "projectKey": "pk_1",
            "sessionKey": f"{project}{number}".encode().hex().zfill(32)[-32:],
            "tabId": "t_1",
            "seq": 0,
            "sentAt": start,
            "visitorId": visitor,
            "context": {"timeZone": zone},
            "pageViews": [_entry_view(f"p_{number}", source, start)],
            "interactions": [*made, other],
        }
        entry = entry_of_batch(
            msgspec.json.encode(batch),
            project_id=project,
            origin="import",
            received_at=start,
            user_agent=agent,
        )
        entries.append(entry)
        facts += [
            Fact(
                session=entry.session_id,
                visitor=visitor,
                at=one["at"],
                type=one["type"],
                device=device,
                browser=browser,
                country=country,
                source=source,
                width=width,
                weight={"rest": one["durationMs"], "move": max(1, one["value"])}.get(
                    one["type"], 1
                ),
                is_script=one["flags"] == 128,
            )
            for one in made
        ]
    journal = Journal(folder / "exact.db", max_bytes=10**9)
    journal.append_now(entries)
    Projector(journal, warehouse, Ledger()).run_until_empty()
    journal.close()
    return facts


def any_interaction(rng: Random, start: int, width: int, types: Sequence[str]) -> dict[str, Any]:
    return interaction(
        rng.choice([*ELEMENTS, ""]),
        type=rng.choice(types),
        at=start + rng.randrange(3_600_000),
        ex=rng.randrange(65_536),
        ey=rng.randrange(65_536),
        pageX=rng.randrange(1, width),
        pageY=rng.randrange(1, 4_000),
        viewportWidth=width,
        durationMs=rng.randrange(5_000),
        value=rng.randrange(4),
        flags=rng.choice([0, 0, 0, 1, 2, 128, 512]),
    )


def _entry_view(view_id: str, source: str, at: int) -> dict[str, Any]:
    if source == "news":
        return page_view(view_id, f"{URL}?utm_source=news", at=at)
    return page_view(view_id, at=at, referrer=f"https://www.{source}/a" if source else "")


def _iso(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds")


def _ms(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)
