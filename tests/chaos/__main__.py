"""`./dev chaos`: bad days on purpose, each made of one number."""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.chaos.numbers import rows_of, table, write_rows
from tests.chaos.plan import plan_of
from tests.chaos.trial import Outcome, run_trial


def main() -> None:
    """Run the trials that are asked for; exit code 1 when a promise was broken."""
    options = arguments()
    if options.plan:
        show(plan_of(options.seed).described())
        return
    outcomes = [run_one(seed) for seed in seeds(options)]
    rows = rows_of(outcomes)
    print(table(rows))  # noqa: T201 - what the command is for
    if options.write:
        write_rows("chaos", rows)
    sys.exit(any(outcome.broken for outcome in outcomes))


def arguments() -> argparse.Namespace:
    """Return what the command line says."""
    parser = argparse.ArgumentParser(prog="./dev chaos", description=__doc__)
    chosen = random.SystemRandom().randrange(1, 10**6)
    parser.add_argument("--seed", type=int, default=chosen, help="the first seed")
    parser.add_argument("--seeds", type=int, default=1, help="how many, one after the other")
    parser.add_argument("--minutes", type=float, help="begin no further seed after so long")
    parser.add_argument("--plan", action="store_true", help="only print what the seed stands for")
    parser.add_argument("--write", action="store_true", help="put figures into docs/reliability.md")
    return parser.parse_args()


def seeds(options: argparse.Namespace) -> Iterator[int]:
    """Yield seeds as long as there is time."""
    end = time.monotonic() + options.minutes * 60 if options.minutes else None
    number = 0
    while number < options.seeds or end is not None:
        if end is not None and time.monotonic() > end:
            return
        yield options.seed + number
        number += 1


def run_one(seed: int) -> Outcome:
    """Carry out one plan, and tell what it was and what came of it."""
    plan = plan_of(seed)
    show(plan.described())
    with tempfile.TemporaryDirectory(prefix="pagepulse-chaos-") as folder:
        outcome = asyncio.run(run_trial(plan, Path(folder), free_port()))
    show(
        {
            "seed": seed,
            "broken": outcome.broken,
            "kills": outcome.kills,
            "acked": outcome.acked,
            "found": outcome.found,
            "struck": outcome.struck,
            "wellAfter": round(outcome.well_after, 1),
        }
    )
    return outcome


def free_port() -> int:
    """Return a port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def show(what: dict[str, object]) -> None:
    """Print one line."""
    print(json.dumps(what), flush=True)  # noqa: T201 - what the command is for


if __name__ == "__main__":
    main()
