"""Hides a text or a pattern in what is stored beside the rrweb events: titles, errors, messages.

Old values are named by their hash: a mutation that named them would keep them in its own file.
"""

# ruff: noqa: S608  # statements are made of this module's constants; every value is bound

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

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
# What is derived from these holds them again: hidden with them, counted once.
COPIES: Mapping[str, tuple[str, ...]] = {"session_facts": ("entry_page_url", "exit_page_url")}
COPIED_LISTS: Mapping[str, tuple[str, ...]] = {
    "session_facts": ("view_urls", "view_paths", "view_titles", "event_names")
}
# Values in one statement, and their bytes: statements are read whole.
MAX_VALUES = 200
MAX_BYTES = 64 * 1024


# A text as it shall be, by its hash.
NEW = "transform(sipHash64({text}), {{old:Array(UInt64)}}, {{new:Array(String)}}, {text})"
IS_OLD = "has({{old:Array(UInt64)}}, sipHash64({text}))"


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column that holds words, as expressions of SQL."""

    table: str
    name: str
    # Each text in it; the column as it shall be; whether a text of it changes.
    text: str
    hidden: str
    is_old: str


def _single(table: str, name: str) -> TextColumn:
    text = f"toString({name})"
    return TextColumn(table, name, text, NEW.format(text=text), IS_OLD.format(text=text))


def _list(table: str, name: str) -> TextColumn:
    hidden, is_old = NEW.format(text="toString(one)"), IS_OLD.format(text="toString(one)")
    return TextColumn(
        table,
        name,
        f"toString(arrayJoin({name}))",
        f"arrayMap(one -> {hidden}, {name})",
        f"arrayExists(one -> {is_old}, {name})",
    )


# Names of custom events with their moments, of which facts are made.
NAMED = TextColumn(
    "batches",
    "named",
    "arrayJoin(named.name)",
    f"arrayMap(one -> (one.1, {NEW.format(text='one.2')}), named)",
    f"arrayExists(one -> {IS_OLD.format(text='one')}, named.name)",
)


def count_texts(
    warehouse: Warehouse, project_id: str, rule: RedactionRule
) -> Iterator[tuple[str, int]]:
    """Yield `table.column` with the number of rows in which something would be hidden."""
    for column in _columns() if hide_of(rule) else ():
        found = sum(rows for _, _, rows in _changes(warehouse, project_id, rule, column))
        yield f"{column.table}.{column.name}", found


def hide_texts(
    warehouse: Warehouse, project_id: str, rule: RedactionRule
) -> Iterator[tuple[str, int]]:
    """Do it, and yield the same; again it changes nothing. Raises StorageError."""
    for column in _columns() if hide_of(rule) else ():
        found = _hide(warehouse, project_id, rule, column)
        yield f"{column.table}.{column.name}", found


def hide_copies(warehouse: Warehouse, project_id: str, rule: RedactionRule) -> None:
    """Do it in what is derived; call it while the projector is paused. Raises StorageError."""
    for column in _copies() if hide_of(rule) else ():
        _hide(warehouse, project_id, rule, column)


def _hide(warehouse: Warehouse, project_id: str, rule: RedactionRule, column: TextColumn) -> int:
    changes = list(_changes(warehouse, project_id, rule, column))
    for start in range(0, len(changes), MAX_VALUES):
        for some in _small(changes[start : start + MAX_VALUES]):
            _write(warehouse, project_id, column, some)
    return sum(rows for _, _, rows in changes)


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


def _columns() -> Iterable[TextColumn]:
    return (_single(table, name) for table, names in TEXT_COLUMNS.items() for name in names)


def _copies() -> Iterable[TextColumn]:
    """Yield what facts are made of before they are."""
    yield NAMED
    yield from (_single(table, name) for table, names in COPIES.items() for name in names)
    yield from (_list(table, name) for table, names in COPIED_LISTS.items() for name in names)


Change = tuple[int, str, int]


def _changes(
    warehouse: Warehouse, project_id: str, rule: RedactionRule, column: TextColumn
) -> Iterator[Change]:
    """Yield hash of the old value, new value and number of rows."""
    hide: Hide | None = hide_of(rule)
    holds = "positionCaseInsensitiveUTF8(value, {text:String}) > 0"
    condition = holds if rule.kind == "text" else "value != ''"
    rows = warehouse.query(
        "select value, sipHash64(value) as hash, count() as rows from ("
        f"select {column.text} as value from {column.table} "
        f"where project_id = {{project_id:String}}) where {condition} group by value",
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
    warehouse: Warehouse, project_id: str, column: TextColumn, changes: list[Change]
) -> None:
    warehouse.command(
        f"alter table {column.table} update {column.name} = {column.hidden} "
        f"where project_id = {{project_id:String}} and {column.is_old}",
        {
            "project_id": project_id,
            "old": [old for old, _, _ in changes],
            "new": [new for _, new, _ in changes],
        },
        settings={"mutations_sync": 1},
    )
