"""What the API says about one's own account: password, two-factor login, where one is logged in."""

from __future__ import annotations

from pydantic import Field

from pagepulse.wire import WireModel

# Twenty digits and dashes are a recovery code; who types more has mistaken the field.
MAX_CODE_CHARS = 32


class SecondFactor(WireModel):
    """Whether a login needs more than the password."""

    is_on: bool
    recovery_codes_left: int


class Account(WireModel):
    """One's own account."""

    email: str
    second_factor: SecondFactor
    login_count: int = Field(description="Browsers that are logged in, this one among them.")


class PasswordProof(WireModel):
    """The password once more, before something that a borrowed browser must not do."""

    password: str = Field(min_length=1, max_length=1024)


class PasswordChange(WireModel):
    """A new password, and the one until now."""

    password: str = Field(min_length=1, max_length=1024)
    new_password: str = Field(min_length=10, max_length=1024)


class NewSecondFactor(WireModel):
    """What an authenticator app needs; it is not shown again."""

    secret: str
    uri: str = Field(description="The same as an `otpauth:` address, for a password manager.")
    qr_code: str = Field(description="The same as a picture: the `data:` address of an SVG.")


class Code(WireModel):
    """A code that the authenticator app shows."""

    code: str = Field(min_length=6, max_length=MAX_CODE_CHARS)


class RecoveryCodes(WireModel):
    """Codes that stand in for the app, each once; they are not shown again."""

    recovery_codes: list[str]
