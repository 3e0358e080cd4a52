"""Record what the tracker would know the demo site's elements by, for the heatmaps of its week.

Run it after a change of the demo site or of the tracker's fingerprint, after
`record_demo_templates.py`: `.venv/bin/python -m tests.tools.record_demo_prints`. It drives a real
Chromium over every page at three widths with the tracker's own code, and writes two files to
src/pagepulse/demo: landmarks.json.gz, by width and path where the large parts of the page lie by
which the tracker tells how long it was looked at; prints.json.gz, one entry per target of the
template and then one per landmark. Texts stand in place of their hashes, because every project
salts them with its own key.
"""

# ruff: noqa: T201 - a script that says what it wrote

from __future__ import annotations

import gzip
import json
import subprocess
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import Page, sync_playwright
from tests.tools.record_demo_templates import (
    CHROMIUM_FLAGS,
    KINDS,
    PAGES,
    PLACES,
    ROOT,
    find_chromium,
    served_site,
)

from pagepulse.demo.templates import PageTemplate, load_layouts

DEMO = ROOT / "src/pagepulse/demo"
PRINTS, LANDMARKS = DEMO / "prints.json.gz", DEMO / "landmarks.json.gz"
WHERE = f"(snapshot) => ({PLACES})(snapshot, window.landmarks())"
# The same elements in the same order as the targets of the templates and the landmarks.
DESCRIBED = f"""() => {{
  const known = [...document.querySelectorAll('{KINDS}'), ...window.landmarks()];
  return known.flatMap((element) => {{
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) return [];
    return [{{ tag: element.localName, ...window.described(element) }}];
  }});
}}"""

Found = list[dict[str, Any]]


def bundled() -> str:
    """Return the tracker's fingerprint and landmarks as one script."""
    command: list[str | Path] = [
        ROOT / "node_modules/.bin/esbuild",
        ROOT / "tests/tools/demo_prints.ts",
        "--bundle",
        "--format=iife",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout


def describe(page: Page, template: PageTemplate) -> tuple[Found, Found]:
    """Return the landmarks, and label and print of each target and landmark.

    Stops where the page is not the template's.
    """
    landmarks: Found = page.evaluate(WHERE, msgspec.json.decode(template.snapshot))
    found: Found = page.evaluate(DESCRIBED)
    tags = [one.tag for one in template.targets] + [one["tag"] for one in landmarks]
    if [one.pop("tag") for one in found] != tags:
        raise SystemExit(f"{page.url} is not the page of the template: record the templates first")
    return landmarks, found


def write(file: Path, found: dict[str, Any]) -> None:
    text = json.dumps(found, ensure_ascii=False)
    file.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{file.name}: {len(text):,} characters")


def main() -> None:
    script = bundled()
    landmarks: dict[str, Any] = {}
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
            landmarks[str(width)], prints[str(width)] = {}, {}
            for path in PAGES:
                page = context.new_page()
                page.goto(origin + path, wait_until="networkidle")
                page.evaluate(script)
                both = describe(page, layout.pages[path])
                landmarks[str(width)][path], prints[str(width)][path] = both
                page.close()
            context.close()
        browser.close()
    write(LANDMARKS, landmarks)
    write(PRINTS, prints)


if __name__ == "__main__":
    main()
