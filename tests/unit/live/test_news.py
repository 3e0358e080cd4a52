"""What was stored is told to who looks on: soon, at most once a second, and each session once."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pagepulse.ingest.batch import session_id_of
from pagepulse.ingest.entries import entry_of_batch
from pagepulse.ingest.ledger import Ledger
from pagepulse.ingest.projector import Projector
from pagepulse.ingest.stored import Stored, StoredData
from pagepulse.journal import Journal
from pagepulse.live.messages import DataStored, LiveVisitor, Message, SessionRecorded
from pagepulse.live.news import MAX_SESSION_IDS, News
from pagepulse.live.presence import Presence
from pagepulse.warehouse import Warehouse

NOW = 1_760_000_000_000
KEY = "4b1f" * 8
SESSION = session_id_of(KEY)
SNAPSHOT = {"type": 2, "timestamp": NOW, "data": {"node": {"id": 1}, "initialOffset": {}}}
MOVE = {"type": 3, "timestamp": NOW + 4_000, "data": {"source": 1}}
VIEW = {"id": "p_1", "at": NOW, "url": "https://shop.example/a"}

_numbers = itertools.count(1)


@dataclass
class Desk:
    """Admins who look on, and the sockets of visitors."""

    project_id: str
    now: int = NOW
    topics: set[str] = field(default_factory=lambda: {"sessions"})
    online: set[str] = field(default_factory=set)
    told: list[Message] = field(default_factory=list)
    heard: asyncio.Event = field(default_factory=asyncio.Event)

    def visitor(self, _project_id: str, session_id: str) -> LiveVisitor | None:
        if session_id not in self.online:
            return None
        texts = dict.fromkeys(LiveVisitor.__struct_fields__, "")
        known: dict[str, Any] = {"session_id": session_id, "recording_id": "rec_1", "tabs": ()}
        return LiveVisitor(**{**texts, "online_since": NOW, **known})

    def session_ids(self, _project_id: str) -> Collection[str]:
        return self.online

    def has_subscribers(self, project_id: str, topic: str) -> bool:
        return project_id == self.project_id and topic in self.topics

    def publish(self, project_id: str, topic: str, event: str, data: Message) -> None:
        named = {"data-stored": DataStored, "session-recorded": SessionRecorded}
        assert (project_id, topic, type(data)) == (self.project_id, "sessions", named[event])
        self.told.append(data)
        self.heard.set()


@dataclass
class Site:
    """A project whose batches are stored, and what its admins are told."""

    journal: Journal
    warehouse: Warehouse
    desk: Desk
    seq: int = 0

    def __post_init__(self) -> None:
        self.presence = Presence(self.desk, self.desk.publish, lambda: self.desk.now)
        self.news = News(
            self.desk, self.presence, self.desk.publish, self.warehouse, lambda: self.desk.now
        )

    def store(self, key: str = KEY, **fields: Any) -> None:
        """Store a batch; the news of it reach `take` as from the projector's thread."""
        self.seq += 1
        batch = {
            "version": 1,
            "projectKey": "pk_1",
            "sessionKey": key,
            "tabId": "t_1",
            "seq": self.seq,
            "sentAt": NOW,
            "events": [],
            **fields,
        }
        entry = entry_of_batch(
            msgspec.json.encode(batch),
            project_id=self.desk.project_id,
            origin="tracker",
            received_at=self.desk.now,
        )
        self.journal.append_now([entry])
        projector = Projector(self.journal, self.warehouse, Ledger())
        projector.on_stored.append(self.news.take)
        projector.run_until_empty()

    async def tell(self, seconds: float = 0) -> list[Message]:
        """Let time pass in steps of a second and return what admins were told."""
        self.desk.told.clear()
        for _ in range(int(seconds) + 1):
            await self.news.tell()
            self.desk.now += 1000
            self.presence.tell()
        return list(self.desk.told)


@pytest.fixture
def site(tmp_path: Path, warehouse: Warehouse) -> Iterator[Site]:
    journal = Journal(tmp_path / "journal.db", max_bytes=10**9)
    yield Site(journal, warehouse, Desk(f"prj_news_{next(_numbers)}"))
    journal.close()


def test_who_begins_to_listen_is_told_how_long_nothing_came(site: Site):
    site.desk.now += 5_000
    assert site.news.quiet_ms(site.desk.project_id) == 5_000
    site.store(customEvents=[])
    site.desk.now += 700
    assert site.news.quiet_ms(site.desk.project_id) == 700
    assert site.news.quiet_ms("prj_another") == 5_700


def recorded(site: Site, duration: int, *, is_ended: bool, run: str = "rec_1") -> SessionRecorded:
    return SessionRecorded(
        project_id=site.desk.project_id,
        session_id=SESSION,
        page_url="https://shop.example/a",
        duration=duration,
        is_ended=is_ended,
        recording_id=run,
    )


def stored_session(project_id: str, session_id: str) -> Stored:
    return {project_id: StoredData(session_ids={session_id}, events=1)}


async def test_new_data_is_told_with_its_sessions_and_pages(site: Site):
    site.store(pageViews=[VIEW], events=[MOVE, MOVE])
    site.store(pageViews=[VIEW], interactions=[{"type": "click", "at": NOW}])

    assert await site.tell() == [
        DataStored(
            project_id=site.desk.project_id,
            session_ids=(SESSION,),
            page_urls=("https://shop.example/a",),
            events=2,
            interactions=1,
        )
    ]
    assert await site.tell(seconds=3) == []


async def test_a_session_is_told_of_when_it_can_be_replayed_and_when_all_its_tabs_have_left(
    site: Site,
):
    site.desk.online.add(SESSION)
    site.presence.touch(site.desk.project_id, SESSION)
    site.store(pageViews=[VIEW])
    assert [type(one) for one in await site.tell()] == [DataStored]

    site.store(events=[SNAPSHOT])
    assert (await site.tell())[1:] == [recorded(site, 0, is_ended=False)]

    # A later snapshot is no beginning; a pause is no end.
    site.store(events=[SNAPSHOT, MOVE])
    assert [type(one) for one in await site.tell(seconds=120)] == [DataStored]

    site.desk.online.clear()
    site.presence.touch(site.desk.project_id, SESSION)
    assert await site.tell(seconds=12) == []
    assert await site.tell(seconds=8) == [recorded(site, 4_000, is_ended=True)]
    assert await site.tell(seconds=60) == []


async def test_who_changes_pages_has_not_left(site: Site):
    site.desk.online.add(SESSION)
    site.presence.touch(site.desk.project_id, SESSION)
    site.store(events=[SNAPSHOT])
    await site.tell()

    site.desk.online.clear()
    site.presence.touch(site.desk.project_id, SESSION)
    told = await site.tell(seconds=5)
    site.desk.online.add(SESSION)
    site.presence.touch(site.desk.project_id, SESSION)

    assert told + await site.tell(seconds=60) == []


async def test_a_session_that_says_so_has_ended_at_once(site: Site):
    site.store(pageViews=[VIEW], events=[SNAPSHOT], ended=True)

    assert (await site.tell())[1:] == [
        recorded(site, 0, is_ended=False, run=""),
        recorded(site, 0, is_ended=True, run=""),
    ]


async def test_what_was_recorded_before_the_server_began_is_told_of_at_its_end_only(site: Site):
    site.store(pageViews=[VIEW], events=[SNAPSHOT], sentAt=NOW)
    site.desk.now += 3_600_000
    again = Site(site.journal, site.warehouse, site.desk, seq=1)
    again.store(events=[SNAPSHOT], ended=True)

    told = [one for one in await again.tell() if isinstance(one, SessionRecorded)]

    assert [one.is_ended for one in told] == [True]


async def test_a_session_that_is_not_recorded_is_data_and_no_recording(site: Site):
    site.store(pageViews=[VIEW], ended=True)

    assert [type(one) for one in await site.tell(seconds=90)] == [DataStored]


async def test_nobody_looks_on_and_nothing_is_kept(site: Site):
    site.desk.topics = {"visitors"}
    site.store(events=[SNAPSHOT])

    assert await site.tell() == []
    assert dict(site.news._projects) == {}


async def test_a_crowd_is_named_up_to_a_hundred(site: Site):
    for number in range(MAX_SESSION_IDS + 20):
        site.seq += 1
        site.news.take(stored_session(site.desk.project_id, f"s{number:025}"))

    (told,) = await site.tell()

    assert isinstance(told, DataStored)
    assert (len(told.session_ids), told.events) == (MAX_SESSION_IDS, MAX_SESSION_IDS + 20)


async def test_what_the_projectors_thread_stored_is_told_within_a_second(site: Site):
    await site.news.start()
    began = time.monotonic()
    await asyncio.to_thread(site.news.stored, stored_session(site.desk.project_id, SESSION))
    await asyncio.wait_for(site.desk.heard.wait(), timeout=10)
    first = time.monotonic() - began
    site.desk.heard.clear()
    for _ in range(50):
        await asyncio.to_thread(site.news.stored, stored_session(site.desk.project_id, SESSION))
    await asyncio.wait_for(site.desk.heard.wait(), timeout=10)
    await site.news.stop()

    events = [one.events for one in site.desk.told if isinstance(one, DataStored)]
    assert first < 1
    assert events == [1, 50]
