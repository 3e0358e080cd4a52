"""Login with OpenID Connect: the code flow with PKCE (OpenID Connect Core 1.0, RFC 7636)."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from pagepulse.errors import NotAllowedError, StorageError

# What providers sign with; `none` and shared secrets are not among them.
ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA"]
SCOPE = "openid email"
# 256 random bits each, as the verifier of RFC 7636 wants.
RANDOM_BYTES = 32
# Keys of a provider change within days; one that is missing is asked for at once.
METADATA_SECONDS = 3600.0
ANSWER_SECONDS = 10.0
# Clocks of two servers differ.
LEEWAY_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Provider:
    """Whom the operator trusts to say who somebody is."""

    issuer: str
    client_id: str
    client_secret: str
    name: str


class Flow(msgspec.Struct, frozen=True):
    """What the browser keeps between leaving for the provider and coming back."""

    state: str
    nonce: str
    verifier: str
    next: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a provider says about itself."""

    authorization_endpoint: str
    token_endpoint: str
    keys: KeySet


class SingleSignOn:
    """Asks one provider who somebody is."""

    def __init__(self, provider: Provider, http: httpx.AsyncClient | None = None) -> None:
        """Ask nothing before somebody logs in."""
        self.provider = provider
        self._http = http or httpx.AsyncClient(timeout=ANSWER_SECONDS)
        self._metadata: Metadata | None = None
        self._read_at = 0.0

    async def begin(self, redirect_uri: str, next_path: str) -> tuple[str, Flow]:
        """Return where the browser goes, and what it must bring back; raises StorageError."""
        metadata = await self._known()
        state, nonce, verifier = (secrets.token_urlsafe(RANDOM_BYTES) for _ in range(3))
        question = {
            "response_type": "code",
            "client_id": self.provider.client_id,
            "redirect_uri": redirect_uri,
            "scope": SCOPE,
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge_of(verifier),
            "code_challenge_method": "S256",
        }
        joint = "&" if "?" in metadata.authorization_endpoint else "?"
        address = f"{metadata.authorization_endpoint}{joint}{urlencode(question)}"
        return address, Flow(state, nonce, verifier, next_path)

    async def finish(self, flow: Flow, state: str, code: str, redirect_uri: str) -> str:
        """Return the verified e-mail address; raises NotAllowedError or StorageError."""
        if not secrets.compare_digest(state.encode(), flow.state.encode()):
            raise _refused("The answer does not belong to this browser's question. Try again.")
        metadata = await self._known()
        answer = await self._fetch(
            "POST",
            metadata.token_endpoint,
            data={
                "grant_type": "authorization_code",
                "code": code,
                "redirect_uri": redirect_uri,
                "code_verifier": flow.verifier,
            },
            auth=(self.provider.client_id, self.provider.client_secret),
        )
        claims = self._claims(str(answer.get("id_token", "")), metadata.keys, flow.nonce)
        if claims.get("email_verified") is not True or not claims.get("email"):
            raise _refused(f"{self.provider.name} did not confirm an e-mail address of yours.")
        return str(claims["email"])

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def _known(self) -> Metadata:
        if self._metadata is None or time.monotonic() - self._read_at > METADATA_SECONDS:
            issuer = self.provider.issuer.rstrip("/")
            found = await self._fetch("GET", f"{issuer}/.well-known/openid-configuration")
            if str(found.get("issuer", "")).rstrip("/") != issuer:
                raise _unreachable(self.provider.name)
            keys = await self._fetch("GET", str(found.get("jwks_uri", "")))
            self._metadata = Metadata(
                str(found.get("authorization_endpoint", "")),
                str(found.get("token_endpoint", "")),
                KeySet.import_key_set(keys),  # type: ignore[arg-type]  # checked by the library
            )
            self._read_at = time.monotonic()
        return self._metadata

    def _claims(self, token: str, keys: KeySet, nonce: str) -> dict[str, Any]:
        """Return the claims of an ID token that is ours, fresh and signed by the provider."""
        registry = jwt.JWTClaimsRegistry(
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "values": _spellings(self.provider.issuer)},
            aud={"essential": True, "value": self.provider.client_id},
            exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        )
        try:
            claims: dict[str, Any] = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
            registry.validate(claims)
        except (JoseError, ValueError) as failure:
            # A new key of the provider is seen at the next try.
            self._metadata = None
            raise _refused(
                f"The answer of {self.provider.name} is not valid. Try again."
            ) from failure
        return claims

    async def _fetch(self, method: str, address: str, **more: Any) -> dict[str, Any]:
        try:
            answer = await self._http.request(method, address, **more)
            answer.raise_for_status()
            found = answer.json()
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as failure:
            raise _unreachable(self.provider.name) from failure
        if not isinstance(found, dict):
            raise _unreachable(self.provider.name)
        return found


def challenge_of(verifier: str) -> str:
    """Return what the provider compares with the verifier later (RFC 7636, S256)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def _spellings(issuer: str) -> list[str]:
    plain = issuer.rstrip("/")
    return [plain, f"{plain}/"]


def _refused(detail: str) -> NotAllowedError:
    return NotAllowedError("sign_on_refused", detail)


def _unreachable(name: str) -> StorageError:
    return StorageError("sign_on_failed", f"{name} does not answer as it should. Try again later.")
