"""Hides a text or a pattern in what is stored beside the rrweb events: titles, errors, messages.

Old values are named by their hash: a mutation that named them would keep them in its own file.
"""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress

from pagepulse.errors import PagePulseError
from pagepulse.ingest.body import gunzip
from pagepulse.journal import Journal
from pagepulse.journal.entry import QuarantinedEntry
from pagepulse.journal.quarantine import delete_quarantine, quarantine_of_project
from pagepulse.privacy.models import RedactionRule
from pagepulse.privacy.rules import hide_of
from pagepulse.privacy.scrubbing import Hide
from pagepulse.warehouse import Warehouse

# Columns that hold words; none is in a table's key, which could not be changed in place.
TEXT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "page_views": ("title", "page_url", "path", "referrer"),
    "custom_events": ("name", "page_url", "properties"),
    "errors": ("message", "source", "stack", "page_url"),
    "console_messages": ("text",),
    "requests": ("url",),
    "vitals": ("element", "page_url"),
    "elements": ("label",),
    "sessions": ("referrer", "entry_page_url", "exit_page_url"),
}
# Values in one statement, and their bytes: statements are read whole.
MAX_VALUES = 200
MAX_BYTES = 64 * 1024


def count_texts(
    warehouse: Warehouse, project_id: str, rule: RedactionRule
) -> Iterator[tuple[str, int]]:
    """Yield `table.column` with the number of rows in which something would be hidden."""
    hide = hide_of(rule)
    for table, column in _columns() if hide else ():
        found = sum(rows for _, _, rows in _changes(warehouse, project_id, rule, table, column))
        yield f"{table}.{column}", found


def hide_texts(
    warehouse: Warehouse, project_id: str, rule: RedactionRule
) -> Iterator[tuple[str, int]]:
    """Do it, and yield the same; again it changes nothing. Raises StorageError."""
    hide = hide_of(rule)
    for table, column in _columns() if hide else ():
        changes = list(_changes(warehouse, project_id, rule, table, column))
        for start in range(0, len(changes), MAX_VALUES):
            part = changes[start : start + MAX_VALUES]
            for some in _small(part):
                _write(warehouse, project_id, table, column, some)
        yield f"{table}.{column}", sum(rows for _, _, rows in changes)


def drop_quarantined(journal: Journal, project_id: str, rule: RedactionRule) -> int:
    """Delete batches that could not be read and hold the text; return how many."""
    hide = hide_of(rule)
    if hide is None:
        return 0
    holding = [
        one.quarantine_id
        for one in quarantine_of_project(journal, project_id)
        if hide(_body(one))[1]
    ]
    return delete_quarantine(journal, holding) if holding else 0


def _body(quarantined: QuarantinedEntry) -> str:
    body = quarantined.entry.body
    if quarantined.entry.encoding == "gzip":
        # What cannot be unpacked holds no text that anybody could read.
        with suppress(PagePulseError):
            body = gunzip(body)
    return body.decode("utf-8", "replace")


def _columns() -> Iterator[tuple[str, str]]:
    for table, columns in TEXT_COLUMNS.items():
        yield from ((table, column) for column in columns)


Change = tuple[int, str, int]


def _changes(
    warehouse: Warehouse, project_id: str, rule: RedactionRule, table: str, column: str
) -> Iterator[Change]:
    """Yield hash of the old value, new value and number of rows."""
    hide: Hide | None = hide_of(rule)
    holds = "positionCaseInsensitiveUTF8(toString({column}), {{text:String}}) > 0"
    condition = holds.format(column=column) if rule.kind == "text" else f"{column} != ''"
    rows = warehouse.query(
        f"select toString({column}) as value, sipHash64(value) as hash, count() as rows "
        f"from {table} where project_id = {{project_id:String}} and {condition} "
        "group by value",
        {"project_id": project_id, "text": rule.text},
    )
    for row in rows:
        hidden, hits = hide(row["value"]) if hide else ("", 0)
        if hits:
            yield int(row["hash"]), hidden, int(row["rows"])


def _small(changes: list[Change]) -> Iterator[list[Change]]:
    part: list[Change] = []
    size = 0
    for change in changes:
        if part and size + len(change[1].encode()) > MAX_BYTES:
            yield part
            part, size = [], 0
        part.append(change)
        size += len(change[1].encode())
    if part:
        yield part


def _write(
    warehouse: Warehouse, project_id: str, table: str, column: str, changes: list[Change]
) -> None:
    warehouse.command(
        f"alter table {table} update {column} = transform(sipHash64(toString({column})), "
        f"{{old:Array(UInt64)}}, {{new:Array(String)}}, toString({column})) "
        "where project_id = {project_id:String} "
        f"and sipHash64(toString({column})) in {{old:Array(UInt64)}}",
        {
            "project_id": project_id,
            "old": [old for old, _, _ in changes],
            "new": [new for _, new, _ in changes],
        },
        settings={"mutations_sync": 1},
    )
