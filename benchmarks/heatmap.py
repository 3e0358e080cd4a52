"""How many clicks a heatmap draws on the right element, at all widths and after deploys.

    python benchmarks/heatmap.py [--pages 0] [--clicks 8] [--look-into rework]

Real mouse clicks in real Chromium on templates of the npm registry, on pages made by hand with
inner scrollers, sticky parts, shadow DOM and frames, and on the demo site, at eight widths;
captured by the tracker's own `interactions.js`. Other visits are recorded by the real recorder: of
the page as it was, after two deploys that the resolver's weights were fitted on, and after another
one that it was never tuned on.
Each click is projected onto those recordings in the Replayer at four widths, and judged by a data
attribute that neither tracker nor resolver reads. Raw pixels of the page, and such scaled by width
and height, are judged on the same clicks; so is what an import makes of them, of plain recordings
of these visits by rrweb alone. Whole maps are compared with the exact kernel density of the true
places.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from itertools import chain

from benchmarks.heatmap_accuracy.corpus import OfflineError, demo_pages, made_pages, template_pages
from benchmarks.heatmap_accuracy.judging import (
    DEPLOYS,
    Bench,
    median,
    report,
    report_by_page,
    report_misses,
)
from benchmarks.heatmap_accuracy.visits import View
from playwright.sync_api import sync_playwright

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
CLICK_VIEWS = tuple(map(View, (360, 390, 768, 1024, 1280, 1440, 1920, 2560)))


def main() -> None:
    """Run the bench and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=0, help="Only so many pages; 0: all.")
    parser.add_argument("--clicks", type=int, default=8, help="Clicks of each visit.")
    parser.add_argument("--look-into", default="", choices=["", *list(DEPLOYS)[:-1]])
    options = parser.parse_args()
    named = os.environ.get("PAGEPULSE_TEST_CHROMIUM")
    chromium = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    begun = time.monotonic()
    clicks = pages = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        bench = Bench(browser, CLICK_VIEWS, options.clicks, looks_into=options.look_into)
        try:
            for source in chain(made_pages(), demo_pages(), template_pages()):
                if options.pages and pages == options.pages:
                    break
                clicks += bench.run(source)
                pages += 1
                print(f"{time.monotonic() - begun:>5.0f} s  {source.name}", file=sys.stderr)
        except OfflineError as error:
            sys.exit(str(error))
        browser.close()
    print(f"{pages} pages, {clicks} clicks, {len(CLICK_VIEWS)} widths")
    for line in report(bench.tallies):
        print(line)
    for line in report_by_page(bench.pages):
        print(line)
    print(f"finding all elements of a page: {median(bench.resolve_ms):.0f} ms (median)")
    share = bench.same_prints / max(1, bench.imported)
    print(f"imported clicks whose print is the very same as the tracker's: {share:.1%}")
    print("targets: as it was >= 99.5 %, held-out deploy >= 97 %, false heat <= 1 %")
    for line in report_misses(bench.looked_into):
        print(line)
    for miss in bench.looked_into:
        print(json.dumps(miss))


if __name__ == "__main__":
    main()
