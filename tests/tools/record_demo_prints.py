"""Record what the tracker would know the demo site's elements by, for the heatmaps of its week.

Run it after a change of the demo site or of the tracker's fingerprint, after
`record_demo_templates.py`: `.venv/bin/python -m tests.tools.record_demo_prints`. It drives a real
Chromium over every page at three widths with the tracker's own code, and writes
src/pagepulse/demo/prints.json.gz: by width and path, one entry per target of the template. Texts
stand in place of their hashes, because every project salts them with its own key.
"""

# ruff: noqa: T201 - a script that says what it wrote

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from tests.tools.record_demo_templates import (
    CHROMIUM_FLAGS,
    PAGES,
    ROOT,
    find_chromium,
    served_site,
)

from pagepulse.demo.templates import load_layouts

PRINTS = ROOT / "src/pagepulse/demo/prints.json.gz"
# The same elements in the same order as the targets of the templates.
DESCRIBED = """() => {
  const kinds = 'a[href],button,summary,input,select,textarea,h1,h2,h3,p,figure,blockquote';
  return [...document.querySelectorAll(kinds)].flatMap((element) => {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) return [];
    return [{ tag: element.localName, ...window.described(element) }];
  });
}"""


def bundled() -> str:
    """Return the tracker's fingerprint as one script."""
    command: list[str | Path] = [
        ROOT / "node_modules/.bin/esbuild",
        ROOT / "tests/tools/demo_prints.ts",
        "--bundle",
        "--format=iife",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def describe(page: Page, address: str, script: str, tags: list[str]) -> list[dict[str, Any]]:
    """Return label and print of each target; stops where the page is not the template's."""
    page.goto(address, wait_until="networkidle")
    page.evaluate(script)
    found = page.evaluate(DESCRIBED)
    if [one.pop("tag") for one in found] != tags:
        raise SystemExit(f"{address} is not the page of the template: record the templates first")
    return list(found)


def main() -> None:
    script = bundled()
    prints: dict[str, Any] = {}
    with served_site() as origin, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=list(CHROMIUM_FLAGS)
        )
        for width, layout in sorted(load_layouts(origin).items()):
            context = browser.new_context(
                viewport={"width": width, "height": layout.height},
                has_touch=layout.touch,
                is_mobile=layout.touch,
            )
            pages = prints[str(width)] = {}
            for path in PAGES:
                page = context.new_page()
                tags = [target.tag for target in layout.pages[path].targets]
                pages[path] = describe(page, origin + path, script, tags)
                page.close()
            context.close()
        browser.close()
    text = json.dumps(prints, ensure_ascii=False)
    PRINTS.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{PRINTS.name}: {len(text):,} characters")


if __name__ == "__main__":
    main()
