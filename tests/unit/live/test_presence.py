"""Who is online: told at once, told as it changes, and gone when they are gone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import msgspec
import pytest

from pagepulse.ingest.acceptance import TakenBatch
from pagepulse.ingest.anonymous import Signal
from pagepulse.ingest.batch import Batch, Context, Identity, PageView
from pagepulse.journal import Entry
from pagepulse.live.messages import LiveTab, LiveVisitor, Message, Visitors
from pagepulse.live.presence import MAX_HEARD, Presence

PROJECT, SESSION = "prj_1", "a" * 26
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
START = 1_760_000_000_000


def socket_visitor(session_id: str = SESSION, **changes: object) -> LiveVisitor:
    visitor = LiveVisitor(
        session_id=session_id,
        visitor_id="v_1",
        user_id="",
        online_since=START,
        active_at=START,
        device="desktop",
        browser="Firefox",
        os="Linux",
        country="DE",
        referrer="",
        source="direct",
        language="de",
        tabs=(),
        can_record=True,
        obstacle="",
        recording_id="",
        recording_state="idle",
        viewers=0,
        activity=0,
    )
    return msgspec.structs.replace(visitor, **changes)


@dataclass
class Site:
    """A site with sockets and admins at a clock that stands still between steps."""

    now: int = START
    sockets: dict[str, LiveVisitor] = field(default_factory=dict)
    is_listening: bool = True
    told: list[Visitors] = field(default_factory=list)
    seq: int = 0

    def __post_init__(self) -> None:
        self.presence = Presence(self, self._publish, lambda: self.now)

    def visitor(self, project_id: str, session_id: str) -> LiveVisitor | None:
        return self.sockets.get(session_id) if project_id == PROJECT else None

    def session_ids(self, project_id: str) -> Collection[str]:
        return self.sockets if project_id == PROJECT else {}

    def has_subscribers(self, project_id: str, topic: str) -> bool:
        return self.is_listening and (project_id, topic) == (PROJECT, "visitors")

    def _publish(self, project_id: str, topic: str, event: str, data: Message) -> None:
        assert (project_id, topic, event) == (PROJECT, "visitors", "visitors")
        assert isinstance(data, Visitors)
        self.told.append(data)

    def connect(self, visitor: LiveVisitor) -> None:
        self.sockets[visitor.session_id] = visitor
        self.presence.touch(PROJECT, visitor.session_id)

    def leave(self, session_id: str = SESSION) -> None:
        del self.sockets[session_id]
        self.presence.touch(PROJECT, session_id)

    def send(
        self, session_id: str = SESSION, signal: Signal | None = None, **fields: object
    ) -> None:
        self.seq += 1
        entry = Entry(
            project_id=PROJECT,
            session_id=session_id,
            tab_id="t_1",
            seq=self.seq,
            received_at=self.now,
            origin="tracker",
            encoding="identity",
            body=b"{}",
            raw_bytes=2,
            event_count=0,
            user_agent=FIREFOX,
        )
        batch = Batch(1, "pk_1", "0" * 32, "t_1", self.seq, self.now, **fields)  # type: ignore[arg-type]  # fields of the test's choice
        self.presence.note(TakenBatch(entry, batch, signal))

    def wait(self, seconds: float) -> list[Visitors]:
        """Let time pass, second by second, and return what admins were told meanwhile."""
        self.told.clear()
        until = self.now + int(seconds * 1000)
        while self.now < until:
            self.now += 1000
            self.presence.tell()
        return list(self.told)

    def online(self) -> list[str]:
        return [visitor.session_id for visitor in self.presence.visitors(PROJECT)]


VIEW = PageView(
    "p_1", START, "https://shop.example/a?q=1", "Shop", "https://news.example/x", 800, 600
)
BERLIN = Context(language="de-DE", time_zone="Europe/Berlin")


def test_a_session_that_sends_batches_is_online_without_a_socket():
    site = Site()
    site.send(visitor_id="v_7", page_views=[VIEW], context=BERLIN, identities=[Identity(0, "u-81")])

    assert site.presence.visitors(PROJECT) == [
        LiveVisitor(
            session_id=SESSION,
            visitor_id="v_7",
            user_id="u-81",
            online_since=START,
            active_at=START,
            device="desktop",
            browser="Firefox",
            os="Linux",
            country="DE",
            referrer="https://news.example/x",
            source="news.example",
            language="de-DE",
            tabs=(
                LiveTab(
                    tab_id="t_1",
                    page_view_id="p_1",
                    page_url="https://shop.example/a",
                    title="Shop",
                    viewport_width=800,
                    viewport_height=600,
                    shown_at=START,
                    is_visible=True,
                ),
            ),
            can_record=False,
            obstacle="no-socket",
            recording_id="",
            recording_state="idle",
            viewers=0,
            activity=0,
        )
    ]


@pytest.mark.parametrize("signal", ["gpc", "dnt"])
def test_who_asks_for_privacy_is_counted_and_known_by_nothing(signal: Signal):
    site = Site()
    site.send(visitor_id="v_7", page_views=[VIEW], identities=[Identity(0, "u-81")], signal=signal)

    (visitor,) = site.presence.visitors(PROJECT)

    assert (visitor.visitor_id, visitor.user_id, visitor.obstacle, visitor.can_record) == (
        "",
        "",
        signal,
        False,
    )


@pytest.mark.parametrize(
    ("reason", "obstacle"),
    [("excluded-page", "excluded-page"), ("not-sampled", "no-socket"), ("recorded", "no-socket")],
)
def test_what_keeps_a_page_from_being_recorded_is_told(reason: str, obstacle: str):
    site = Site()
    site.send(capture_reason=reason)

    assert [visitor.obstacle for visitor in site.presence.visitors(PROJECT)] == [obstacle]


def test_without_a_socket_a_session_is_gone_a_minute_after_its_last_batch():
    site = Site()
    site.send()
    assert [each.gone for each in site.wait(59) if each.gone] == []
    assert site.online() == [SESSION]

    (told,) = site.wait(3)

    assert (told.changed, told.gone) == ((), (SESSION,))
    assert site.online() == []


def test_a_session_that_says_that_it_has_ended_is_gone_at_once():
    site = Site()
    site.send()
    site.wait(1)
    site.send(ended=True)

    assert [each.gone for each in site.wait(1)] == [(SESSION,)]


def test_from_one_page_to_the_next_nobody_seems_to_leave():
    site = Site()
    site.connect(socket_visitor())
    site.send()
    site.wait(1)

    site.leave()
    told = site.wait(5)
    site.connect(socket_visitor(viewers=1))
    told += site.wait(1)

    assert [each.gone for each in told if each.gone] == []
    assert [visitor.viewers for visitor in site.presence.visitors(PROJECT)] == [1]


def test_whose_sockets_are_closed_is_gone_soon_though_a_last_batch_came():
    site = Site()
    site.connect(socket_visitor())
    site.send()
    site.wait(20)

    site.leave()
    site.wait(1)
    site.send()

    assert [each.gone for each in site.wait(15) if each.gone] == [(SESSION,)]


def test_whose_socket_is_cut_stays_online_by_their_batches():
    site = Site()
    site.connect(socket_visitor())
    site.leave()
    for _ in range(10):
        site.wait(2)
        site.send(page_views=[VIEW])

    (visitor,) = site.presence.visitors(PROJECT)
    assert (visitor.can_record, visitor.obstacle) == (False, "no-socket")


def test_changes_of_a_second_are_one_message():
    site = Site()
    for number in range(150):
        site.connect(socket_visitor(f"s{number:025}"))
        site.connect(socket_visitor(f"s{number:025}", viewers=2))

    (told,) = site.wait(3)

    assert len(told.changed) == 150
    assert {visitor.viewers for visitor in told.changed} == {2}


def test_nobody_is_told_where_nobody_listens():
    site = Site(is_listening=False)
    site.connect(socket_visitor())
    site.send()

    assert site.wait(3) == []
    assert site.online() == [SESSION]


def test_the_busiest_is_known_and_calms_down():
    site = Site()
    site.connect(socket_visitor())
    raw = msgspec.Raw(b"{}")
    for _ in range(10):
        site.send(events=[raw] * 20)
        site.wait(1)

    (busy,) = site.presence.visitors(PROJECT)
    told = [each.changed[0].activity for each in site.wait(90)]

    assert 8 < busy.activity < 22
    assert told == sorted(told, reverse=True)
    assert told[-1] == 0


def test_a_flood_of_sessions_takes_bounded_memory():
    site = Site(is_listening=False)
    for number in range(MAX_HEARD + 100):
        site.send(f"s{number:025}")

    assert len(site.online()) == MAX_HEARD
    assert f"s{0:025}" not in site.online()


def test_what_left_leaves_nothing_behind():
    site = Site()
    for number in range(50):
        site.connect(socket_visitor(f"s{number:025}"))
        site.send(f"s{number:025}")
        site.leave(f"s{number:025}")
    site.wait(75)

    kept = (site.presence._heard, site.presence._seen, site.presence._left)
    assert [len(each[PROJECT]) for each in kept] == [0, 0, 0]
    assert site.presence._changed == {}
