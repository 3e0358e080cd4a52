"""What stands behind the applications says whether it can work."""

from __future__ import annotations

from pathlib import Path

import pytest

from pagepulse.accounts.origins import Origins
from pagepulse.errors import StorageError
from pagepulse.server.backend import Backend
from pagepulse.settings import Settings


async def test_while_batches_are_refused_because_the_journal_is_full_it_is_not_ready(
    tmp_path: Path,
):
    one_byte = Settings(data=tmp_path, journal_max_gb=1e-9)
    backend = Backend(one_byte, Origins.of(one_byte, 8200, 8201))

    with pytest.raises(StorageError) as refusal:
        await backend.checks["journal"]()
    problems = backend.pipeline.backlog().problems
    await backend.close_unstarted()

    assert refusal.value.code == "journal_full"
    assert problems == ("The journal is full.",)
