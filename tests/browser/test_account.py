"""Two-factor login in a browser: turned on, asked for, and done without the phone."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.first_run import EMAIL, PASSWORD, FreshServer, fresh_server, set_up

from pagepulse.accounts.second_factor import STEP_SECONDS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FreshServer]:
    with fresh_server(tmp_path_factory.mktemp("account")) as running:
        yield running


def turn_on(page: Page) -> tuple[str, list[str]]:
    """Turn two-factor login on; return the secret and the recovery codes."""
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("button", name="Turn on").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Your password").fill(PASSWORD)
    dialog.get_by_role("button", name="Go on").click()
    expect(dialog.get_by_alt_text("The secret as a QR code")).to_be_visible()
    dialog.get_by_text("It cannot be scanned").click()
    secret = dialog.locator("code").inner_text()
    dialog.get_by_label("The code that the app shows now").fill(pyotp.TOTP(secret).now())
    dialog.get_by_role("button", name="Turn on").click()
    expect(dialog.get_by_text("Two-factor login is on.")).to_be_visible()
    codes = dialog.locator("code").inner_text().split()
    dialog.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("10 recovery codes are left.")).to_be_visible()
    return secret, codes


def log_in(page: Page, server: FreshServer) -> None:
    """Send address and password."""
    page.goto(f"{server.dashboard}/login")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def send_code(page: Page, code: str) -> None:
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Log in").click()


def test_a_login_asks_for_the_code_and_takes_a_recovery_code_instead(
    browser: Browser, server: FreshServer
):
    owner = browser.new_context().new_page()
    set_up(owner, server)
    secret, codes = turn_on(owner)

    phone = browser.new_context().new_page()
    log_in(phone, server)
    # That a code is asked for is no error.
    expect(phone.get_by_label("Code")).to_be_focused()
    expect(phone.get_by_role("alert")).to_have_count(0)
    send_code(phone, "000000")
    expect(phone.get_by_role("alert")).to_contain_text("wrong")
    # The code of this half minute was used to turn it on: the next one may come early.
    send_code(phone, pyotp.TOTP(secret).at(int(time.time()) + STEP_SECONDS))
    expect(phone.get_by_role("link", name="Settings")).to_be_visible()

    elsewhere = browser.new_context().new_page()
    log_in(elsewhere, server)
    send_code(elsewhere, codes[0])
    expect(elsewhere.get_by_role("link", name="Settings")).to_be_visible()
    for page in (owner, phone, elsewhere):
        page.context.close()
