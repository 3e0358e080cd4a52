"""Which projects have used up their room; asked for every batch."""

from __future__ import annotations

from pagepulse.errors import StorageError

# The next look at a project is a minute away; what it finds out takes minutes to become room.
RETRY_SECONDS = 300


class Budgets:
    """The projects that are refused, as the keeper last found them."""

    def __init__(self) -> None:
        """Refuse nobody."""
        self.refused: frozenset[str] = frozenset()

    def check(self, project_id: str) -> None:
        """Raise StorageError for a project that has used up its budget."""
        if project_id in self.refused:
            raise StorageError(
                "storage_budget_reached",
                "The project has used up its room on the server; send again later.",
                retryAfterSeconds=RETRY_SECONDS,
            )
