"""What the API says about people: logins, members, API tokens, the audit log."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pagepulse.accounts.account_models import MAX_CODE_CHARS
from pagepulse.accounts.scopes import Scope
from pagepulse.projects.models import NewProject, Project
from pagepulse.wire import WireModel

Role = Literal["owner", "admin", "analyst", "viewer"]
# Ten years: whoever wants a token for longer wants one without an end.
MAX_TOKEN_DAYS = 3_650
ALL_SCOPES = "Null: all that the role may do."


class Login(WireModel):
    """Credentials."""

    email: str = Field(min_length=3, max_length=254)
    password: str = Field(min_length=1, max_length=1024)
    code: str | None = Field(
        default=None,
        max_length=MAX_CODE_CHARS,
        description="Of the authenticator app, or a recovery code; needed when the answer to a "
        "login without it was `second_factor_required`.",
    )


class Setup(WireModel):
    """First run: makes the first owner and the first project."""

    token: str = Field(
        max_length=128, description="From the one-time link that the server printed."
    )
    email: str = Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")
    password: str = Field(min_length=10, max_length=1024)
    project: NewProject


class User(WireModel):
    """Someone with a login."""

    user_id: str
    email: str


class Me(WireModel):
    """Who is logged in, and what every screen needs at start."""

    user: User
    csrf_token: str = Field(description="Send as `X-CSRF-Token` with every change.")
    projects: list[Project]
    player_origin: str = Field(
        description="Origin of the player page, for this dashboard's address."
    )
    version: str


class SetupState(WireModel):
    """Whether this instance still waits for its first owner."""

    needs_setup: bool
    sign_on: str | None = Field(
        description="Name of the provider that people may log in with (OpenID Connect)."
    )


class Member(WireModel):
    """A user's role in one project."""

    user_id: str
    email: str
    role: Role
    added_at: int
    last_login_at: int | None


class MemberList(WireModel):
    """Everyone of a project."""

    members: list[Member]


class NewMember(WireModel):
    """Someone to add to a project."""

    email: str = Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")
    role: Role


class Invitation(WireModel):
    """How a new member gets in."""

    member: Member
    invite_url: str | None = Field(
        description="One-time link to choose a password; null when the person has a login already."
    )


class AcceptInvitation(WireModel):
    """A new member's first password."""

    token: str = Field(max_length=128)
    password: str = Field(min_length=10, max_length=1024)


class RoleChange(WireModel):
    """A member's new role."""

    role: Role


class ApiToken(WireModel):
    """A token for scripts; its text is shown once."""

    token_id: str
    name: str
    role: Role
    scopes: list[Scope] | None = Field(description=ALL_SCOPES)
    created_at: int
    last_used_at: int | None
    expires_at: int | None = Field(description="Unix ms; null: never.")


class NewApiToken(WireModel):
    """A token to make."""

    name: str = Field(min_length=1, max_length=100)
    role: Role = "viewer"
    scopes: list[Scope] | None = Field(
        default=None, min_length=1, max_length=50, description=ALL_SCOPES
    )
    expires_in_days: int | None = Field(
        default=None, ge=1, le=MAX_TOKEN_DAYS, description="Null: it never ends."
    )


class CreatedApiToken(WireModel):
    """A fresh token with its text."""

    token: str
    api_token: ApiToken


class ApiTokenList(WireModel):
    """The tokens of a project."""

    api_tokens: list[ApiToken]


class AuditEntry(WireModel):
    """One line of the audit log."""

    at: int
    actor: str = Field(description="E-mail address or token name; `system` for PagePulse itself.")
    action: str = Field(description="For example `login`, `recording_viewed`, `project_changed`.")
    object_id: str
    detail: str


class AuditChain(WireModel):
    """Whether a project's audit log is as it was written."""

    entries: int = Field(description="Entries that fit together, from the oldest on.")
    head: str = Field(
        description="Hash of the newest entry. Note it elsewhere: a log that was written anew as a "
        "whole has another one."
    )
    is_whole: bool
    broken_at: int | None = Field(
        description="Unix ms of the first entry that does not fit; null when the log is whole, or "
        "when its newest entries are missing."
    )


class AuditLog(WireModel):
    """A page of the audit log, newest first."""

    entries: list[AuditEntry]
    next_cursor: str | None
