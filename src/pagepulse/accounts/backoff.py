"""Slows down whoever tries passwords, without ever locking an account for good."""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pagepulse.accounts.limits import LOGIN_ACCOUNT, LOGIN_ACCOUNT_AT_ADDRESS, LOGIN_ADDRESS
from pagepulse.errors import TooManyRequestsError
from pagepulse.networks import line_of

# Attempts that cost no waiting, by what is counted. One address may try several accounts;
# one account is tried from one address fewer times, from all addresses together more often.
FREE_ATTEMPTS = {
    "address": LOGIN_ADDRESS.value,
    "account_at_address": LOGIN_ACCOUNT_AT_ADDRESS.value,
    "account": LOGIN_ACCOUNT.value,
}
# The first wait, in seconds; it doubles with every further attempt.
FIRST_WAIT_SECONDS = 15.0
LONGEST_WAIT_SECONDS = 300.0
# Attempts are forgotten after this time of quiet, in seconds.
FORGET_SECONDS = 900.0
# Bounds the memory: some 200 bytes each. The one quiet for the longest time goes first.
MAX_REMEMBERED = 50_000

Key = tuple[str, str]


@dataclass(slots=True)
class _Attempts:
    count: int = 0
    last_at: float = 0.0
    blocked_until: float = 0.0


class LoginBackoff:
    """Counts attempts by address and by account."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Count on a clock in seconds that never jumps."""
        self._clock = clock
        self._attempts: OrderedDict[Key, _Attempts] = OrderedDict()
        # Where each account was logged in from.
        self._known: OrderedDict[Key, None] = OrderedDict()

    def begin(self, address: str, account: str) -> None:
        """Count an attempt before the password is looked at; raises TooManyRequestsError."""
        keys = self._counted(address, account)
        wait = max(self._wait(key) for key in keys.values())
        if wait > 0:
            seconds = math.ceil(wait)
            raise TooManyRequestsError(
                "too_many_logins",
                f"Too many attempts. Try again in {seconds} seconds.",
                retryAfterSeconds=seconds,
            )
        self._count(keys)

    def succeeded(self, address: str, account: str) -> None:
        """Forget the attempts of someone who knew the password, and remember the address."""
        keys = _keys(address, account)
        for key in keys.values():
            self._attempts.pop(key, None)
        self._known[keys["account_at_address"]] = None
        self._known.move_to_end(keys["account_at_address"])
        if len(self._known) > MAX_REMEMBERED:
            self._known.popitem(last=False)

    def _counted(self, address: str, account: str) -> dict[str, Key]:
        """Return what an attempt is counted by: strangers' attempts do not keep the owner out."""
        keys = _keys(address, account)
        if keys["account_at_address"] in self._known:
            del keys["account"]
        return keys

    def _wait(self, key: Key) -> float:
        attempts = self._attempts.get(key)
        return attempts.blocked_until - self._clock() if attempts else 0.0

    def _count(self, keys: Mapping[str, Key]) -> None:
        now = self._clock()
        for kind, key in keys.items():
            attempts = self._attempts.setdefault(key, _Attempts())
            if now - attempts.last_at > FORGET_SECONDS:
                attempts.count = 0
            attempts.count += 1
            attempts.last_at = now
            beyond = attempts.count - FREE_ATTEMPTS[kind]
            if beyond >= 0:
                attempts.blocked_until = now + _wait_after(beyond)
            self._attempts.move_to_end(key)
        while len(self._attempts) > MAX_REMEMBERED:
            self._attempts.popitem(last=False)


def _wait_after(beyond: int) -> float:
    # The cap on the exponent keeps the number finite whatever an attacker does.
    return float(min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** min(beyond, 10)))


def _keys(address: str, account: str) -> dict[str, Key]:
    network = line_of(address)
    return {
        "address": ("address", network),
        "account_at_address": (account, network),
        "account": ("account", account),
    }
