"""One number becomes a plan: which faults strike, for how long, and how each ends."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from typing import Literal

DISK = ("enospc", "edquot", "eio-write", "torn-write", "eio-sync", "slow-sync", "file-too-large")
WAREHOUSE = ("refuse", "hang", "late", "fail-after-commit")
NETWORK = ("delay", "throttle", "blackhole", "reset", "truncate", "lost-answers", "repeat")
CLOCK = ("clock-forward", "clock-back")
# How a step ends: the fault goes away, or the process does while the fault lasts.
End = Literal["heal", "kill", "terminate", "storm"]
FAULT_SECONDS = (0.6, 2.5)
SLOW_SYNC_SECONDS = (0.6, 2.0)
# Beyond what a clock is off by when nobody looks after it, in minutes.
CLOCK_MINUTES = (1, 90)
# A server that is killed again while it starts, so often and so soon.
STORM_KILLS = (2, 4)
STORM_SECONDS = (0.05, 3.0)


@dataclass(frozen=True, slots=True)
class Step:
    """Something goes wrong for a while, in the middle of visits."""

    fault: str
    seconds: float
    end: End
    # Seconds that a slow disk takes, or minutes that a clock is off by.
    amount: float = 0.0
    # The moments, after each start of a storm, of its next kill.
    storm: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What one seed stands for."""

    seed: int
    visitors: int
    steps: tuple[Step, ...]

    def described(self) -> dict[str, object]:
        """Return everything that was drawn, to be printed: a seed alone tells nobody anything."""
        return asdict(self)


def plan_of(seed: int) -> Plan:
    """Return the plan of a seed, the same one whenever it is asked for."""
    chance = random.Random(seed)
    faults = [
        *chance.sample(DISK, 2),
        chance.choice(WAREHOUSE),
        *chance.sample(NETWORK, 2),
        chance.choice(CLOCK),
    ]
    chance.shuffle(faults)
    ends: list[End] = ["kill", "kill", "terminate", "storm", "heal", "heal"]
    chance.shuffle(ends)
    steps = tuple(_step(fault, end, chance) for fault, end in zip(faults, ends, strict=True))
    return Plan(seed, chance.randint(4, 8), steps)


def _step(fault: str, end: End, chance: random.Random) -> Step:
    amount = 0.0
    if fault == "slow-sync":
        amount = chance.uniform(*SLOW_SYNC_SECONDS)
    elif fault in CLOCK:
        amount = chance.uniform(*CLOCK_MINUTES) * (1 if fault == "clock-forward" else -1)
    kills = chance.randint(*STORM_KILLS) if end == "storm" else 0
    return Step(
        fault,
        round(chance.uniform(*FAULT_SECONDS), 2),
        end,
        round(amount, 2),
        tuple(round(chance.uniform(*STORM_SECONDS), 2) for _ in range(kills)),
    )
