"""Sends webhooks: resolved once, to the checked address, signed, bounded, never redirected."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import httpx

from pagepulse import __version__
from pagepulse.clock import now_ms
from pagepulse.errors import InvalidInputError
from pagepulse.outbound.addresses import (
    Resolve,
    Target,
    parse_target,
    resolve_by_system,
    resolve_target,
)
from pagepulse.outbound.deliveries import GivenUpError, NotSentError
from pagepulse.outbound.signing import signature

# From the first packet to the last; who needs longer should answer first and work later.
SEND_SECONDS = 10.0
MS_PER_SECOND = 1000


@dataclass(frozen=True, slots=True)
class Hook:
    """Where to, and what it is signed with."""

    url: str
    secret: str


class WebhookSender:
    """The one way to a webhook, for every purpose."""

    def __init__(
        self,
        *,
        allow_loopback: bool,
        resolve: Resolve = resolve_by_system,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """`allow_loopback`: this machine is no secret, for development; off for everyone else."""
        self._allow_loopback = allow_loopback
        self._resolve = resolve
        self._transport = transport

    async def check(self, url: str) -> None:
        """Raise InvalidInputError for an address that is never sent to."""
        await self._find(url)

    async def send(self, hook: Hook, event: str, delivery_id: str, body: bytes) -> None:
        """Send; raises NotSentError for what may work later, GivenUpError for what never will."""
        try:
            request = await self._request(hook, event, delivery_id, body)
        except InvalidInputError as failure:
            if failure.code == "webhook_unresolved":
                raise NotSentError(failure.detail) from failure
            raise GivenUpError(failure.detail) from failure
        try:
            async with asyncio.timeout(SEND_SECONDS):
                status = await self._status_of(request)
        except (httpx.HTTPError, TimeoutError, OSError) as failure:
            raise NotSentError(f"No answer: {_words(failure)}.") from failure
        _check_status(status)

    async def _find(self, url: str) -> tuple[Target, str]:
        target = parse_target(url, allow_loopback=self._allow_loopback)
        address = await resolve_target(target, self._resolve, allow_loopback=self._allow_loopback)
        return target, f"[{address}]" if address.version == 6 else str(address)

    async def _request(
        self, hook: Hook, event: str, delivery_id: str, body: bytes
    ) -> httpx.Request:
        """Return the request to the checked address; the name is in Host and in the handshake."""
        target, address = await self._find(hook.url)
        return httpx.Request(
            "POST",
            f"{target.scheme}://{address}:{target.port}{target.path}",
            content=body,
            headers=_headers(hook, target, event, delivery_id, body),
            extensions={"sni_hostname": target.host},
        )

    async def _status_of(self, request: httpx.Request) -> int:
        # Variables of the environment could name a proxy, which would resolve the name once more.
        async with httpx.AsyncClient(
            transport=self._transport, trust_env=False, follow_redirects=False, timeout=SEND_SECONDS
        ) as client:
            answer = await client.send(request, stream=True)
            # Its first line says all: of what follows nothing is read.
            await answer.aclose()
            return answer.status_code


def _headers(
    hook: Hook, target: Target, event: str, delivery_id: str, body: bytes
) -> Mapping[str, str]:
    return {
        "Host": target.host_header,
        "Content-Type": "application/json",
        "User-Agent": f"PagePulse/{__version__}",
        "Accept-Encoding": "identity",
        "PagePulse-Event": event,
        "PagePulse-Delivery": delivery_id,
        "PagePulse-Signature": signature(hook.secret, body, now_ms() // MS_PER_SECOND),
    }


def _check_status(status: int) -> None:
    if httpx.codes.is_success(status):
        return
    if httpx.codes.is_redirect(status):
        raise GivenUpError(f"It answered {status}; redirects are not followed.")
    raise NotSentError(f"It answered {status}.")


def _words(failure: BaseException) -> str:
    if isinstance(failure, TimeoutError | httpx.TimeoutException):
        return f"nothing within {SEND_SECONDS:.0f} s"
    return "the connection failed" if isinstance(failure, httpx.ConnectError) else "it broke off"
