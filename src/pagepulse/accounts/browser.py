"""A login in a browser: its cookie, and proof that a request comes from the dashboard."""

from __future__ import annotations

from fastapi import Request, Response

from pagepulse.accounts.dependencies import address_of, services_of
from pagepulse.accounts.logins import LONGEST_MS
from pagepulse.accounts.origins import Address
from pagepulse.accounts.secret_tokens import csrf_token_of, same_secret
from pagepulse.errors import NotAllowedError

# Browsers take a name with this prefix only with Secure, Path=/ and no Domain.
SECURE_COOKIE = "__Host-pagepulse"
PLAIN_COOKIE = "pagepulse"
READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_PAGES = frozenset({"same-origin", "none"})
CSRF_HEADER = "x-csrf-token"


def session_token_of(request: Request) -> str | None:
    """Return the session token of the request's cookie."""
    return request.cookies.get(_cookie_name(address_of(request)))


def client_address(request: Request) -> str:
    """Return the address that the request came from."""
    return request.client.host if request.client else ""


def check_private_line(request: Request) -> None:
    """Refuse a login that would travel in the clear: raises NotAllowedError."""
    address = address_of(request)
    # By plain http on this machine only, or where the operator has said that people come by http.
    public_origin = services_of(request).origins.public_origin
    if address.scheme != "https" and not address.is_loopback and address.origin != public_origin:
        raise NotAllowedError(
            "https_required", "Log in over https, or at http://localhost on the machine itself."
        )


def give_cookie(request: Request, response: Response, session_token: str) -> None:
    """Let the browser keep the login."""
    address = address_of(request)
    response.set_cookie(
        _cookie_name(address),
        session_token,
        max_age=LONGEST_MS // 1000,
        path="/",
        secure=address.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def take_cookie(request: Request, response: Response) -> None:
    """Let the browser forget the login."""
    address = address_of(request)
    response.delete_cookie(
        _cookie_name(address),
        path="/",
        secure=address.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def check_own_page(request: Request) -> None:
    """Refuse what another site's page could send: raises NotAllowedError.

    A form cannot send JSON; `Sec-Fetch-Site` and `Origin` are set by the browser itself.
    """
    content_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    has_body = request.headers.get("content-length", "0") != "0"
    if content_type != "application/json" and (has_body or content_type):
        raise NotAllowedError("json_required", "Send `Content-Type: application/json`.")
    if not _comes_from_own_page(request):
        raise NotAllowedError(
            "foreign_origin", "Send this from the dashboard's own pages (`Origin` must match)."
        )


def check_csrf(request: Request, session_token: str) -> None:
    """Refuse a change that the dashboard's own page did not make: raises NotAllowedError."""
    check_own_page(request)
    if not same_secret(request.headers.get(CSRF_HEADER, ""), csrf_token_of(session_token)):
        raise NotAllowedError(
            "bad_csrf_token", "Send `X-CSRF-Token` as `GET /api/auth/me` gives it."
        )


def _comes_from_own_page(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_PAGES
    own = {address_of(request).origin, services_of(request).origins.public_origin}
    origin = request.headers.get("origin")
    return bool(origin) and origin in own


def _cookie_name(address: Address) -> str:
    return SECURE_COOKIE if address.scheme == "https" else PLAIN_COOKIE
