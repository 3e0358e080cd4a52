"""Opens parts that the engine shut out at its start, because one of their small files is damaged.

What such a file says the engine compares with its checksum when a part is attached: so each of its
bits is turned until the part opens, in a table of its own.
"""

# ruff: noqa: S608  # statements are made of names of our own schema and of parts

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pagepulse.integrity.bounded_engine import BoundedEngine, UnreadableError
from pagepulse.integrity.damaged_parts import Part, check
from pagepulse.integrity.flipped_bits import put_right, replace
from pagepulse.integrity.set_aside import linked
from pagepulse.warehouse.connection import DATABASE

# What a part needs for opening, and how many bytes of it are looked at, the likely and small
# first. Of blocks only the head: of all that is behind it, the engine says itself which bit it is.
# With two milliseconds for a bit all of them are two minutes.
LOOKED_AT = {
    "count.txt": 20,
    "partition.dat": 64,
    "default_compression_codec.txt": 64,
    "checksums.txt": 64,
    "data.cmrk*": 32,
    "*.dict.cmrk*": 32,
    "columns.txt": 4096,
    "serialization.json": 8192,
    "columns_substreams.txt": 8192,
}
# Of a file that the engine names; an attempt takes some ten milliseconds where the part opens.
SMALL_BYTES = 64
TRIAL = "opened_"


def covering(parts: list[Part], shut: Part) -> Part | None:
    """Return a part in use that has all rows of one that was shut out; None where none has."""
    first, last = _blocks(shut.own_name)
    for part in parts:
        begin, end = _blocks(part.own_name)
        is_same = part.is_open and part.partition_id == shut.partition_id
        if is_same and begin <= first and last <= end:
            return part
    return None


def open_again(engine: BoundedEngine, shut: Part) -> str | None:
    """Put a part back with one bit right again; return the bit's file, or None if no bit is it."""
    with _trial_of(engine, shut) as trial:
        file = _make_it_open(engine, trial, shut)
        if file is not None:
            target = _folder_of(engine, shut.table) / shut.own_name
            found = _attached(engine, trial)
            engine.rest()
            # Where it was: a part's name says which rows replace which.
            Path(found.path).rename(target)
    return file


def small_file_put_right(engine: BoundedEngine, part: Part, name: str) -> bool:
    """Turn a bit of a file of an open part back, and tell whether the part is sound then."""
    with _trial_of(engine, part) as trial:
        is_found = _turn_bits(engine, trial, part, {name: SMALL_BYTES}) is not None
        if is_found:
            content = (Path(_attached(engine, trial).path) / name).read_bytes()
    if is_found:
        replace(Path(part.path) / name, content)
        engine.rest()
    return is_found


@contextmanager
def _trial_of(engine: BoundedEngine, part: Part) -> Iterator[str]:
    """Give the name of a table like that of a part, in which nothing is."""
    trial = f"{TRIAL}{part.table}"
    engine.run(f"drop table if exists {trial} sync")
    engine.run(f"create table {trial} as {part.table}")
    yield trial
    engine.run(f"drop table {trial} sync")


def _make_it_open(engine: BoundedEngine, trial: str, shut: Part) -> str | None:
    copy = _copied(engine, trial, shut)
    message = _attach(engine, trial, copy.name)
    if message is not None and (file := put_right(copy, message)):
        return None if _attach(engine, trial, copy.name) else file
    return _turn_bits(engine, trial, shut, LOOKED_AT)


def _turn_bits(
    engine: BoundedEngine, trial: str, part: Part, looked_at: Mapping[str, int]
) -> str | None:
    """Attach a copy with one bit right again; return the bit's file, None if none is it."""
    copy = _copied(engine, trial, part)
    for file, content in _turned(copy, looked_at):
        replace(file, content)
        if _attach(engine, trial, copy.name) is None:
            found = _attached(engine, trial)
            if found.rows and check(engine, found) is None:
                return file.name
            engine.run(f"truncate table {trial} sync")
            _copied(engine, trial, part)
    return None


def _copied(engine: BoundedEngine, trial: str, part: Part) -> Path:
    """Lay a copy of a part where the trial's table can attach it."""
    copy = _folder_of(engine, trial) / "detached" / part.own_name
    if not copy.exists():
        linked(Path(part.path), copy)
    return copy


def _turned(folder: Path, looked_at: Mapping[str, int]) -> Iterator[tuple[Path, bytes]]:
    """Yield files with each of their bits turned; write them as they were afterwards."""
    for pattern, length in looked_at.items():
        for file in list(folder.glob(pattern)):
            sound = file.read_bytes()
            for bit in range(8 * min(length, len(sound))):
                content = bytearray(sound)
                content[bit // 8] ^= 1 << bit % 8
                yield file, bytes(content)
            replace(file, sound)


def _attach(engine: BoundedEngine, trial: str, name: str) -> str | None:
    try:
        engine.run(f"alter table {trial} attach part '{name}'")
    except UnreadableError as failure:
        return str(failure)
    return None


def _attached(engine: BoundedEngine, trial: str) -> Part:
    """Return what is in the trial's table; no rows where the engine thinks that it holds none."""
    found = engine.rows(
        "select name, path, rows, bytes_on_disk as bytes from system.parts where active "
        f"and database = '{DATABASE}' and table = '{trial}'"
    )
    return Part(trial, **found[0]) if found else Part(trial, "", "", 0)


def _folder_of(engine: BoundedEngine, table: str) -> Path:
    (found,) = engine.rows(
        f"select data_paths[1] as path from system.tables where database = '{DATABASE}' "
        f"and name = '{table}'"
    )
    return Path(found["path"])


def _blocks(name: str) -> tuple[int, int]:
    """Return the first and the last insert of a part: `partition_first_last_level[_mutation]`."""
    _, first, last, *_ = name.split("_")
    return int(first), int(last)
