"""How much the tests of security try, counted from what they try: `python -m tests.figures`.

The figures stand in `docs/reliability.md`; what runs them is `./dev test`.
"""

from __future__ import annotations

import argparse

from tests.api.ingest.test_refused import BOMBS, HANDMADE
from tests.api.test_authorisation_matrix import CREDENTIALS as HTTP_CREDENTIALS
from tests.api.test_hostile_ids import IDS, with_ids
from tests.api.test_ops_process import HOSTILE_TEXTS
from tests.api.test_projects_scope import guarded
from tests.browser.canaries.test_canaries import MODES
from tests.browser.canaries.visits import PATTERNS, PRESENT, TYPED
from tests.browser.hostile_recording import count_of_attacks
from tests.browser.test_hostile_texts import POLYGLOTS
from tests.chaos.numbers import Rows, table, write_rows
from tests.live.test_authorisation import CREDENTIALS as LIVE_CREDENTIALS
from tests.live.test_authorisation import EVERY_EVENT
from tests.secrets.scan import forms_of
from tests.unit.limits.test_limits import FILES
from tests.unit.server.test_deadlines import AMBIGUOUS
from tests.unit.test_regular_expressions import patterns

# Below, at, above.
SIDES = 3
# Visitors and admins connect at one each.
ENDPOINTS = 2


def rows() -> Rows:
    """Return what is counted, and how much of it there is."""
    operations, events = len(guarded()), len(EVERY_EVENT)
    secrets = PRESENT + TYPED + len(PATTERNS)
    return [
        (
            "cells of the matrix of rights, HTTP: operations, kinds of right",
            _product(operations, len(HTTP_CREDENTIALS)),
        ),
        (
            "… sockets: events, endpoints, kinds of right",
            _product(events, ENDPOINTS, len(LIVE_CREDENTIALS)),
        ),
        (
            "attacks in a recording, in replay, live view and under a heatmap",
            f"{count_of_attacks()}",
        ),
        ("texts made to run, in every field of a batch, on every screen", f"{len(POLYGLOTS)}"),
        (
            "secrets that visitors see or type, modes of masking",
            _product(secrets, len(MODES)),
        ),
        ("spellings in which each byte of the data folder is searched", f"{len(forms_of('x'))}"),
        ("limits, tested below, at and above", _product(sum(map(len, FILES.values())), SIDES)),
        ("bodies that are no batch, by hand; bombs", f"{len(HANDMADE)}, {len(BOMBS)}"),
        ("hostile ids: operations, ids", _product(len(with_ids()), len(IDS))),
        (
            "requests of doubtful length; texts forging lines of the log",
            f"{len(AMBIGUOUS)}, {len(HOSTILE_TEXTS)}",
        ),
        ("regular expressions against 100 KB of their own", f"{len(patterns())}"),
    ]


def _product(*factors: int) -> str:
    """Return `6 = 2 x 3`."""
    product = 1
    for factor in factors:
        product *= factor
    return f"{product:,} = {' × '.join(map(str, factors))}"  # noqa: RUF001  # the sign


def main() -> None:
    """Print the figures, or write them where they stand."""
    parser = argparse.ArgumentParser(prog="python -m tests.figures", description=__doc__)
    parser.add_argument("--write", action="store_true", help="into docs/reliability.md")
    counted = rows()
    if parser.parse_args().write:
        write_rows("counts", counted)
    print(table(counted))  # noqa: T201  # what the command is for


if __name__ == "__main__":
    main()
