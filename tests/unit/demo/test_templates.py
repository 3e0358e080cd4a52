"""The recorded templates are of the site as it is now."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest
from httpx import ASGITransport, AsyncClient

from pagepulse.demo.site import demo_site
from pagepulse.demo.templates import Layout, load_layouts

SITE = "http://localhost:8203"
# rrweb's node type of texts; the recorder masks texts of options.
TEXT = 3
UNRECORDED = {"title", "script", "style", "option"}
MEND = "Record them anew: .venv/bin/python tests/tools/record_demo_templates.py"


class Texts(HTMLParser):
    """Collects the texts of a page that a recording holds in plain."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self._inside = ""

    def handle_starttag(
        self,
        tag: str,
        attrs: list[tuple[str, str | None]],  # noqa: ARG002 - HTMLParser calls it so
    ) -> None:
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - HTMLParser calls it so
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in UNRECORDED and data.strip():
            self.texts.add(data.strip())


def texts_in(node: dict[str, Any]) -> set[str]:
    if node.get("tagName") in UNRECORDED:
        return set()
    own = {node["textContent"].strip()} if node["type"] == TEXT else set()
    return own.union(*(texts_in(child) for child in node.get("childNodes", []))) - {""}


@pytest.fixture(scope="module")
def layouts() -> dict[int, Layout]:
    return load_layouts(SITE)


def test_the_site_was_recorded_at_three_widths(layouts: dict[int, Layout]) -> None:
    assert sorted(layouts) == [390, 820, 1440]


@pytest.mark.parametrize("width", [1440, 820, 390])
async def test_recorded_pages_say_what_the_pages_say_today(
    layouts: dict[int, Layout], width: int
) -> None:
    browser = AsyncClient(transport=ASGITransport(demo_site(SITE, "pk_1")), base_url=SITE)

    for path, page in layouts[width].pages.items():
        parser = Texts()
        parser.feed((await browser.get(path)).text)
        snapshot = msgspec.json.decode(page.snapshot)
        assert texts_in(snapshot["node"]) == parser.texts, f"{path} at {width} px. {MEND}"
