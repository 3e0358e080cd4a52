"""Letters arrive as they were meant, and no text of theirs becomes a header."""

from __future__ import annotations

import pytest
from tests.unit.outbound.mail_server import MailServer, mail_server

from pagepulse.errors import InvalidInputError
from pagepulse.outbound.deliveries import GivenUpError, NotSentError
from pagepulse.outbound.mail import Letter, Mailer, SmtpServer
from pagepulse.settings import Settings

LETTER = Letter("ada@example.com", "Visitors above 100", "Plain text", "<p>Text</p>")


def mailer(server: MailServer, login: str = "") -> Mailer:
    url = f"smtp://{login}127.0.0.1:{server.port}"
    return Mailer(Settings(smtp_url=url, mail_from="pulse@shop.example"))


async def test_a_letter_arrives_with_both_forms():
    async with mail_server() as server:
        await mailer(server).send(LETTER, "dlv_1")

    ((recipient, letter),) = server.letters
    assert recipient == "ada@example.com"
    assert (letter["From"], letter["To"], letter["Subject"], letter["Message-ID"]) == (
        "pulse@shop.example",
        "ada@example.com",
        "Visitors above 100",
        "<dlv_1@shop.example>",
    )
    bodies = {part.get_content_type(): part.get_content().strip() for part in letter.iter_parts()}
    assert bodies == {"text/plain": "Plain text", "text/html": "<p>Text</p>"}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x85", "\u2028", "\x0b"])
async def test_a_subject_cannot_add_a_header(line_break: str):
    subject = f"Shop{line_break}Bcc: victim@example.com{line_break}{line_break}Body"
    async with mail_server() as server:
        await mailer(server).send(Letter("ada@example.com", subject, "Text"), "dlv_1")

    ((recipient, letter),) = server.letters
    assert (recipient, letter["Bcc"], len([c for c in server.commands if "RCPT" in c.upper()])) == (
        "ada@example.com",
        None,
        1,
    )
    assert "victim@example.com" in letter["Subject"]


@pytest.mark.parametrize(
    ("refusals", "is_final"),
    [({"RCPT": "550 no such person"}, True), ({"RCPT": "450 later"}, False),
     ({"MAIL": "552 full"}, True), ({"DATA": "421 busy"}, False)],
)  # fmt: skip
async def test_a_refusal_for_good_is_not_tried_again(refusals: dict[str, str], *, is_final: bool):
    async with mail_server() as server:
        server.refusals = refusals
        with pytest.raises(NotSentError) as refused:
            await mailer(server).send(LETTER, "dlv_1")

    assert isinstance(refused.value, GivenUpError) is is_final


async def test_a_server_that_is_not_there_is_tried_again():
    async with mail_server() as server:
        gone = mailer(server)
    with pytest.raises(NotSentError, match="cannot be reached") as refused:
        await gone.send(LETTER, "dlv_1")

    assert not isinstance(refused.value, GivenUpError)


def test_without_settings_it_says_how_to_set_them():
    with pytest.raises(InvalidInputError, match="PAGEPULSE_SMTP_URL and PAGEPULSE_MAIL_FROM"):
        Mailer(Settings()).check()


def test_the_address_of_a_mail_server_is_read():
    assert SmtpServer.parse("smtp+starttls://pulse%40a.b:p%3Aw@mail.example") == SmtpServer(
        "smtp+starttls", "mail.example", 587, "pulse@a.b", "p:w"
    )
