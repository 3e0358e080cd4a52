"""Mends the embedded warehouse part by part: what can be put right is, what is intact is kept.

The engine runs in a process of its own, in which nothing takes longer than its bound. Before a part
is touched it gets a second name in the folder of damaged files.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pagepulse.integrity.block_heads import contents_with_sound_heads
from pagepulse.integrity.bounded_engine import BoundedEngine
from pagepulse.integrity.damaged_parts import (
    Damage,
    Part,
    check,
    damages,
    parts_by_table,
    read_all,
)
from pagepulse.integrity.flipped_bits import put_right, replace
from pagepulse.integrity.losses import Losses, keep_erased, keys_of_table, settle
from pagepulse.integrity.rescue import copy_intact, finish_begun, lost_of, take_its_place
from pagepulse.integrity.set_aside import SetAside
from pagepulse.integrity.shut_parts import covering, open_again, small_file_put_right
from pagepulse.warehouse import Warehouse

# A disk that flipped more bits than this in one part has not flipped single ones.
BITS_OF_A_PART = 16
# Files that are no blocks.
NAMED_FILE = re.compile(r"Checksum mismatch for file (\S+\.(?:txt|idx|dat|json)) ")
# Files that are blocks from end to end.
BLOCKS = re.compile(r"^\.(bin|cidx|cmrk\d?)$")

State = Literal["damaged", "mended", "rescued", "unreadable"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was wrong with one thing and what became of it; `lost` rows are None where unknown."""

    what: str
    reason: str
    state: State
    kept: int = 0
    lost: int | None = 0


def find_damage(engine: BoundedEngine) -> Iterator[Repaired]:
    """Yield what is damaged in a warehouse; nothing is changed. Raises StorageError."""
    for parts in parts_by_table(engine).values():
        for damage in damages(engine, parts):
            yield Repaired(_name(damage.part), damage.reason, "damaged")


def repair_warehouse(engine: BoundedEngine, aside: SetAside, losses: Losses) -> Iterator[Repaired]:
    """Mend every damaged part, and add to `losses` what is gone; raises StorageError."""
    finish_begun(engine)
    for parts in parts_by_table(engine).values():
        for damage in damages(engine, parts):
            aside.keep(Path(damage.part.path), damage.part.table)
            mend = _mend_open if damage.part.is_open else _mend_shut
            yield mend(engine, damage, losses, parts)


def settle_losses(data: Path, folder: Path, losses: Losses) -> int:
    """Make everything agree with what is left and return how many batches are lost."""
    with closing(Warehouse.open_embedded(folder)) as warehouse:
        keep_erased(data, warehouse)
        return settle(data, warehouse, losses) if losses.tables else 0


def _mend_open(
    engine: BoundedEngine, damage: Damage, losses: Losses, _parts: list[Part]
) -> Repaired:
    steps = (_bits_put_right, _head_put_right, _small_file_put_right)
    if any(step(engine, damage) for step in steps):
        return Repaired(_name(damage.part), damage.reason, "mended", damage.part.rows)
    return _rescue(engine, damage, losses)


def _bits_put_right(engine: BoundedEngine, damage: Damage) -> bool:
    """Turn the bits back that the engine names, and tell whether the part is sound then."""
    part, folder, message = damage.part, Path(damage.part.path), damage.message
    for _ in range(BITS_OF_A_PART):
        # Of some files a check says no more than that they are not right; reading them says more.
        if not (put_right(folder, message) or put_right(folder, read_all(engine, part) or "")):
            return False
        # The next process opens the files anew.
        engine.rest()
        after = check(engine, part)
        if after is None:
            return True
        message = after
    return False


def _small_file_put_right(engine: BoundedEngine, damage: Damage) -> bool:
    """Try the bits of a file that the engine names, and tell whether the part is sound then."""
    named = NAMED_FILE.search(damage.message)
    return named is not None and small_file_put_right(engine, damage.part, named[1])


def _head_put_right(engine: BoundedEngine, damage: Damage) -> bool:
    """Turn a bit in the head of a block back, and tell whether the part is sound then."""
    part = damage.part
    for file in sorted(Path(part.path).iterdir()):
        if not BLOCKS.search(file.suffix):
            continue
        damaged = file.read_bytes()
        for content in contents_with_sound_heads(damaged):
            replace(file, content)
            engine.rest()
            if check(engine, part) is None:
                return True
            replace(file, damaged)
    return False


def _rescue(engine: BoundedEngine, damage: Damage, losses: Losses) -> Repaired:
    part = damage.part
    rescued = copy_intact(engine, part)
    if rescued.lost:
        keys = keys_of_table(engine, part.table)
        losses.add(part.table, lost_of(engine, part, rescued.lost, keys))
    take_its_place(engine, part)
    return Repaired(_name(part), damage.reason, "rescued", rescued.kept, rescued.lost_rows)


def _mend_shut(
    engine: BoundedEngine, damage: Damage, losses: Losses, parts: list[Part]
) -> Repaired:
    """Bring a part back that the engine shut out, or leave it where it was set aside."""
    part = damage.part
    if covering(parts, part):
        shutil.rmtree(part.path)
        return Repaired(_name(part), damage.reason, "mended")
    file = open_again(engine, part)
    shutil.rmtree(part.path)
    if file is None:
        losses.add(part.table, None)
        return Repaired(_name(part), damage.reason, "unreadable", lost=None)
    return Repaired(_name(part), f"{damage.reason}: a flipped bit in {file}", "mended")


def _name(part: Part) -> str:
    return f"table {part.table}, part {part.own_name}"
