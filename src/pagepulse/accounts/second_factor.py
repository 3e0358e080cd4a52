"""Two-factor login: codes of an authenticator app (RFC 6238), and recovery codes for a lost one."""

from __future__ import annotations

import base64
import secrets

import pyotp
import segno
from sqlalchemy import Connection, CursorResult, delete, func, insert, select, update

from pagepulse.accounts.account_models import NewSecondFactor, SecondFactor
from pagepulse.accounts.secret_tokens import hash_token
from pagepulse.clock import now_ms
from pagepulse.control.tables import recovery_codes, second_factors
from pagepulse.errors import ConflictError, InvalidInputError

ISSUER = "PagePulse"
# What every authenticator app does: a new code each 30 s.
STEP_SECONDS = 30
# A phone's clock may be off, and a code may be typed slowly: one step before and after.
DRIFT_STEPS = (-1, 0, 1)
RECOVERY_CODES = 10
# 80 random bits: their plain digest cannot be guessed, also not by who has the database.
RECOVERY_BYTES = 10
RECOVERY_GROUP = 4


def read(connection: Connection, user_id: str) -> SecondFactor:
    """Return whether a person's login asks for a code."""
    left = select(func.count()).where(recovery_codes.c.user_id == user_id)
    return SecondFactor(
        is_on=is_on(connection, user_id),
        recovery_codes_left=connection.execute(left).scalar_one(),
    )


def is_on(connection: Connection, user_id: str) -> bool:
    """Tell whether a person's login asks for a code."""
    query = select(second_factors.c.is_on).where(second_factors.c.user_id == user_id)
    return bool(connection.execute(query).scalar_one_or_none())


def begin(connection: Connection, user_id: str, email: str) -> NewSecondFactor:
    """Make a secret that counts once `confirm` has seen a code of it.

    Raises ConflictError when there is one in use already.
    """
    if is_on(connection, user_id):
        raise ConflictError("second_factor_on", "Turn two-factor login off first.")
    secret = pyotp.random_base32()
    connection.execute(delete(second_factors).where(second_factors.c.user_id == user_id))
    connection.execute(
        insert(second_factors).values(
            user_id=user_id, secret=secret, is_on=0, last_step=0, created_at=now_ms()
        )
    )
    uri = pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)
    qr_code = segno.make(uri, error="m").svg_data_uri(scale=4, border=2)
    return NewSecondFactor(secret=secret, uri=uri, qr_code=qr_code)


def confirm(connection: Connection, user_id: str, code: str) -> list[str]:
    """Turn two-factor login on and return the recovery codes; raises InvalidInputError."""
    if not _use_app_code(connection, user_id, code):
        raise InvalidInputError(
            "wrong_code",
            "This is not the code that the app shows now. Check the clock of your phone.",
        )
    own = second_factors.c.user_id == user_id
    connection.execute(update(second_factors).where(own).values(is_on=1))
    codes = [_new_recovery_code() for _ in range(RECOVERY_CODES)]
    connection.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user_id))
    rows = [{"code_hash": hash_token(_plain(code)), "user_id": user_id} for code in codes]
    connection.execute(insert(recovery_codes), rows)
    return codes


def use_code(connection: Connection, user_id: str, code: str) -> bool:
    """Take a code of the app, or else a recovery code; each works once."""
    return _use_app_code(connection, user_id, code) or _use_recovery_code(connection, user_id, code)


def end(connection: Connection, user_id: str) -> None:
    """Ask for a password only, from now on."""
    connection.execute(delete(second_factors).where(second_factors.c.user_id == user_id))
    connection.execute(delete(recovery_codes).where(recovery_codes.c.user_id == user_id))


def _use_app_code(connection: Connection, user_id: str, code: str) -> bool:
    own = second_factors.c.user_id == user_id
    factor = connection.execute(select(second_factors).where(own)).first()
    if factor is None:
        return False
    app = pyotp.TOTP(factor.secret, interval=STEP_SECONDS)
    now = now_ms() // 1000 // STEP_SECONDS
    given = code.replace(" ", "")
    # Every step is compared: the time that it takes tells nothing.
    fitting = [
        step
        for step in (now + drift for drift in DRIFT_STEPS)
        if pyotp.utils.strings_equal(given, app.generate_otp(step)) and step > factor.last_step
    ]
    if not fitting:
        return False
    unused = own & (second_factors.c.last_step < fitting[0])
    return _has_changed(
        connection.execute(update(second_factors).where(unused).values(last_step=fitting[0]))
    )


def _use_recovery_code(connection: Connection, user_id: str, code: str) -> bool:
    table = recovery_codes.c
    found = (table.user_id == user_id) & (table.code_hash == hash_token(_plain(code)))
    return _has_changed(connection.execute(delete(recovery_codes).where(found)))


def _has_changed(result: CursorResult[tuple[object, ...]]) -> bool:
    return result.rowcount > 0


def _new_recovery_code() -> str:
    """Return for example `k3vq-7d2a-pn5w-x6ts`."""
    text = base64.b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower()
    groups = range(0, len(text), RECOVERY_GROUP)
    return "-".join(text[start : start + RECOVERY_GROUP] for start in groups)


def _plain(code: str) -> str:
    return code.replace("-", "").replace(" ", "").lower()
