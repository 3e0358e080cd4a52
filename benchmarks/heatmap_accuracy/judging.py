"""Clicks of many visits, judged on pages that other visits recorded."""

from __future__ import annotations

import statistics
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.heatmap_accuracy.corpus import HERE, Source
from benchmarks.heatmap_accuracy.visits import (
    HEIGHT,
    PROJECT_KEY,
    SITE,
    Clicks,
    Server,
    View,
    Visits,
    recorded,
)
from playwright.sync_api import Browser, Page

Json = dict[str, Any]

ROOT = HERE.parents[1]
# Script of each deploy; what is not deployed is the page as it was.
DEPLOYS = {
    "as it was": None,
    "deploy": "deploy.js",
    "rework": "rework.js",
    "held-out deploy": "held_out.js",
}
METHODS = ("ours", "raw", "scaled")
# Rows of the same clicks, known from plain recordings that were imported.
IMPORTED = {deploy: f"{deploy}, imported" for deploy in ("as it was", "held-out deploy")}
RECORDED_WIDTH = 1440
PROJECTED_WIDTHS = (390, 768, 1280, 1920)


@dataclass
class Tally:
    """What became of clicks, over any number of pages and widths."""

    # (method, there, fate) of each click at each width.
    fates: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    errors: list[float] = field(default_factory=list)
    # Of each method's map of each page and width: how like it is to the exact density.
    maps: dict[str, list[Json]] = field(default_factory=lambda: {each: [] for each in METHODS})

    def add(self, judged: Json) -> None:
        """Count the judgements of one page at one width."""
        for method, likeness in judged["maps"].items():
            if likeness:
                self.maps[method].append(likeness)
        for one in judged["clicks"]:
            self.fates.update((method, one["there"], one[method]) for method in METHODS)
            if one["error"] is not None:
                self.errors.append(one["error"])

    def count(self, method: str, there: str = "", fate: str = "") -> int:
        """Count clicks; empty words stand for all."""
        return sum(
            number
            for (own, place, end), number in self.fates.items()
            if own == method and there in ("", place) and fate in ("", end)
        )

    def hit_rate(self, method: str) -> float:
        """Share of clicks on the right element, of those whose element can be seen."""
        return self.count(method, "visible", "hit") / max(1, self.count(method, "visible"))

    def false_heat(self, method: str) -> float:
        """Share of all clicks that were painted on another link, button or field."""
        return self.count(method, fate="wrong") / max(1, self.count(method))

    def painted_though_hidden(self, method: str) -> float:
        """Share of clicks that were painted anywhere, of those whose element cannot be seen."""
        hidden = self.count(method, "hidden")
        return 1 - self.count(method, "hidden", "unplaced") / hidden if hidden else 0.0

    def likeness(self, method: str, measure: str) -> float:
        """Mean over pages and widths of `pearson` or `spearman`."""
        measured = [float(one[measure]) for one in self.maps[method]]
        return sum(measured) / max(1, len(measured))

    def error(self, share: float) -> float:
        """Return a quantile of the position error in CSS pixels."""
        ordered = sorted(self.errors)
        return ordered[int(share * (len(ordered) - 1))] if ordered else 0.0


@dataclass
class Bench:
    """One run; `looked_into` gets what the resolver made of each click that went wrong."""

    browser: Browser
    click_views: tuple[View, ...]
    clicks_per_visit: int
    projected_widths: tuple[int, ...] = PROJECTED_WIDTHS
    tallies: dict[str, Tally] = field(default_factory=dict)
    resolve_ms: list[float] = field(default_factory=list)
    looked_into: list[Json] = field(default_factory=list)
    # By page and deploy.
    pages: dict[str, dict[str, Tally]] = field(default_factory=dict)
    # Of the imported clicks, how many are of the very same print as the tracker's, and all.
    same_prints: int = 0
    imported: int = 0
    # The deploy whose wrong clicks are looked into: never the one held out.
    looks_into: str = ""

    def __post_init__(self) -> None:
        """Open the page that holds the Replayer."""
        self._page = replayer_page(self.browser)
        self._recorder = bundled("plain_recorder.ts")
        self.tallies = {name: Tally() for name in (*DEPLOYS, *IMPORTED.values())}

    def run(self, source: Source) -> int:
        """Click one page through at all widths and judge it on all deploys; return the clicks."""
        html = changed(self._page, "bake.js", source.html)
        visits = Visits(self._recorder)
        for view in self.click_views:
            server = Server(source.files, html, source.path)
            visits.click_through(self.browser, server, view, self.clicks_per_visit)
        self.imported += len(visits.imported.all)
        self.same_prints += sum(click["isSame"] for click in visits.imported.all)
        for deploy, script in DEPLOYS.items():
            deployed = changed(self._page, script, html) if script else html
            server = Server(source.files, deployed, source.path)
            events = recorded(self.browser, server, RECORDED_WIDTH)
            self._page.evaluate("events => load(events)", events)
            self._judge(source, deploy, visits.tracked)
            if deploy in IMPORTED:
                self._judge(source, IMPORTED[deploy], visits.imported)
        return len(visits.tracked.all)

    def _judge(self, source: Source, deploy: str, visited: Clicks) -> None:
        clicks = visited.all
        asked = [list(visited.elements.values()), PROJECT_KEY, SITE + source.path]
        self.resolve_ms.append(self._page.evaluate("asked => resolve(...asked)", asked))
        for width in self.projected_widths:
            self._page.set_viewport_size({"width": width, "height": HEIGHT})
            judged = self._page.evaluate("asked => judgeAll(...asked)", [clicks, width])
            of_page = self.pages.setdefault(source.name, {}).setdefault(deploy, Tally())
            for tally in (self.tallies[deploy], of_page):
                tally.add(judged)
            if deploy == self.looks_into:
                self._look_into(source, width, clicks, judged["clicks"])

    def _look_into(
        self, source: Source, width: int, clicks: list[Json], judged: list[Json]
    ) -> None:
        for click, one in zip(clicks, judged, strict=True):
            is_lost = one["there"] == "visible" and one["ours"] != "hit"
            if is_lost or one["ours"] == "wrong":
                found = self._page.evaluate("click => explain(click)", click)
                self.looked_into.append({"page": source.name, "width": width, **one, **found})


def replayer_page(browser: Browser) -> Page:
    """Return a page with the Replayer, the sanitiser and the resolver of the player page."""
    page = browser.new_page()
    page.set_content("<body style='margin: 0'><div id='stage'></div></body>")
    page.add_script_tag(content=bundled("projected.ts"))
    return page


def bundled(source: str) -> str:
    """Return one of the scripts beside this file, with all that it imports."""
    command: list[str | Path] = [
        ROOT / "node_modules/.bin/esbuild",
        HERE / source,
        "--bundle",
        "--format=iife",
        "--log-level=error",
    ]
    return subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True).stdout


def changed(page: Page, script: str, html: str) -> str:
    """Return a page's HTML as one of the scripts beside this file changes it."""
    after: str = page.evaluate((HERE / script).read_text(), html)
    return after


def report(tallies: dict[str, Tally]) -> Iterable[str]:
    """Yield the lines of the table."""
    yield (
        f"{'':<32}{'right element':>14}{'false heat':>12}{'hidden, painted':>17}"
        f"{'Pearson':>9}{'Spearman':>10}{'error p50':>11}{'p95 px':>8}"
    )
    for deploy, tally in tallies.items():
        for method in METHODS if deploy in DEPLOYS else METHODS[:1]:
            errors = [tally.error(share) for share in (0.5, 0.95)] if method == "ours" else []
            likeness = [tally.likeness(method, measure) for measure in ("pearson", "spearman")]
            yield (
                f"{deploy + ', ' + method:<32}{tally.hit_rate(method):>13.1%} "
                f"{tally.false_heat(method):>11.1%}{tally.painted_though_hidden(method):>17.1%}"
                f"{likeness[0]:>9.3f}{likeness[1]:>10.3f} "
                + "".join(f"{error:>10.1f}" for error in errors)
            )


def report_by_page(pages: dict[str, dict[str, Tally]]) -> Iterable[str]:
    """Yield right elements and false heat of each page and deploy."""
    yield f"{'right element, false heat':<46}" + "".join(f"{deploy:>17}" for deploy in DEPLOYS)
    for name, tallies in pages.items():
        shares = (
            f"{tally.hit_rate('ours'):>9.1%} {tally.false_heat('ours'):>7.1%}"
            for tally in map(tallies.__getitem__, DEPLOYS)
        )
        yield f"{name:<46}" + "".join(shares)


def report_misses(misses: list[Json]) -> Iterable[str]:
    """Yield how many clicks went wrong in which way."""
    kinds = Counter((one["there"], one["ours"], one["kind"]) for one in misses)
    for (there, fate, kind), number in kinds.most_common():
        yield f"{number:>6}  {fate} on {kind}, the true one being {there}"


def median(numbers: list[float]) -> float:
    """Return the median, 0 for none."""
    return statistics.median(numbers) if numbers else 0.0
