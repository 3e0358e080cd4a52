"""What once made a fuzz target fail, and the seeds, are tried again; and the targets can fail."""

from __future__ import annotations

import random
import resource
from pathlib import Path

import pytest
from tests.fuzz import targets
from tests.fuzz.run import CORPUS, NAMES
from tests.fuzz.targets import TARGETS

INPUTS = sorted(CORPUS.glob("*/*"))
# Changes of each input without a fuzzer: what is easy to break shows at once.
MUTATIONS = 30
# Above what the process holds before, in KiB.
MOST_MEMORY_KB = 200_000


@pytest.mark.parametrize("file", INPUTS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_an_input_and_its_neighbours_raise_nothing_unnamed(file: Path):
    content = file.read_bytes()
    chance = random.Random(content)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    TARGETS[file.parent.name](content)
    for _ in range(MUTATIONS):
        TARGETS[file.parent.name](mutated(content, chance))

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY_KB


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a copy with a few bytes changed, doubled or lost."""
    changed = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(changed) + 1)
        kind = chance.randrange(3)
        if kind == 0:
            changed[place : place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            changed[place:place] = changed[place : place + chance.randint(1, 64)]
        else:
            del changed[place : place + chance.randint(1, 16)]
    return bytes(changed)


def test_every_target_is_fuzzed_and_has_seeds():
    assert set(NAMES) == set(TARGETS) == {file.parent.name for file in INPUTS}


def test_a_scrubber_that_breaks_an_event_is_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(targets, "redact_event", lambda event, *_kind: event[:-1])

    with pytest.raises(AssertionError, match="no JSON"):
        targets.scrubber(b"\x02{}")
