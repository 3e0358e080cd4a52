"""What a page said about itself during one session: its console, requests and web vitals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pagepulse.errors import InvalidInputError
from pagepulse.questions.cursors import Position, decode_cursor, encode_cursor
from pagepulse.replay.detail import find_session
from pagepulse.replay.signal_models import (
    ConsoleMessages,
    PageRequests,
    SessionConsoleMessage,
    SessionRequest,
    SessionVital,
    Vitals,
)
from pagepulse.replay.signal_queries import Place, SignalRequest, select_signals, select_vitals
from pagepulse.warehouse import Row, Warehouse

Table = Literal["console_messages", "requests"]


@dataclass(frozen=True, slots=True)
class PageOf:
    """One page of a list of a session, as asked."""

    project_id: str
    session_id: str
    cursor: str | None
    limit: int

    def question(self, table: Table) -> str:
        """Return what a cursor is bound to."""
        return f"{table} {self.project_id} {self.session_id}"


def read_console(warehouse: Warehouse, page: PageOf) -> ConsoleMessages:
    """Return console messages; raises NotFoundError, InvalidInputError `invalid_cursor`."""
    rows, next_cursor = read_page(warehouse, "console_messages", page)
    messages = [SessionConsoleMessage(**without_place(row)) for row in rows]
    return ConsoleMessages(messages=messages, next_cursor=next_cursor)


def read_requests(warehouse: Warehouse, page: PageOf) -> PageRequests:
    """Return requests; raises NotFoundError, InvalidInputError `invalid_cursor`."""
    rows, next_cursor = read_page(warehouse, "requests", page)
    requests = [SessionRequest(**without_place(row)) for row in rows]
    return PageRequests(requests=requests, next_cursor=next_cursor)


def read_vitals(warehouse: Warehouse, project_id: str, session_id: str) -> Vitals:
    """Return the web vitals of a session; raises NotFoundError `session_not_found`."""
    find_session(warehouse, project_id, session_id)
    rows = select_vitals(warehouse, project_id, session_id)
    return Vitals(vitals=[SessionVital(**row) for row in rows])


def read_page(warehouse: Warehouse, table: Table, page: PageOf) -> tuple[Sequence[Row], str | None]:
    """Return the rows of one page and the cursor of the next one."""
    find_session(warehouse, page.project_id, page.session_id)
    question = page.question(table)
    after = place_of(decode_cursor(page.cursor, question)) if page.cursor else None
    # One row more than wanted tells whether another page follows.
    wanted = SignalRequest(page.project_id, page.session_id, after, page.limit + 1)
    rows = select_signals(warehouse, table, wanted)
    shown = rows[: page.limit]
    is_last = len(rows) <= page.limit
    return shown, None if is_last else encode_cursor(position_of(shown[-1]), question)


def position_of(row: Row) -> Position:
    """Return where a row stands, as a cursor holds it."""
    return Position(row["at"], f"{row['tab_id']} {row['seq']} {row['position']}")


def place_of(position: Position) -> Place:
    """Return the place in the table of a cursor's position."""
    try:
        tab_id, seq, place = position.session_id.split(" ")
        return Place(position.value, tab_id, int(seq), int(place))
    except ValueError as failure:
        raise InvalidInputError("invalid_cursor", "The cursor is not of this list.") from failure


def without_place(row: Row) -> Row:
    """Return a row without what only its order needs."""
    return {name: value for name, value in row.items() if name not in {"seq", "position"}}
