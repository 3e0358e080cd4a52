"""Whatever goes wrong in between: nothing acknowledged is lost, nothing is there twice.

`PAGEPULSE_TEST_TRIALS=200` sets the number of seeds, `PAGEPULSE_TEST_SEED=…` names the first;
`./dev chaos --seed …` does one by hand.
"""

from __future__ import annotations

import json
import os
import random
import tomllib
from pathlib import Path

import pytest
from tests.chaos.plan import plan_of
from tests.chaos.trial import run_trial

pytestmark = pytest.mark.chaos

FIRST = int(os.environ.get("PAGEPULSE_TEST_SEED", "0")) or random.SystemRandom().randrange(1, 10**6)
TRIALS = int(os.environ.get("PAGEPULSE_TEST_TRIALS", "1"))
KNOWN = [
    entry["number"]
    for entry in tomllib.loads(Path(__file__).with_name("seeds.toml").read_text()).get("seed", [])
]


@pytest.mark.parametrize("number", [*KNOWN, *range(TRIALS)])
async def test_every_promise_is_kept(number: int, tmp_path: Path, unused_tcp_port: int):
    plan = plan_of(number if number in KNOWN else FIRST + number)
    print(json.dumps(plan.described()))  # noqa: T201 - pytest shows it when the test fails

    outcome = await run_trial(plan, tmp_path, unused_tcp_port)

    assert outcome.broken == []
    assert outcome.acked > plan.visitors


def test_a_seed_always_means_the_same_plan():
    assert plan_of(7) == plan_of(7)
    assert plan_of(7) != plan_of(8)
