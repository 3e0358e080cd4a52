"""Whether a request of a tracker may come in at this moment: rates, the disk, budgets."""

from __future__ import annotations

from collections.abc import Callable

from pagepulse.ingest.rates import IngestRates


class Admission:
    """Stands before everything that trackers send."""

    def __init__(
        self,
        rates: IngestRates | None = None,
        check_disk: Callable[[], None] = lambda: None,
        check_budget: Callable[[str], None] = lambda _project_id: None,
    ) -> None:
        """Take what raises while the disk, or the budget of a project, has no room."""
        self._rates = rates or IngestRates()
        self._check_disk = check_disk
        self._check_budget = check_budget

    def check_address(self, address: str) -> None:
        """Count a request before its body is read; raises TooManyRequestsError."""
        self._rates.check_address(address)

    def check_disk(self) -> None:
        """Raise StorageError while nothing can be stored."""
        self._check_disk()

    def check_batch(self, project_id: str, session_id: str, address: str, size: int) -> None:
        """Count a batch of `size` bytes; raises TooManyRequestsError, StorageError."""
        self._check_budget(project_id)
        self._rates.check_batch(project_id, session_id, address, size)
