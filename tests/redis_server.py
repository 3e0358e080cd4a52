"""A real redis-server for the tests of several servers."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

# A start takes a tenth of a second.
START_SECONDS = 20


class RedisServer:
    """One on a port of its own that can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port: int = free.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        """Return when it answers."""
        options = ("--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
        self._process = subprocess.Popen(
            [program(), "--port", str(self._port), *options],
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert time.monotonic() < deadline, "redis-server does not answer"
            time.sleep(0.02)

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), 1) as asked:
            asked.sendall(b"PING\r\n")
            return asked.recv(16).startswith(b"+PONG")
        return False


def program() -> str:
    """Return the path of redis-server; fails the test without one."""
    found = os.environ.get("PAGEPULSE_TEST_REDIS") or shutil.which("redis-server")
    if not found:
        pytest.fail(
            "The tests of several servers need redis-server (Debian, Ubuntu: `apt-get install "
            "redis-server`); name one in PAGEPULSE_TEST_REDIS."
        )
    return found


@contextmanager
def running_redis(folder: Path) -> Iterator[RedisServer]:
    """Run one until the end of the block."""
    server = RedisServer(folder)
    server.start()
    try:
        yield server
    finally:
        server.stop()
