"""How long a heatmap takes to draw in a real Chromium, beside stamps laid over each other.

    python benchmarks/heatmap_drawing.py [--points 1_000_000] [--stamps 100_000] [--repeats 30]

A page of 1440 by 5000 px, half of the points on sixty buttons, half anywhere. Every step of the
player's own code is timed: bin, blur, colour, and showing the part that is in view; then frames of
scrolling, with twenty numbered boxes. The browser's own drawing is waited for. Beside it, a disc
that fades out per point (what most heatmaps are made of), which needs a minute for a million.
Chromium draws without a graphics card here.
"""

from __future__ import annotations

import argparse
import math
import os
import shutil
import statistics
import subprocess
from collections.abc import Sequence
from pathlib import Path

from benchmarks.heatmap import CHROMIUM_FLAGS, CHROMIUM_NAMES
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
STEPS = ("bin", "blur", "colour", "show")


def bundled() -> str:
    """Return the script that runs in the browser."""
    esbuild = ROOT / "node_modules/.bin/esbuild"
    source = ROOT / "benchmarks/heatmap_drawing.ts"
    options = ["--bundle", "--format=iife", "--target=es2023"]
    made = subprocess.run(
        [str(esbuild), str(source), *options], check=True, cwd=ROOT, capture_output=True, text=True
    )
    return made.stdout


def report(name: str, times: Sequence[float], target: str = "") -> None:
    """Print the least (on a busy machine all that tells), the middle and the 95th percentile."""
    ordered = sorted(times)
    p95 = ordered[math.ceil(len(ordered) * 0.95) - 1]
    middle = statistics.median(ordered)
    print(f"{name:24} least {ordered[0]:7.1f}  p50 {middle:7.1f}  p95 {p95:7.1f} ms  {target}")


def measure(page: Page, points: int, stamps: int, repeats: int) -> None:
    """Draw and print."""
    # The first runs are the compiler's.
    page.evaluate("() => drawing.draw(10_000, 20)")
    drawn = page.evaluate(f"() => drawing.draw({points}, {repeats})")
    totals = [sum(run.values()) for run in drawn["runs"]]
    report(f"{points:,} points", totals, "<= 25")
    for step in STEPS:
        report(f"  {step}", [run[step] for run in drawn["runs"]])
    report("frame of scrolling", drawn["frames"], "<= 4")
    naive = page.evaluate(f"() => drawing.stamp({stamps})")
    print(f"{stamps:,} stamps{'':16} {naive:12.0f} ms  {naive / stamps * 1000:.1f} µs each")
    print(
        f"a point costs {statistics.median(totals) / points * 1000:.3f} µs: "
        f"{naive / stamps * points / statistics.median(totals):,.0f} times less than a stamp"
    )


def main() -> None:
    """Open the browser and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--stamps", type=int, default=100_000)
    parser.add_argument("--repeats", type=int, default=30)
    options = parser.parse_args()
    named = os.environ.get("PAGEPULSE_TEST_CHROMIUM")
    chromium = named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.evaluate(bundled())
        measure(page, options.points, options.stamps, options.repeats)
        browser.close()


if __name__ == "__main__":
    main()
