"""What holds while a server runs, told by one in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# Of some 190,000 objects that there are once all is imported.
MOST_OF_THEM = 150_000
SERVER = """
import gc, os, signal, sys
from pathlib import Path
from pagepulse.server.run import Instance
from pagepulse.settings import Settings

def ready() -> None:
    print(gc.get_freeze_count(), flush=True)
    os.kill(os.getpid(), signal.SIGTERM)

Instance(Settings(data=Path(sys.argv[1]), port=0, player_port=0)).run(ready)
"""


def test_what_stays_to_the_end_is_not_searched_for_garbage_while_requests_wait(
    tmp_path: Path,
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", SERVER, str(tmp_path)], capture_output=True, text=True, check=False
    )

    told = ran.stdout.splitlines()
    assert ran.returncode == 0, ran.stderr
    assert max(int(line) for line in told if line.isdigit()) > MOST_OF_THEM
