"""Sends e-mail by the server that the operator has set."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import formatdate
from urllib.parse import unquote, urlsplit

import anyio.to_thread

from pagepulse.errors import InvalidInputError
from pagepulse.outbound.addresses import LOOPBACK_NAMES
from pagepulse.outbound.deliveries import GivenUpError, NotSentError
from pagepulse.settings import Settings

# For each step of the conversation; a busy mail server may take its time.
STEP_SECONDS = 20.0
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
# RFC 5321: everything from here on will be refused again.
PERMANENT_FROM = 500
MAX_SUBJECT_CHARS = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail to one address."""

    to: str
    subject: str
    text: str
    html: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """How the mail server is reached."""

    scheme: str
    host: str
    port: int
    user: str
    password: str

    @classmethod
    def parse(cls, url: str) -> SmtpServer:
        """Read `smtps://user:password@mail.example.com:465`; the settings have checked its form."""
        parts = urlsplit(url)
        return cls(
            parts.scheme,
            parts.hostname or "",
            parts.port or PORTS[parts.scheme],
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )


class Mailer:
    """The one way to a mailbox; None of it works before the operator has set a server."""

    def __init__(self, settings: Settings) -> None:
        """Take server and sender from the settings."""
        self._server = SmtpServer.parse(settings.smtp_url) if settings.smtp_url else None
        self._from = settings.mail_from

    @property
    def is_configured(self) -> bool:
        """Tell whether mail can be sent at all."""
        return self._server is not None and bool(self._from)

    def check(self) -> None:
        """Raise InvalidInputError `mail_not_configured` where nothing can be sent."""
        if not self.is_configured:
            raise InvalidInputError(
                "mail_not_configured",
                "E-mail needs PAGEPULSE_SMTP_URL and PAGEPULSE_MAIL_FROM; the operator sets them.",
            )

    async def send(self, letter: Letter, delivery_id: str) -> None:
        """Send; raises NotSentError for what may work later, GivenUpError for what never will."""
        if self._server is None or not self._from:
            raise GivenUpError("The server has no PAGEPULSE_SMTP_URL and PAGEPULSE_MAIL_FROM.")
        message = message_of(letter, self._from, delivery_id)
        server = self._server
        await anyio.to_thread.run_sync(lambda: _talk(server, message))


def message_of(letter: Letter, sender: str, delivery_id: str) -> EmailMessage:
    """Return the message; no text becomes a header of its own, whatever it holds."""
    message = EmailMessage()
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = one_line(letter.subject)[:MAX_SUBJECT_CHARS]
    message["Date"] = formatdate()
    # The same for every attempt: a mailbox shows it once.
    message["Message-ID"] = f"<{delivery_id}@{sender.rpartition('@')[2].rstrip('>')}>"
    message["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers.items():
        message[name] = one_line(value)
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    return message


def one_line(text: str) -> str:
    """Return text without line breaks and other control characters."""
    return "".join(
        " " if ord(char) < ord(" ") or char in "\x7f\x85\u2028\u2029" else char for char in text
    )


def _talk(server: SmtpServer, message: EmailMessage) -> None:
    try:
        with _connected(server) as smtp:
            _secure(smtp, server)
            smtp.send_message(message)
    except smtplib.SMTPRecipientsRefused as failure:
        code = min((code for code, _ in failure.recipients.values()), default=0)
        raise _refused(code, "the mail server refuses the address") from failure
    except smtplib.SMTPResponseException as failure:
        raise _refused(
            failure.smtp_code, f"the mail server answered {failure.smtp_code}"
        ) from failure
    except (smtplib.SMTPException, OSError) as failure:
        raise NotSentError("The mail server cannot be reached, or broke off.") from failure


def _connected(server: SmtpServer) -> smtplib.SMTP:
    if server.scheme == "smtps":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(server.host, server.port, timeout=STEP_SECONDS, context=context)
    return smtplib.SMTP(server.host, server.port, timeout=STEP_SECONDS)


def _secure(smtp: smtplib.SMTP, server: SmtpServer) -> None:
    """Go on under TLS where it is wanted or offered; log in only where nobody can listen."""
    smtp.ehlo_or_helo_if_needed()
    is_secret = server.scheme == "smtps"
    if server.scheme == "smtp+starttls" or (not is_secret and smtp.has_extn("starttls")):
        smtp.starttls(context=ssl.create_default_context())
        is_secret = True
    if not server.user:
        return
    if not is_secret and server.host not in LOOPBACK_NAMES:
        raise GivenUpError("The mail server offers no TLS; the password is not sent without.")
    smtp.login(server.user, server.password)


def _refused(code: int, words: str) -> NotSentError:
    sentence = f"{words[0].upper()}{words[1:]}."
    return GivenUpError(sentence) if code >= PERMANENT_FROM else NotSentError(sentence)
