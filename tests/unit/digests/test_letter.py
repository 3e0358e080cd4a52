"""A digest says the same as text and as HTML, and what visitors wrote stays text."""

from __future__ import annotations

from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from pagepulse.analytics.models import Totals
from pagepulse.digests.content import Digest, Ranked, Watchable
from pagepulse.digests.letter import html_of, subject_of, text_of
from pagepulse.digests.weeks import last_week

HOSTILE = "<script>alert(1)</script>\r\nBcc: x@y.z <img src=x onerror=alert(1)>"
ZEROS = dict.fromkeys(Totals.model_fields, 0)


def totals(**given: int) -> Totals:
    return Totals.model_validate({**ZEROS, **given})


DIGEST = Digest(
    project_id="prj_1",
    project_name="Shop <b>",
    week=last_week(1_795_000_000_000, ZoneInfo("UTC")),
    now=totals(visitors=1_200, sessions=1_500, page_views=4_000),
    before=totals(visitors=1_000, sessions=1_500),
    pages=[Ranked(HOSTILE, 12, 10)],
    sources=[Ranked("Direct", 5, None)],
    goals=[Ranked("Order", 0, 4)],
    new_errors=[Ranked(HOSTILE, 3)],
    worth_watching=[Watchable("s1", "https://shop.example/", 7)],
)


def link(path: str) -> str:
    return f"https://pulse.example{path}"


class Tags(HTMLParser):
    """Notes every tag and where links lead."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in {"href", "src"}]
        assert not any(name.startswith("on") for name, _ in attrs)


def test_text_of_visitors_becomes_no_tag():
    page = Tags()
    page.feed(html_of(DIGEST, link, "https://pulse.example/u?a=1&b=2"))

    assert page.tags == {"html", "body", "h1", "h2", "p", "table", "tr", "td", "a"}
    assert page.links == [
        "https://pulse.example/p/prj_1/sessions/s1",
        f"https://pulse.example/p/prj_1/overview?from={DIGEST.week.name}&to={DIGEST.week.last_day}",
        "https://pulse.example/u?a=1&b=2",
    ]


def test_the_text_says_what_changed_and_how_to_end_it():
    lines = text_of(DIGEST, link, "https://pulse.example/u").splitlines()

    for line in (
        "  Visitors: 1,200 (+20 %)",
        "  Sessions: 1,500 (as before)",
        "  Page views: 4,000 (new)",
        "  Direct: 5",
        "  Order: 0 (-100 %)",
        "  https://shop.example/: 7 rage clicks",
        "Unsubscribe: https://pulse.example/u",
    ):
        assert line in lines
    assert not any(line.startswith("Bcc") for line in lines)


def test_the_subject_is_one_line():
    assert subject_of(DIGEST).startswith("Shop <b>: 1,200 visitors in the week to ")
