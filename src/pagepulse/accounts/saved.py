"""What members save in a project under an id of its own: goals, segments, annotations, alerts.

Each kind has a table with `project_id`, `saved_by`, `created_at` and `changed_at`. What else is in
it, who may change it and what the audit log says of it is up to the store of the kind.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Row, Table, delete, func, insert, select, update

from pagepulse.accounts.access import Access
from pagepulse.clock import now_ms
from pagepulse.errors import ConflictError, LimitExceededError, NotFoundError

# 64 random bits: ids are no secrets, they only must not collide.
ID_BYTES = 8

SavedRow = Row[tuple[object, ...]]
Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Saved:
    """One kind of what is saved: how it is spoken of, and where it stands.

    What reads takes further conditions, for a kind of which not everybody sees all.
    """

    noun: str
    table: Table
    # The column of its ids, and what they begin with.
    key: str
    prefix: str

    def list_by_name(
        self, connection: Connection, project_id: str, *where: Condition
    ) -> list[SavedRow]:
        """Return the rows of a project by their names."""
        columns = self.table.c
        query = select(self.table).where(columns.project_id == project_id, *where)
        query = query.order_by(func.lower(columns.name), columns[self.key])
        return list(connection.execute(query))

    def find(
        self, connection: Connection, project_id: str, saved_id: str, *where: Condition
    ) -> SavedRow:
        """Return a row; raises NotFoundError, also for one of another project."""
        query = select(self.table).where(*self._is(project_id, saved_id), *where)
        row = connection.execute(query).first()
        if row is None:
            raise NotFoundError(f"{self.noun}_not_found", f"There is no such {self.noun} for you.")
        return row

    def check_room(
        self,
        connection: Connection,
        project_id: str,
        most: int,
        *where: Condition,
        holder: str = "The project has",
    ) -> None:
        """Raise LimitExceededError where there are `most` of them already."""
        rows = select(func.count()).select_from(self.table)
        rows = rows.where(self.table.c.project_id == project_id, *where)
        count = connection.execute(rows).scalar_one()
        if count >= most:
            raise LimitExceededError(
                f"too_many_{self.noun}s",
                f"{holder} {most} {self.noun}s; delete one first.",
                limit=most,
                got=count + 1,
            )

    def check_name(
        self, connection: Connection, project_id: str, name: str, *where: Condition, but: str = ""
    ) -> None:
        """Raise ConflictError where another than `but` has the name, in whatever case."""
        columns = self.table.c
        query = select(columns.name).where(columns.project_id == project_id, *where)
        others = connection.execute(query.where(columns[self.key] != but)).scalars()
        # Not in SQL: SQLite knows upper and lower case of ASCII only.
        if name.lower() in {other.lower() for other in others}:
            raise ConflictError(
                f"{self.noun}_name_taken", f"A {self.noun} is called “{name}” already."
            )

    def insert(self, connection: Connection, access: Access, **values: object) -> SavedRow:
        """Store a new one in the name of who asks, and return its row."""
        saved_id = f"{self.prefix}{secrets.token_hex(ID_BYTES)}"
        now = now_ms()
        of_all = {"saved_by": access.actor, "created_at": now, "changed_at": now}
        of_this = {self.key: saved_id, "project_id": access.project_id, **values}
        connection.execute(insert(self.table).values(**of_all, **of_this))
        return self.find(connection, access.project_id, saved_id)

    def update(
        self, connection: Connection, access: Access, saved_id: str, **values: object
    ) -> SavedRow:
        """Change one that was found, and return its row."""
        changed = update(self.table).where(*self._is(access.project_id, saved_id))
        connection.execute(changed.values(changed_at=now_ms(), **values))
        return self.find(connection, access.project_id, saved_id)

    def delete(self, connection: Connection, access: Access, saved_id: str) -> None:
        """Delete one that was found."""
        connection.execute(delete(self.table).where(*self._is(access.project_id, saved_id)))

    def _is(self, project_id: str, saved_id: str) -> tuple[Condition, Condition]:
        return self.table.c.project_id == project_id, self.table.c[self.key] == saved_id
