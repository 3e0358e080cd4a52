"""Clicks are drawn on what was clicked: at any width, zoom and density, and after a deploy."""

from __future__ import annotations

import pytest
from benchmarks.heatmap_accuracy.corpus import made_pages
from benchmarks.heatmap_accuracy.judging import Bench
from benchmarks.heatmap_accuracy.visits import View
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# A phone, the same one turned, a browser's zoom of 125 %, and a plain screen.
VIEWS = (View(390, 3), View(844, 3), View(1152, 1.25), View(1440))
CLICKS = 6


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Bench:
    """Click through the pages made by hand: scrollers, sticky parts, shadow DOM, frames."""
    bench = Bench(browser, VIEWS, CLICKS, projected_widths=(390, 1280))
    for source in made_pages():
        bench.run(source)
    return bench


def test_clicks_of_any_screen_are_on_their_element_at_any_width(bench: Bench) -> None:
    tally = bench.tallies["as it was"]

    assert tally.hit_rate("ours") >= 0.99
    assert tally.false_heat("ours") <= 0.01
    assert tally.painted_though_hidden("ours") <= 0.02
    assert tally.error(0.95) <= 2


# The second deploy is not one that the resolver was tuned on.
@pytest.mark.parametrize("deploy", ["deploy", "held-out deploy"])
def test_most_clicks_survive_a_deploy_and_few_are_on_another_control(
    bench: Bench, deploy: str
) -> None:
    tally = bench.tallies[deploy]

    assert tally.hit_rate("ours") >= 0.9
    assert tally.false_heat("ours") <= 0.02
    assert tally.hit_rate("ours") > 2 * tally.hit_rate("raw")


def test_maps_are_like_the_exact_density_of_the_places_that_were_clicked(bench: Bench) -> None:
    tally = bench.tallies["as it was"]

    assert tally.likeness("ours", "pearson") >= 0.99
    assert tally.likeness("ours", "spearman") >= 0.97
    assert tally.likeness("raw", "pearson") < 0.9


def test_clicks_of_an_imported_recording_are_of_the_same_elements(bench: Bench) -> None:
    """What the server reads from a recording is what the tracker reads from the page."""
    assert bench.imported > 0
    assert bench.same_prints / bench.imported >= 0.98

    tally = bench.tallies["as it was, imported"]
    assert tally.hit_rate("ours") >= 0.98
    assert tally.false_heat("ours") <= 0.01


def test_coordinates_alone_are_mostly_beside_their_element(bench: Bench) -> None:
    """The sabotage: the bench must see what it is there to see."""
    tally = bench.tallies["as it was"]

    assert tally.hit_rate("raw") < 0.8
