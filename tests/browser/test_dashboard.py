"""The dashboard's own promises: views are links, a lost login loses nothing, keys reach all."""

from __future__ import annotations

import re
import time

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect
from tests.browser.every_screen import ROOT
from tests.browser.running_demo import RunningDemo
from tests.browser.sessions import SEEDING_SECONDS, seeded, wait_for

pytestmark = pytest.mark.browser

SETTINGS = ("install", "project", "privacy", "members", "tokens", "audit")
# Text on what it stands on, by the names of the colour tokens.
TEXT_PAIRS = [
    (text, ground)
    for text in ("ink", "ink-muted", "ink-faint")
    for ground in ("canvas", "surface", "raised", "sunken", "hover")
] + [
    ("pulse", "pulse-tint"),
    ("pulse", "canvas"),
    ("on-pulse", "pulse"),
    ("live", "live-tint"),
    ("live", "canvas"),
    ("on-live", "live"),
    ("attention", "attention-tint"),
    ("attention", "canvas"),
    ("good", "good-tint"),
    ("good", "canvas"),
]
# WCAG 2.2, level AA, for text of normal size.
MIN_CONTRAST = 4.5

# From the load of a visitor's page to its row.
VISIBLE_SECONDS = 5.0

# More than enough turns of the wheel to get to row 120.
MOST_TURNS = 40

CONTRASTS = """
(pairs) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const probe = document.body.appendChild(document.createElement("span"));
  const luminance = (token) => {
    probe.style.color = `var(--color-${token})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
      const share = byte / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return pairs.map(([text, ground]) => {
    const [light, dark] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
    return [text, ground, (light + 0.05) / (dark + 0.05)];
  });
}
"""

# Names of tables of which a part lies outside their frame.
CUT_TABLES = """
() => [...document.querySelectorAll("table")]
  .filter(({ parentElement: frame }) => frame.scrollWidth > frame.clientWidth)
  .map((table) => table.getAttribute("aria-label"))
"""


@pytest.fixture
def sessions(admin_page: Page, admin: httpx.Client, demo: RunningDemo) -> Page:
    """Open the sessions list of the demo's weeks."""
    wait_for(lambda: seeded(admin), "the demo's weeks", SEEDING_SECONDS)
    project_id = admin.get("/api/auth/me").json()["projects"][0]["projectId"]
    admin_page.goto(f"{demo.dashboard}/p/{project_id}/sessions")
    expect(admin_page.get_by_role("row").nth(5)).to_be_visible()
    return admin_page


@pytest.fixture
def complaints(admin_page: Page) -> list[str]:
    """Collect what the browser complains about: script errors, broken policies, failed requests."""
    heard: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            heard.append(message.text)

    admin_page.on("console", listen)
    admin_page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def total_of(page: Page) -> int:
    """Return the number beside the title."""
    title = page.get_by_role("heading", level=1).inner_text()
    return int(re.sub(r"\D", "", title))


def test_a_visit_stands_in_the_open_list_within_five_seconds(
    sessions: Page, browser: Browser, demo: RunningDemo
):
    links = sessions.get_by_role("row").get_by_role("link")
    known = {link.get_attribute("href") for link in links.all()}
    visitor = browser.new_context()
    visitor.new_page().goto(f"{demo.site}/plans/")
    loaded = time.monotonic()
    sessions.wait_for_function(
        """known => [...document.querySelectorAll("tr a[aria-label$=' on /plans/']")]
            .some((link) => !known.includes(link.getAttribute("href")))""",
        arg=sorted(filter(None, known)),
    )
    seconds = time.monotonic() - loaded
    visitor.close()

    assert seconds < VISIBLE_SECONDS


def test_what_is_filtered_by_hand_is_a_link_that_shows_the_same(sessions: Page, browser: Browser):
    all_sessions = total_of(sessions)

    sessions.get_by_role("button", name="Add a filter").click()
    sessions.get_by_role("option", name="Device").click()
    sessions.get_by_role("option", name="Mobile").click()
    sessions.keyboard.press("Escape")
    expect(sessions).to_have_url(re.compile(r"/sessions\?device=mobile$"))
    expect(sessions.get_by_role("img", name="Desktop")).to_have_count(0)
    mobile = total_of(sessions)

    state = sessions.context.storage_state()
    context = browser.new_context(storage_state=state)
    other = context.new_page()
    other.goto(sessions.url)
    expect(other.get_by_role("button", name="Remove the filter Device")).to_be_visible()
    expect(other.get_by_role("row").nth(5)).to_be_visible()
    assert 0 < mobile < all_sessions
    assert total_of(other) == mobile
    context.close()

    sessions.get_by_role("button", name="Clear", exact=True).click()
    expect(sessions).to_have_url(re.compile(r"/sessions$"))
    expect(sessions.get_by_role("img", name="Desktop").first).to_be_visible()


def test_a_lost_login_leads_back_to_the_same_view(sessions: Page, demo: RunningDemo):
    sessions.goto(f"{sessions.url}?device=desktop&sort=-duration")
    expect(sessions.get_by_role("row").nth(5)).to_be_visible()
    view = sessions.url

    # Whoever comes back to the tab is shown what is new; the login is found to be gone. What was
    # asked for a moment ago is new enough, so coming back at once shows nothing.
    sessions.context.clear_cookies()
    login = sessions.get_by_role("heading", name="Log in")

    def come_back() -> bool | None:
        sessions.evaluate("window.dispatchEvent(new Event('visibilitychange'))")
        return login.is_visible() or None

    wait_for(come_back, "the login")
    sessions.get_by_label("E-mail address").fill(demo.email)
    sessions.get_by_label("Password").fill(demo.password)
    sessions.keyboard.press("Enter")

    expect(sessions).to_have_url(view)
    expect(sessions.get_by_role("row").nth(5)).to_be_visible()


def test_who_comes_begins_with_the_numbers(sessions: Page, demo: RunningDemo):
    sessions.goto(f"{demo.dashboard}/")

    expect(sessions).to_have_url(re.compile(r"/overview$"))
    expect(sessions.get_by_role("heading", level=1)).to_have_text("Overview")


def test_a_wrong_password_is_refused_in_the_servers_words(browser: Browser, demo: RunningDemo):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{demo.dashboard}/login")
    page.get_by_label("E-mail address").fill("nobody@example.com")
    page.get_by_label("Password").fill("not the password")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_have_text("The e-mail address or the password is wrong.")
    context.close()


def test_every_screen_is_reached_by_the_keys_that_stand_beside_it(sessions: Page):
    source = (ROOT / "dashboard/src/shell/navigation.ts").read_text("utf-8")
    screens = re.findall(r'projectId/(\w+)".*keys: "g (\w)"', source)
    assert len(screens) > 10

    for screen, key in screens:
        # On Live the second key of Realtime would start a recording.
        sessions.keyboard.press("g")
        sessions.keyboard.press("l")
        expect(sessions).to_have_url(re.compile("/live$"))
        sessions.keyboard.press("g")
        sessions.keyboard.press(key)
        expect(sessions).to_have_url(re.compile(f"/{screen}"))
    expect(sessions.get_by_role("dialog")).to_have_count(0)


def test_the_list_is_used_by_keyboard_alone(sessions: Page):
    sessions.keyboard.press("j")
    sessions.keyboard.press("j")
    second = sessions.get_by_role("row").nth(2).get_by_role("link")
    expect(second).to_be_focused()
    target = second.get_attribute("href")
    sessions.keyboard.press("Enter")
    expect(sessions).to_have_url(re.compile(re.escape(str(target)) + "$"))

    sessions.keyboard.press("g")
    sessions.keyboard.press("s")
    expect(sessions).to_have_url(re.compile(r"/sessions$"))

    sessions.keyboard.press("Control+k")
    sessions.get_by_placeholder("Go to a screen").fill("audit")
    sessions.keyboard.press("Enter")
    expect(sessions.get_by_role("heading", name="Audit log")).to_be_visible()

    sessions.keyboard.press("?")
    expect(sessions.get_by_role("dialog", name="Keys")).to_be_visible()
    sessions.keyboard.press("Escape")
    expect(sessions.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_the_list_goes_on_where_it_was_left(sessions: Page):
    list_of_rows = sessions.locator("[data-scroll-restoration-id=sessions]")
    # Row 120 lies on the third page of the API.
    row = sessions.locator("tr[aria-rowindex='120']")
    for _ in range(MOST_TURNS):
        if row.count():
            break
        # At once, not by the wheel: its motion may go on and carry the row away again.
        list_of_rows.evaluate("list => list.scrollBy({top: 600, behavior: 'instant'})")
        sessions.wait_for_load_state("networkidle")
    label = row.get_by_role("link").get_attribute("aria-label")
    row.get_by_role("link").press("Enter")
    expect(sessions).not_to_have_url(re.compile(r"/sessions$"))

    sessions.go_back()

    expect(row.get_by_role("link", name=str(label))).to_be_in_viewport()


def test_a_viewer_is_told_what_only_admins_see_without_a_request(sessions: Page, browser: Browser):
    viewer = invited_viewer(sessions, browser)
    refused: list[str] = []

    def note_refusal(answer: Response) -> None:
        if httpx.codes.is_error(answer.status):
            refused.append(answer.url)

    viewer.on("response", note_refusal)

    for name in ("members", "tokens", "audit"):
        viewer.goto(sessions.url.replace("members", name))
        expect(viewer.get_by_role("heading", name="Only admins see this")).to_be_visible()
        expect(viewer.get_by_role("main").get_by_role("button")).to_have_count(0)

    assert refused == []
    viewer.context.close()


def invited_viewer(admin_page: Page, browser: Browser) -> Page:
    """Invite a viewer on the members screen, and return the page on which they have joined."""
    admin_page.goto(admin_page.url.replace("sessions", "settings/members"))
    admin_page.get_by_role("button", name="Add a member").click()
    admin_page.get_by_label("E-mail address").fill("viewer@example.com")
    admin_page.get_by_role("button", name="Add", exact=True).click()
    link = admin_page.get_by_role("dialog").locator("code").inner_text()
    admin_page.keyboard.press("Escape")
    viewer = browser.new_context().new_page()
    viewer.goto(link)
    viewer.get_by_label("Password").fill("a viewer's own password")
    viewer.get_by_role("button", name="Join").click()
    expect(viewer).to_have_url(re.compile(r"/overview$"))
    return viewer


def test_a_wrong_project_leaves_a_way_to_the_own_ones(sessions: Page):
    right = sessions.url
    sessions.goto(re.sub(r"prj_\w+", "prj_0000000000000000", right))

    expect(sessions.get_by_role("heading", name="There is no such project")).to_be_visible()
    sessions.get_by_role("navigation", name="Projects").get_by_role("link").click()

    expect(sessions).to_have_url(right.replace("sessions", "overview"))
    expect(sessions.get_by_role("tab", name="Visitors")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_every_screen_fits_its_width_and_breaks_no_policy(
    sessions: Page, complaints: list[str], width: int
):
    base = sessions.url
    sessions.set_viewport_size({"width": width, "height": 844})
    for address in (base, *(base.replace("sessions", f"settings/{name}") for name in SETTINGS)):
        sessions.goto(address)
        expect(sessions.get_by_role("heading", level=1)).to_be_visible()
        sessions.wait_for_load_state("networkidle")
        assert sessions.evaluate("document.documentElement.scrollWidth") <= width, address
        assert sessions.evaluate(CUT_TABLES) == [], address

    assert complaints == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_text_can_be_read_in_both_themes(sessions: Page, theme: str):
    sessions.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)

    contrasts = sessions.evaluate(CONTRASTS, TEXT_PAIRS)

    assert [pair for pair in contrasts if pair[2] < MIN_CONTRAST] == []
