"""A webhook goes to the public address that was checked, signed, or nowhere."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import socket
from collections.abc import AsyncIterator, Sequence

import httpx
import pytest

from pagepulse.errors import InvalidInputError
from pagepulse.outbound.addresses import is_public, parse_target, resolve_by_system
from pagepulse.outbound.deliveries import GivenUpError, NotSentError
from pagepulse.outbound.signing import signature
from pagepulse.outbound.webhooks import Hook, WebhookSender

PUBLIC = "93.184.216.34"
HOOK = Hook("https://hooks.example/in?team=1", "whsec_test")
BODY = b'{"event":"alert.fired"}'


class Network:
    """The edge of the network: what is asked of names, and which requests leave."""

    def __init__(self, *answers: Sequence[str], status: int = 200, body: bytes = b"ok") -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.requests: list[httpx.Request] = []
        self._status, self._body = status, body

    async def resolve(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(
            self._status, content=self._body, headers={"Location": "http://127.0.0.1/"}
        )

    def sender(self) -> WebhookSender:
        return WebhookSender(
            allow_loopback=False,
            resolve=self.resolve,
            transport=httpx.MockTransport(self.answer),
        )


DENIED = [
    "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1",
    "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.9", "224.0.0.1", "239.1.1.1",
    "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "::127.0.0.1", "fe80::1", "fec0::1",
    "fc00::1", "fd12:3456::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1",
    "2001::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1",
]  # fmt: skip


@pytest.mark.parametrize("address", DENIED)
def test_an_address_that_is_not_public_is_denied(address: str):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", [PUBLIC, "1.1.1.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_a_public_address_is_not(address: str):
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", DENIED)
async def test_one_such_address_among_public_ones_is_enough_to_refuse(address: str):
    network = Network([PUBLIC, address])

    with pytest.raises(InvalidInputError, match="not public"):
        await network.sender().check(HOOK.url)
    with pytest.raises(GivenUpError, match="not public"):
        await network.sender().send(HOOK, "alert.fired", "dlv_1", BODY)

    assert network.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/", "ftp://hooks.example/", "file:///etc/passwd", "//hooks.example/",
        "hooks.example", "https://", "https:///path", "https://user:pw@hooks.example/",
        "https://hooks.example@127.0.0.1/", "https://hooks.example/#part",
        "https://hooks.example /",
        "https://hooks.example:99999/", "https://hooks.example:port/", "https://[::1/",
        "https://h\u00f6oks.example/", "https://hooks.example/\r\nX: y", "http://localhost/",
        "gopher://hooks.example/", "https://hooks.example/" + "a" * 2_100,
    ],
)  # fmt: skip
def test_what_is_no_plain_https_address_is_refused(url: str):
    with pytest.raises(InvalidInputError) as refused:
        parse_target(url, allow_loopback=False)

    assert refused.value.code == "invalid_webhook_url"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "0", "0.0.0.0", "[::]"],
)  # fmt: skip
async def test_a_listener_on_this_machine_sees_nobody_however_it_is_written(
    host: str, listeners: list[str]
):
    sender = WebhookSender(allow_loopback=False, resolve=resolve_by_system)
    for port in {address.rpartition(":")[2] for address in listeners[:2]}:
        url = f"https://{host}:{port}/"
        with pytest.raises(InvalidInputError):
            await sender.check(url)
        with pytest.raises(NotSentError):
            await sender.send(Hook(url, "whsec_"), "alert.fired", "dlv_1", BODY)

    await asyncio.sleep(0)
    assert listeners[2:] == []


@pytest.fixture
async def listeners() -> AsyncIterator[list[str]]:
    """Listen on both loopback addresses; two addresses, then one entry for each connection."""
    seen: list[str] = []

    async def note(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append("connected")
        writer.close()

    servers = [
        await asyncio.start_server(note, "127.0.0.1", 0),
        await asyncio.start_server(note, "::1", 0, family=socket.AF_INET6),
    ]
    seen += [
        f"{one.sockets[0].getsockname()[0]}:{one.sockets[0].getsockname()[1]}" for one in servers
    ]
    yield seen
    for one in servers:
        one.close()
        await one.wait_closed()


async def test_the_connection_goes_to_the_address_that_was_checked_under_the_right_name():
    network = Network([PUBLIC])

    await network.sender().send(HOOK, "alert.fired", "dlv_1", BODY)

    (request,) = network.requests
    assert (str(request.url), request.headers["host"]) == (
        f"https://{PUBLIC}/in?team=1",
        "hooks.example",
    )
    assert request.extensions["sni_hostname"] == "hooks.example"


async def test_a_name_that_leads_elsewhere_the_second_time_gains_nothing():
    network = Network([PUBLIC], ["127.0.0.1"])
    sender = network.sender()

    await sender.send(HOOK, "alert.fired", "dlv_1", BODY)
    with pytest.raises(GivenUpError, match="not public"):
        await sender.send(HOOK, "alert.fired", "dlv_2", BODY)

    # Once for each sending: nobody asks between the check and the connection.
    assert network.asked == ["hooks.example"] * 2
    assert [request.url.host for request in network.requests] == [PUBLIC]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_not_followed(status: int):
    network = Network([PUBLIC], status=status)

    with pytest.raises(GivenUpError, match="redirects are not followed"):
        await network.sender().send(HOOK, "alert.fired", "dlv_1", BODY)

    assert len(network.requests) == 1


async def test_a_receiver_can_tell_who_sent_it():
    network = Network([PUBLIC])

    await network.sender().send(HOOK, "alert.fired", "dlv_1", BODY)

    (request,) = network.requests
    given = dict(part.split("=") for part in request.headers["pagepulse-signature"].split(","))
    expected = hmac.new(b"whsec_test", f"{given['t']}.".encode() + BODY, hashlib.sha256)
    assert given["v1"] == expected.hexdigest()
    assert request.headers["pagepulse-delivery"] == "dlv_1"
    assert request.headers["pagepulse-event"] == "alert.fired"
    assert signature("another", BODY, int(given["t"])) != request.headers["pagepulse-signature"]


@pytest.mark.parametrize(("status", "is_final"), [(400, False), (404, False), (500, False)])
async def test_a_refusal_is_told_and_tried_again(status: int, *, is_final: bool):
    with pytest.raises(NotSentError, match=str(status)) as refused:
        await Network([PUBLIC], status=status).sender().send(HOOK, "test", "dlv_1", BODY)

    assert isinstance(refused.value, GivenUpError) is is_final


async def test_a_name_without_an_address_is_tried_again_later():
    with pytest.raises(NotSentError, match="no address") as refused:
        await Network([]).sender().send(HOOK, "test", "dlv_1", BODY)

    assert not isinstance(refused.value, GivenUpError)


async def test_of_an_endless_answer_nothing_is_read():
    taken: list[int] = []

    class Endless(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            while True:
                taken.append(1024)
                yield b"x" * 1024

    def answer(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, stream=Endless())

    sender = WebhookSender(
        allow_loopback=False,
        resolve=Network([PUBLIC]).resolve,
        transport=httpx.MockTransport(answer),
    )
    await sender.send(HOOK, "test", "dlv_1", BODY)

    assert taken == []


async def test_this_machine_is_reached_only_where_the_operator_allows_it_and_by_its_name():
    seen: list[bytes] = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        seen.append(head.split(b"\r\n")[0])
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    allowed = WebhookSender(allow_loopback=True)
    hook = Hook(f"http://127.0.0.1:{port}/hook", "whsec_")

    await allowed.send(hook, "test", "dlv_1", BODY)
    with pytest.raises(GivenUpError):
        await WebhookSender(allow_loopback=False).send(hook, "test", "dlv_1", BODY)
    named = Network(["127.0.0.1"])
    elsewhere = WebhookSender(allow_loopback=True, resolve=named.resolve)
    with pytest.raises(GivenUpError):
        await elsewhere.send(Hook(f"https://evil.example:{port}/", ""), "test", "dlv_1", BODY)

    server.close()
    await server.wait_closed()
    assert seen == [b"POST /hook HTTP/1.1"]
