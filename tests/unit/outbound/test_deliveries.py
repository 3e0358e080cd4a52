"""What was written down is sent once by whoever takes it, retried, and given up with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pagepulse.control import Control
from pagepulse.control.tables import deliveries as rows_of_deliveries
from pagepulse.outbound import deliveries
from pagepulse.outbound.courier import Courier
from pagepulse.outbound.deliveries import (
    Delivery,
    GivenUpError,
    Kind,
    NewDelivery,
    NotSentError,
    pause_after,
)
from pagepulse.projects.models import NewProject
from pagepulse.projects.store import create_project


class Line:
    """A way out that fails as told, and a clock."""

    def __init__(self, control: Control, *failures: NotSentError) -> None:
        self.now = 1_000_000
        self.control = control
        self.failures = list(failures)
        self.sent: list[str] = []
        self.courier = Courier(
            control, {"webhook": self._send, "mail": self._send}, clock=lambda: self.now
        )

    async def _send(self, delivery: Delivery) -> None:
        self.sent.append(delivery.delivery_id)
        if self.failures:
            raise self.failures.pop(0)

    def write(self, kind: Kind = "webhook") -> str:
        new = NewDelivery(self.project_id, kind, "alert", "chn_1", "fir_1", {"a": 1})
        with self.control.write() as connection:
            return deliveries.enqueue(connection, new, self.now)

    @property
    def project_id(self) -> str:
        with self.control.write() as connection:
            return create_project(connection, NewProject(name="Shop")).project_id

    def states(self) -> list[tuple[str, int, str]]:
        with self.control.read() as connection:
            rows = connection.execute(rows_of_deliveries.select()).all()
        return [(row.state, row.attempts, row.reason) for row in rows]


@pytest.fixture
def control(tmp_path: Path) -> Iterator[Control]:
    opened = Control.open("", tmp_path)
    yield opened
    opened.close()


async def test_what_arrives_is_sent_once_and_not_kept(control: Control):
    line = Line(control)
    delivery_id = line.write()

    assert (await line.courier.send_due(), await line.courier.send_due()) == (1, 0)

    assert (line.sent, line.states()) == ([delivery_id], [("sent", 1, "")])
    with control.read() as connection:
        assert connection.execute(rows_of_deliveries.select()).one().payload == ""


async def test_failures_are_retried_later_and_later_then_given_up_with_the_reason(
    control: Control,
):
    line = Line(control, *[NotSentError("It answered 500.")] * 9)
    line.write()
    pauses = []
    for _ in range(deliveries.MAX_ATTEMPTS):
        began = line.now
        while not await line.courier.send_due():
            line.now += 1_000
        pauses.append(line.now - began)

    line.now += 10**9
    assert await line.courier.send_due() == 0
    assert line.states() == [("failed", deliveries.MAX_ATTEMPTS, "It answered 500.")]
    assert pauses == sorted(pauses)
    assert pauses[-1] > 1_500_000


async def test_what_never_will_arrive_is_not_tried_again(control: Control):
    line = Line(control, GivenUpError("Redirects are not followed."))
    line.write()

    await line.courier.send_due()
    line.now += 10**9

    assert await line.courier.send_due() == 0
    assert line.states() == [("failed", 1, "Redirects are not followed.")]


async def test_two_servers_send_it_once(control: Control):
    one, other = Line(control), Line(control)
    one.write()
    with control.write() as connection:
        assert deliveries.lease_next(connection, one.now) is not None

    assert await other.courier.send_due() == 0


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("webhook", [("sent", 2, "")]), ("mail", [("failed", 1, deliveries.STOPPED)])],
)
async def test_after_a_crash_a_webhook_is_sent_again_and_a_letter_is_not(
    control: Control, kind: Kind, expected: list[tuple[str, int, str]]
):
    line = Line(control)
    line.write(kind)
    with control.write() as connection:
        deliveries.lease_next(connection, line.now)
    line.now += deliveries.LEASE_MS + 1

    await line.courier.send_due()

    assert line.states() == expected


def test_pauses_are_spread():
    assert (pause_after(1, 0.0), pause_after(1, 1.0), pause_after(3, 0.5)) == (
        22_500,
        37_500,
        270_000,
    )
