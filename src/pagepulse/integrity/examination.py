"""What an operator should know before users notice: the machine, the settings, the data folder."""

from __future__ import annotations

import contextlib
import os
import resource
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pagepulse.disk.damaged import DAMAGED_FOLDER
from pagepulse.disk.watch import measure
from pagepulse.disk.watermarks import Marks
from pagepulse.ingest.pipeline import JOURNAL_FILE
from pagepulse.journal.journal import QUARANTINE_FILE
from pagepulse.settings import Settings

# Each visitor with a socket takes one; below this a small site's evening is too much.
FEW_DESCRIPTORS = 4096
# Batches that wait longer than a projector needs for them: some seconds of a busy site.
LONG_QUEUE = 50_000
MB = 1_000_000
GB = 1_000_000_000
OWNER_ONLY = 0o077


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that was looked at; `say` names what to do where it is not good."""

    level: Literal["good", "careful", "bad"]
    what: str
    say: str


def examine(settings: Settings, marks: Marks) -> Iterator[Advice]:
    """Look at everything, most basic first; nothing is changed."""
    yield from _folder(settings.data)
    if (settings.data / DAMAGED_FOLDER).exists():
        yield _damaged(settings)
    yield _descriptors()
    yield _memory(settings.warehouse_memory_mb)
    yield from _addresses(settings)
    if settings.data.exists():
        yield _disk(settings.data, marks)
        yield from _queues(settings.data)


def _folder(data: Path) -> Iterator[Advice]:
    if not data.exists():
        yield Advice("good", "data folder", f"{data} is made at the first start.")
        return
    if not os.access(data, os.W_OK):
        yield Advice("bad", "data folder", f"{data} cannot be written by this user.")
        return
    mode = stat.S_IMODE(data.stat().st_mode)
    if mode & OWNER_ONLY:
        yield Advice("careful", "data folder", f"Others may read {data}: chmod 700 {data}")
    else:
        yield Advice("good", "data folder", f"{data}, for its owner only.")


def _damaged(settings: Settings) -> Advice:
    say = (
        f"{settings.data / DAMAGED_FOLDER} holds what visitors did, for {settings.damaged_days} "
        "days or until something is erased: delete it when nothing is missed."
    )
    return Advice("careful", "damaged files", say)


def _descriptors() -> Advice:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < FEW_DESCRIPTORS:
        say = f"{soft:,}: one is needed for each visitor online. Raise it: ulimit -n {hard}"
        return Advice("careful", "open files", say)
    return Advice("good", "open files", f"{soft:,} at a time.")


def _memory(warehouse_mb: int) -> Advice:
    total_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // MB
    say = f"{total_mb:,} MB, of which the warehouse may use {warehouse_mb:,}."
    # What the rest of the process and the system's file cache need.
    if warehouse_mb > total_mb / 2:
        return Advice("careful", "memory", f"{say} Lower PAGEPULSE_WAREHOUSE_MEMORY_MB.")
    return Advice("good", "memory", say)


def _addresses(settings: Settings) -> Iterator[Advice]:
    if not settings.public_url:
        say = "Only this machine reaches it; set PAGEPULSE_PUBLIC_URL behind a proxy."
        yield Advice("good", "public address", say)
        return
    if not settings.public_url.startswith("https:"):
        say = "Logins and recordings travel in the clear: give the proxy a certificate."
        yield Advice("bad", "public address", say)
    if not settings.player_url:
        say = "The player page has no address of its own: set PAGEPULSE_PLAYER_URL."
        yield Advice("bad", "player address", say)
    if not settings.trusted_proxies:
        say = (
            "Every visitor seems to come from the proxy, so limits by address meet all of them: "
            "set PAGEPULSE_TRUSTED_PROXIES to its network."
        )
        yield Advice("careful", "proxy", say)


def _disk(data: Path, marks: Marks) -> Advice:
    space = measure(data)
    state = marks.state_of(space)
    say = f"{space.free_bytes / GB:,.1f} GB of {space.total_bytes / GB:,.1f} GB are free."
    if state == "ok":
        return Advice("good", "disk", say)
    return Advice("bad", "disk", f"{say} Delete, keep data shorter, or set a storage budget.")


def _queues(data: Path) -> Iterator[Advice]:
    waiting = _count(data / JOURNAL_FILE, "entries")
    if waiting is not None:
        level: Literal["good", "careful"] = "careful" if waiting > LONG_QUEUE else "good"
        yield Advice(level, "journal", f"{waiting:,} batches wait for the warehouse.")
    refused = _count(data / QUARANTINE_FILE, "quarantine")
    if refused:
        say = f"{refused:,} batches could not be read. See them: pagepulse quarantine list"
        yield Advice("careful", "quarantine", say)


def _count(file: Path, table: str) -> int | None:
    """Return how many rows a table has; None where the file is missing or not readable."""
    with contextlib.suppress(sqlite3.Error):
        address = f"{file.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as db:
            (rows,) = db.execute(f"select count(*) from {table}").fetchone()  # noqa: S608 - two names of ours
            return int(rows)
    return None
