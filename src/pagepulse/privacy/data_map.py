"""What is stored, for what, from where, how long: `data_map.toml`, checked against the stores."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pagepulse.privacy.models import DataKind, DataMap
from pagepulse.projects.models import RetentionSettings

FILE = Path(__file__).with_name("data_map.toml")
# What `retention` in the file may say, in words.
WORDS: Mapping[str, str] = {
    "recordingDays": "days of recordings, a setting of the project",
    "eventDays": "days of sessions, a setting of the project",
    "auditDays": "days of the audit log, a setting of the project",
    "quarantineDays": "days of quarantine, a setting of the project",
    "seconds": "seconds: until it is in the warehouse",
    "late": "30 days: as long as something may come late",
    "project": "as long as the project",
    "account": "until the login or the right is removed",
    "unused": "until no recording refers to it",
    "request": "while a request is worked on",
    "receipt": "as long as the project: the proof of what was deleted",
    "expiry": "until it is used or has expired",
    "share": "30 days after the link has ended",
    "service": "as long as the server: nothing of a person",
    "day": "until 00:00 UTC",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """Columns of one table that are kept for one purpose."""

    store: str
    table: str
    columns: tuple[str, ...]
    what: str
    purpose: str
    source: str
    retention: str


def kinds() -> Iterator[Kind]:
    """Yield what the file says."""
    document: dict[str, Any] = tomllib.loads(FILE.read_text())
    for store, tables in document.items():
        for table, entries in tables.items():
            for entry in entries:
                yield Kind(
                    store=store, table=table, **{**entry, "columns": tuple(entry["columns"])}
                )


def of_project(retention: RetentionSettings) -> DataMap:
    """Return the map with the days of a project."""
    days = retention.model_dump(by_alias=True)
    return DataMap(
        kinds=[
            DataKind.model_validate(
                {
                    "store": kind.store,
                    "table": kind.table,
                    "columns": list(kind.columns),
                    "what": kind.what,
                    "purpose": kind.purpose,
                    "source": kind.source,
                    "retention": WORDS[kind.retention],
                    "days": days.get(kind.retention),
                }
            )
            for kind in kinds()
        ]
    )


def as_markdown() -> str:
    """Return the table of docs/data-map.md."""
    lines = [
        "| store | table | columns | what | purpose | from | until |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {kind.store} | `{kind.table}` | {', '.join(f'`{name}`' for name in kind.columns)} "
        f"| {kind.what} | {kind.purpose} | {kind.source} | {WORDS[kind.retention]} |"
        for kind in kinds()
    ]
    return "\n".join(lines) + "\n"
