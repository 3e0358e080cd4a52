"""One trial: visits, faults, and then a quiet time in which everything must come right."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import httpx
from tests.chaos.crowd import CUSTOM_EVENT, TAG, Admin, NumberedVisitor
from tests.chaos.network import Failure, Network, network
from tests.chaos.plan import NETWORK, Plan, Step
from tests.chaos.server import ROOT, FaultyServer, made_faulty_server
from tests.live.visiting import Site

from pagepulse.server.run import HARD_EXIT

# What is promised: after the last fault everything is well within this time…
WELL_SECONDS = 30.0
# … while no more programs than these want each core. With more of them a second is worth less.
PROGRAMS_OF_CORE = 3.0
# … and an end that was asked for takes no longer.
END_SECONDS = 15.0
# A machine that others use as well is slower by some times; an end is measured on a quiet one.
PATIENCE = 6.0
POLL_SECONDS = 0.2
# Between two batches of a visitor: twenty times as dense as a tracker's.
PACE_SECONDS = 0.1


@dataclass
class Outcome:
    """What a trial came to; empty `broken` means that every promise was kept."""

    seed: int
    kills: int = 0
    restarts: int = 0
    struck: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    acked: int = 0
    found: int = 0
    duplicates: int = 0
    well_after: float = 0.0
    end_seconds: list[float] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def expect(self, is_kept: bool, promise: str) -> None:  # noqa: FBT001 - reads as a sentence
        """Note a promise that was not kept."""
        if not is_kept:
            self.broken.append(promise)


@dataclass
class Trial:
    """A plan, a data folder, and everybody who takes part."""

    plan: Plan
    server: FaultyServer
    network: Network
    visitors: list[NumberedVisitor]
    admin: Admin
    outcome: Outcome
    # When the last fault ended, by the clock of the event loop: from then on all must come right.
    ended_at: float = 0.0

    async def take(self, step: Step) -> None:
        """Let one thing go wrong among the visits, and end it."""
        await self._goes_on(f"before {step.fault}")
        await self._break(step)
        # Time is what a plan varies.
        await asyncio.sleep(step.seconds)
        if step.end == "heal":
            await self.server.mend()
            self.ended_at = now()
        elif step.end == "terminate":
            await self._terminate(step)
        else:
            await self._kill(step)
        self.network.heal()

    async def _goes_on(self, when: str) -> None:
        """Return when more of every visitor is acknowledged than before."""
        known = [(visitor, len(visitor.acked)) for visitor in self.visitors]
        try:
            await asyncio.gather(*(visitor.more_acked(count) for visitor, count in known))
        except TimeoutError:
            self.outcome.broken.append(f"R26: visits did not go on {when}")

    async def _break(self, step: Step) -> None:
        if step.fault in NETWORK:
            self.network.fail(cast("Failure", step.fault))
        else:
            await self.server.break_by(step)

    async def _kill(self, step: Step) -> None:
        await self.server.tally()
        await self.server.kill()
        for seconds in step.storm:
            await self.server.launch()
            await asyncio.sleep(seconds)
            await self.server.kill()
        await self._start()
        self.outcome.restarts += 1 + len(step.storm)

    async def _terminate(self, step: Step) -> None:
        await self.server.tally()
        code, seconds = await self.server.terminate()
        self.outcome.end_seconds.append(seconds)
        # Whoever hangs is not waited for.
        fine = {0, HARD_EXIT} if step.fault == "hang" else {0}
        self.outcome.expect(code in fine, f"R10: SIGTERM ended with {code}")
        patience = END_SECONDS * PATIENCE
        self.outcome.expect(seconds <= patience, f"R10: SIGTERM took {seconds:.1f} s")
        await self._start()
        self.outcome.restarts += 1

    async def _start(self) -> None:
        # A start is a part of coming right again.
        self.ended_at = now()
        await self.server.start()

    async def settle(self) -> None:
        """Let the visits end without faults; everything must be well and readable soon."""
        self.admin.is_over = True
        try:
            async with asyncio.timeout_at(self.ended_at + WELL_SECONDS * crowding()):
                await asyncio.gather(*(visitor.settle() for visitor in self.visitors))
                await self._ready()
                await self._readable()
        except TimeoutError:
            self.outcome.broken.append("R26: not everything was well and readable in time")
        self.outcome.well_after = now() - self.ended_at

    async def _ready(self) -> None:
        async with httpx.AsyncClient(timeout=10) as client:
            while True:
                with suppress(httpx.HTTPError):
                    answer = await client.get(f"{self.server.http}/readyz")
                    if answer.status_code == 200:
                        return
                await asyncio.sleep(POLL_SECONDS)

    async def _readable(self) -> None:
        """Return when the API shows every batch that was acknowledged."""
        owner = {"Authorization": f"Bearer {self.server.token}"}
        async with httpx.AsyncClient(headers=owner, timeout=30) as client:
            for visitor in self.visitors:
                while not visitor.acked <= await self._numbers(client, visitor):  # noqa: ASYNC110 - another process
                    await asyncio.sleep(POLL_SECONDS)

    async def _numbers(self, client: httpx.AsyncClient, visitor: NumberedVisitor) -> set[int]:
        url = f"{self.server.http}/api/tracking/sessions/{visitor.session_id}/export"
        answer = await client.get(url, params={"format": "events"})
        if answer.status_code != 200:
            return set()
        marks = [event["data"] for event in answer.json() if event["type"] == CUSTOM_EVENT]
        return {mark["payload"]["seq"] for mark in marks if mark["tag"] == TAG}

    def expected(self) -> dict[tuple[str, int], str]:
        """Return what must be found: every batch that was acknowledged, as it was sent."""
        return {
            (visitor.session_id, seq): visitor.sent[seq]
            for visitor in self.visitors
            for seq in visitor.acked
        }


def now() -> float:
    """Return the time of the event loop, in seconds."""
    return asyncio.get_running_loop().time()


def crowding() -> float:
    """Return how many times longer than promised all may take on this machine; 1 on most."""
    programs, *_ = os.getloadavg()
    return max(1.0, programs / (os.cpu_count() or 1) / PROGRAMS_OF_CORE)


async def run_trial(plan: Plan, folder: Path, port: int) -> Outcome:
    """Carry a plan out in an empty folder and return what came of it."""
    outcome = Outcome(plan.seed)
    server = await made_faulty_server(folder / "data", port)
    async with network(port) as net, visiting(server, net, plan.visitors) as (visitors, admin):
        trial = Trial(plan, server, net, visitors, admin, outcome)
        try:
            await server.start()
            for step in plan.steps:
                await trial.take(step)
            await server.mend()
            await trial.settle()
            await server.set_faults()
            code, seconds = await server.terminate()
        finally:
            await server.end()
    outcome.expect(code == 0, f"R10: the last SIGTERM ended with {code}")
    outcome.end_seconds.append(seconds)
    outcome.kills, outcome.struck = server.kills, server.struck + net.struck
    outcome.answers = sum((one.answers for one in visitors), Counter())
    unexpected = sorted({status for one in visitors for status in one.unexpected})
    outcome.expect(not unexpected, f"batches were answered with {unexpected}")
    await compare(trial.expected(), folder, server.project_id, outcome)
    return outcome


@asynccontextmanager
async def visiting(
    server: FaultyServer, net: Network, count: int
) -> AsyncIterator[tuple[list[NumberedVisitor], Admin]]:
    """Let visitors come, over the network that fails, and an admin who sits beside the server."""
    site = Site(f"http://127.0.0.1:{net.port}", f"ws://127.0.0.1:{net.port}", server.project_key)
    async with httpx.AsyncClient(timeout=30) as client:
        visitors = [NumberedVisitor(site, client, http_seconds=PACE_SECONDS) for _ in range(count)]
        admin = Admin(server.ws, server.token, server.project_id, visitors)
        staying = [asyncio.create_task(one.visit()) for one in visitors]
        staying.append(asyncio.create_task(admin.stay()))
        try:
            yield visitors, admin
        finally:
            for task in staying:
                task.cancel()
            await asyncio.gather(*staying, return_exceptions=True)


async def compare(
    expected: dict[tuple[str, int], str], folder: Path, project_id: str, outcome: Outcome
) -> None:
    """Look for every batch, for doubles, at the ledger, and at what an undisturbed day gives."""
    found = await found_in(folder / "data")
    received = {(row["session_id"], row["seq"]): row for row in found["batches"]}
    outcome.acked, outcome.found = len(expected), len(received)
    outcome.duplicates = found["ledger"].get("duplicate", 0)
    lost = expected.keys() - received.keys()
    outcome.expect(not lost, f"R01: {len(lost)} acknowledged batches are lost")
    doubles = [key for key, row in received.items() if row["times"] > 1]
    outcome.expect(not doubles, f"R04: {len(doubles)} batches are there twice")
    outcome.expect(not found["doubleEvents"], "R04: events are there twice")
    missing = {one["project_id"]: one["missing"] for one in found["balances"] if one["missing"]}
    outcome.expect(not missing, f"R28: the ledger is off by {missing}")
    if lost:
        return
    batches = [
        {
            "project_id": project_id,
            "session_id": key[0],
            "tab_id": row["tab_id"],
            "seq": key[1],
            "received_at": row["at"],
            "origin": "tracker",
            "encoding": "identity",
            "body": expected[key],
        }
        for key, row in sorted(received.items())
        if key in expected
    ]
    undisturbed = await found_in(folder / "undisturbed", batches)
    for name, sums in undisturbed["digest"].items():
        differing = {column for column, one in sums.items() if found["digest"][name][column] != one}
        outcome.expect(not differing, f"R05, R24: {name} differs in {sorted(differing)}")


async def found_in(folder: Path, batches: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """Return what a folder holds, after `batches` were stored in it."""
    await asyncio.to_thread(folder.mkdir, exist_ok=True)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.chaos.found",
        str(folder),
        *([] if batches is None else ["store"]),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    output, errors = await process.communicate(json.dumps(batches or []).encode())
    assert process.returncode == 0, errors.decode()
    return cast("dict[str, Any]", json.loads(output.splitlines()[-1]))
