"""A style sheet that tries to load something, and references to it from where none belongs."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.browser.made_events import element

Event = dict[str, Any]

SCRIPT = "console.log('CANARY asset')"
# Uploaded by itself, so that the recording only names it; `{url}` is the listener's address.
SHEET_RULES = (
    "@import '{url}/asset-import';",
    "@import url({url}/asset-import-url);",
    "h1 {{ background: url({url}/asset-background) }}",
    "h1 {{ background: \\75rl({url}/asset-escaped) }}",
    "h1 {{ background: image-set('{url}/asset-image-set' 1x) }}",
    "@font-face {{ font-family: g; src: url({url}/asset-font) }} h1 {{ font-family: g }}",
    "h1 {{ cursor: url({url}/asset-cursor), auto; behavior: url({url}/asset-behavior) }}",
    "input[value^='s'] {{ background: url({url}/asset-exfiltration) }}",
    "h1 {{ background: url(javascript:{js}); -moz-binding: url({url}/asset-binding) }}",
    "</style><script>{js}</script><img src={url}/asset-markup onerror={js}>",
)
REFERRING = (
    ("style", "_cssText"),
    ("link", "_cssText"),
    ("img", "src"),
    ("img", "srcset"),
    ("iframe", "src"),
    ("iframe", "srcdoc"),
    ("script", "src"),
    ("object", "data"),
    ("embed", "src"),
    ("a", "href"),
)
COUNT = len(SHEET_RULES) + len(REFERRING)


def hostile_sheet(url: str) -> bytes:
    """Return the style sheet, which has to be uploaded before it is referred to."""
    return "\n".join(rule.format(url=url, js=SCRIPT) for rule in SHEET_RULES).encode()


def references(url: str, first_id: int) -> list[Event]:
    """Return elements that refer to the style sheet, and to what does not exist."""
    reference = f"pulse-asset:{hashlib.sha256(hostile_sheet(url)).hexdigest()}"
    nowhere = f"pulse-asset:{'0' * 64}"
    style = f"background: url({reference}); cursor: url('{nowhere}')"
    named = [*((*place, reference) for place in REFERRING), ("div", "style", style)]
    return [
        element(first_id + number, tag, attributes={"rel": "stylesheet", name: value})
        for number, (tag, name, value) in enumerate(named)
    ]
