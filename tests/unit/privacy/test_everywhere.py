"""What is erased at one server is kept away at every other one of the same control database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.unit.privacy.conftest import DAY, NOW, World, view

from pagepulse.errors import StorageError
from pagepulse.ingest.projector import Projector
from pagepulse.journal import Journal
from pagepulse.journal.erased_subjects import erased_subjects
from pagepulse.journal.erasures import erased_since, request_erasure
from pagepulse.privacy.erased_everywhere import sessions_after
from pagepulse.privacy.erasing import advance_erasure
from pagepulse.privacy.everywhere import Everywhere
from pagepulse.privacy.models import Subject

ANNA = "v_anna000000000000000"


class Second:
    """A server beside that of the world: a journal of its own, the same control and warehouse."""

    def __init__(self, world: World, folder: Path) -> None:
        self.journal = Journal(folder / "second" / "journal.db", 10**9)
        self.everywhere = Everywhere(world.control, self.journal, lambda: world.now)
        self.projector = Projector(self.journal, world.warehouse, world.ledger)

    def erased(self) -> list[tuple[str, str]]:
        return erased_since(self.journal, 0, 100)


@pytest.fixture
def second(world: World, tmp_path: Path) -> Iterator[Second]:
    made = Second(world, tmp_path)
    yield made
    made.journal.close()


@pytest.fixture
def first(world: World) -> Everywhere:
    return Everywhere(world.control, world.journal, lambda: world.now)


def send_to(second: Second, world: World, name: str, at: int, visitor: str) -> str:
    """Let a batch come to the second server."""
    there, world.journal = world.journal, second.journal
    session_id = world.send(name, at=at, is_stored=False, visitorId=visitor, pageViews=[view(at)])
    world.journal = there
    second.projector.run_until_empty()
    return session_id


def test_a_session_that_was_withdrawn_at_one_server_goes_at_the_other_and_stays_away(
    world: World, second: Second, first: Everywhere
) -> None:
    session_id = send_to(second, world, "gone", NOW, ANNA)
    assert world.count("batches") == 1

    request_erasure(world.journal, (world.project_id, session_id), NOW)
    first.exchange()
    second.everywhere.exchange()
    send_to(second, world, "gone", NOW + 1, ANNA)
    send_to(second, world, "stays", NOW, ANNA)

    assert world.count("batches", f"session_id = '{session_id}'") == 0
    assert world.count("batches") == 1
    assert second.erased() == [(world.project_id, session_id)]


def test_what_was_erased_just_before_a_server_ended_is_told_when_it_starts(
    world: World, second: Second
) -> None:
    request_erasure(world.journal, (world.project_id, "s1"), NOW)

    started = Everywhere(world.control, world.journal, lambda: world.now)
    started.start()
    started.stop()
    second.everywhere.start()
    second.everywhere.stop()

    assert second.erased() == [(world.project_id, "s1")]


def test_what_comes_late_for_a_visitor_who_was_erased_elsewhere_is_dropped(
    world: World, second: Second, first: Everywhere
) -> None:
    world.work(world.ask(Subject(kind="visitor", value=ANNA)))
    first.exchange()
    second.everywhere.exchange()

    late = send_to(second, world, "late", NOW - DAY, ANNA)
    kept = send_to(second, world, "kept", NOW + 1, ANNA)
    second.everywhere.exchange()
    first.exchange()

    assert world.count("batches", f"session_id = '{late}'") == 0
    assert world.count("batches", f"session_id = '{kept}'") == 1
    # What the second server found out by itself is known to the first as well.
    assert (world.project_id, late) in erased_since(world.journal, 0, 100)


def test_an_erasure_asked_for_again_moves_the_moment_everywhere_and_never_back(
    world: World, second: Second, first: Everywhere
) -> None:
    world.work(world.ask(Subject(kind="visitor", value=ANNA)))
    first.exchange()
    world.now += DAY
    world.work(world.ask(Subject(kind="visitor", value=ANNA)))
    first.exchange()

    for _ in range(2):
        second.everywhere.exchange()

    with closing(second.journal.connect()) as connection:
        (known,) = erased_subjects(connection)
    assert known.requested_at == world.now


def test_what_could_not_be_told_is_told_when_the_control_database_answers_again(
    world: World, second: Second, first: Everywhere
) -> None:
    def rename(old: str, new: str) -> None:
        with world.control.write() as connection:
            connection.execute(text(f"alter table {old} rename to {new}"))

    rename("erased_sessions", "away")
    request_erasure(world.journal, (world.project_id, "s1"), NOW)
    with pytest.raises(StorageError):
        first.exchange()
    rename("away", "erased_sessions")

    first.exchange()
    second.everywhere.exchange()

    assert second.erased() == [(world.project_id, "s1")]


def test_nothing_is_remembered_for_longer_than_something_may_come_late(
    world: World, first: Everywhere
) -> None:
    request_erasure(world.journal, (world.project_id, "s1"), NOW)
    first.exchange()
    world.now += 31 * DAY

    Everywhere(world.control, world.journal, lambda: world.now).exchange()

    with world.control.read() as connection:
        assert sessions_after(connection, 0) == []


def test_an_erasure_waits_until_every_server_knows_of_it(world: World) -> None:
    world.stores = replace(world.stores, learnt_ms=1)
    request_id = world.ask(Subject(kind="visitor", value=ANNA))
    world.work(request_id, until="running")

    assert not advance_erasure(world.stores, world.read(request_id))
    world.now += 1
    assert world.work(request_id).state == "done"
