"""A small site with the built tracker in it, and the server that its batches go to.

Two servers of the standard library, each on a free port, so that the tracker crosses origins as it
does on a real site. Pages are the files of `pages/`; `{{collector}}` in them is the other origin.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pagepulse

PAGES = Path(__file__).parent / "pages"
SCRIPTS = Path(pagepulse.__file__).parent / "static" / "tracker"
PROJECT_KEY = "pk_test"
KINDS = {".css": "text/css; charset=utf-8", ".png": "image/png", ".svg": "image/svg+xml"}
CONFIG_PATH = "/api/tracking/config"
OPT_OUT_PATH = "/api/tracking/opt-out"
ASSETS_PATH = "/api/tracking/assets"

Json = dict[str, Any]


# What the handler answers a request with; the connection breaks without an answer where it is None.
Answer = tuple[int, dict[str, str], bytes] | None


@dataclass(frozen=True)
class Fault:
    """A way in which the way to the server fails; `name` is one of FAULTS."""

    name: str
    # Longest body that is taken, after decompression, in bytes.
    limit: int = 0

    def answer(self, text: bytes) -> Answer:
        """Answer an upload that is not stored, or that is stored without the page hearing of it."""
        match self.name:
            case "refused" | "lost_answer" | "black_hole":
                return None
            case "portal":
                page = b"<!doctype html><title>Log in to the hotel's network</title>"
                return 200, {"Content-Type": "text/html"}, page
            case "too_large":
                return (413, {}, b"{}") if len(text) > self.limit else (202, {}, b"{}")
            case "429" | "503":
                return int(self.name), {"Retry-After": "2"}, b"{}"
            case status:
                return int(status), {}, b"{}"


FAULTS = ("refused", "lost_answer", "black_hole", "portal", "too_large", "429", "500", "503")


@dataclass(frozen=True)
class Upload:
    """One request to the ingest endpoint, answered with `status`."""

    query: str
    content_type: str
    wire_bytes: int
    text: str
    status: int
    # False when the answer did not reach the page.
    is_heard: bool = True

    @property
    def batch(self) -> Json:
        batch: Json = json.loads(self.text)
        return batch


@dataclass
class Collector:
    """What arrived, and how the server answers."""

    uploads: list[Upload] = field(default_factory=list)
    preflights: int = 0
    # Statuses of the next answers; 202 when it is empty.
    answers: list[int] = field(default_factory=list)
    # Answered to every request instead, while it is set.
    always: int | None = None
    # Set while the way to the server is broken.
    fault: Fault | None = None
    # What the vault holds by hash; None: this server has no vault.
    assets: dict[str, bytes] | None = None
    # Paths of what the vault was asked for, in order.
    vault_calls: list[str] = field(default_factory=list)
    is_vault_slow: bool = False
    arrived: threading.Condition = field(default_factory=threading.Condition)
    # What trackers are told of their project; None: the server does not answer that.
    config: Json | None = field(
        default_factory=lambda: {"recordShare": 1, "privacyMode": "balanced", "maskSelectors": []}
    )

    def receive(self, query: str, content_type: str, body: bytes) -> Answer:
        """Note one upload and return the answer."""
        text = gzip.decompress(body) if "encoding=gzip" in query else body
        with self.arrived:
            answer = self._answer(text)
            status = 202 if self._is_lost_answer() else answer[0] if answer else 0
            is_heard = answer is not None
            upload = Upload(query, content_type, len(body), text.decode(), status, is_heard)
            self.uploads.append(upload)
            self.arrived.notify_all()
            if self.fault and self.fault.name == "black_hole":
                self.arrived.wait_for(lambda: self.fault is None)
        return answer

    def _answer(self, text: bytes) -> Answer:
        if self.fault:
            return self.fault.answer(text)
        return self.always or (self.answers.pop(0) if self.answers else 202), {}, b"{}"

    def keep(self, path: str, query: str, body: bytes) -> Answer:
        """Answer what the tracker asks of the vault."""
        with self.arrived:
            self.vault_calls.append(path)
            self.arrived.notify_all()
            self.arrived.wait_for(lambda: not self.is_vault_slow)
            if self.assets is None or self.fault:
                return 404, {}, b"{}"
            content = gzip.decompress(body) if "encoding=gzip" in query else body
            if path != ASSETS_PATH:
                missing = [name for name in json.loads(content) if name not in self.assets]
                return 200, {}, json.dumps({"missing": missing}).encode()
            name = hashlib.sha256(content).hexdigest()
            self.assets[name] = content
            self.arrived.notify_all()
            return 201, {}, json.dumps({"hash": name}).encode()

    def _is_lost_answer(self) -> bool:
        return self.fault is not None and self.fault.name == "lost_answer"

    def mend_vault(self) -> None:
        """Let the vault answer what it was asked while it was slow."""
        with self.arrived:
            self.is_vault_slow = False
            self.arrived.notify_all()

    def fail_with(self, fault: Fault | None) -> None:
        """Break the way to the server, or mend it."""
        with self.arrived:
            self.fault = fault
            self.arrived.notify_all()

    @property
    def batches(self) -> list[Json]:
        """Acknowledged batches, each once, in the order of their first arrival."""
        with self.arrived:
            acked = [upload.batch for upload in self.uploads if upload.status == 202]
        return list({(b["sessionKey"], b["tabId"], b["seq"]): b for b in acked}.values())

    def all_of(self, kind: str) -> list[Json]:
        """One list of all batches, such as `events`; lists without any are not sent."""
        return [part for batch in self.batches for part in batch.get(kind, [])]

    def events(self, kind: int) -> list[Json]:
        """Return the rrweb events of one type."""
        return [event for event in self.all_of("events") if event["type"] == kind]


class SiteHandler(BaseHTTPRequestHandler):
    """Pages of the visited site."""

    protocol_version = "HTTP/1.1"

    def __init__(self, collector: str, *args: Any) -> None:
        self.collector = collector
        super().__init__(*args)

    def do_GET(self) -> None:
        path = urlsplit(self.path).path.strip("/") or "index"
        kind = KINDS.get(Path(path).suffix)
        name = path if kind else f"{path.split('/')[0].removesuffix('.html')}.html"
        file = PAGES / name
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = file.read_bytes().replace(b"{{collector}}", self.collector.encode())
        body = swapped(urlsplit(self.path).query, body)
        body = body.replace(b"{{other}}", other_origin(self.headers["Host"]).encode())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind or "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if path.startswith("strict"):
            allowed = parse_qs(urlsplit(self.path).query).get("connect", [""])[0]
            policy = strict_policy(self.collector, allowed)
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


def swapped(query: str, body: bytes) -> bytes:
    """Return the page with one text in the place of another: `?swap=before~after`."""
    before, _, after = parse_qs(query).get("swap", [""])[0].partition("~")
    return body.replace(before.encode(), after.encode()) if before else body


def other_origin(host: str) -> str:
    """Return the other of the two origins by which loopback shows the same pages."""
    name, _, port = host.partition(":")
    return f"http://{'127.0.0.1' if name == 'localhost' else 'localhost'}:{port}"


def strict_policy(collector: str, connect: str) -> str:
    """Allow the page itself and, of others, only what the tracker needs; `connect`: and that."""
    return (
        f"default-src 'none'; script-src {collector}; connect-src {collector} {connect}; "
        "style-src 'self'; "
        "img-src 'self'; require-trusted-types-for 'script'; trusted-types pagepulse"
    )


class CollectorHandler(BaseHTTPRequestHandler):
    """The tracker's files and its ingest endpoint."""

    protocol_version = "HTTP/1.1"

    def __init__(self, collector: Collector, *args: Any) -> None:
        self.collector = collector
        super().__init__(*args)

    def do_GET(self) -> None:
        if urlsplit(self.path).path == CONFIG_PATH:
            config = self.collector.config
            status = HTTPStatus.OK if config else HTTPStatus.SERVICE_UNAVAILABLE
            body = json.dumps(config).encode()
            self.answer(status, body, **{"Content-Type": "application/json"})
            return
        file = SCRIPTS / Path(urlsplit(self.path).path).name
        if file.suffix == ".js" and file.is_file():
            self.answer(HTTPStatus.OK, file.read_bytes(), **{"Content-Type": "text/javascript"})
        else:
            self.answer(HTTPStatus.NOT_FOUND, b"")

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        body = self.rfile.read(length)
        if len(body) < length:
            # The page was left in the middle of the upload: nothing arrived.
            self.close_connection = True
            return
        address = urlsplit(self.path)
        if address.path.startswith(ASSETS_PATH):
            answer = self.collector.keep(address.path, address.query, body)
        elif address.path == OPT_OUT_PATH:
            answer = 202, {}, b"{}"
        else:
            content_type = self.headers["Content-Type"]
            answer = self.collector.receive(address.query, content_type, body)
        if answer:
            status, headers, content = answer
            self.answer(status, content, **headers)
        else:
            self.close_connection = True

    def do_OPTIONS(self) -> None:
        self.collector.preflights += 1
        self.answer(HTTPStatus.FORBIDDEN, b"")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Expose-Headers", "Retry-After")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


class QuietServer(ThreadingHTTPServer):
    """A server whose clients may go away in the middle: that is what closing tabs do."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Ignore it: connections that break are part of the tests."""


@contextmanager
def serving(handler: Callable[..., BaseHTTPRequestHandler], port: int = 0) -> Iterator[str]:
    """Serve on a free port of loopback until the end of the block; yields the origin."""
    server = QuietServer(("127.0.0.1", port), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class CollectorHost:
    """The collector's server, which can be stopped and started again on its port."""

    def __init__(self, collector: Collector) -> None:
        self._handler = partial(CollectorHandler, collector)
        self._running = ExitStack()
        self.url = ""

    def start(self) -> None:
        port = urlsplit(self.url).port or 0
        self.url = self._running.enter_context(serving(self._handler, port))

    def stop(self) -> None:
        """Free the port; connections that are open go on until their next request."""
        self._running.close()


@dataclass
class TrackerSite:
    """The two running servers."""

    url: str
    collector_url: str
    collector: Collector
    host: CollectorHost


@contextmanager
def tracker_site() -> Iterator[TrackerSite]:
    """Run the site and the collector."""
    collector = Collector()
    host = CollectorHost(collector)
    with ExitStack() as stack:
        stack.callback(host.stop)
        host.start()
        url = stack.enter_context(serving(partial(SiteHandler, host.url)))
        # Another host name of loopback makes it another site: cookies and storage stay apart.
        yield TrackerSite(url.replace("127.0.0.1", "localhost"), host.url, collector, host)
