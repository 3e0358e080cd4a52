"""What the API of heatmaps returns.

What an answer has tens of thousands of is a plain dataclass: it is made five times as fast.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from pagepulse.heatmaps.filters import HeatmapType
from pagepulse.wire import WireModel

Format = Literal["points", "cells", "elements"]


@dataclass(slots=True)
class HeatPoint:
    """A place on the page."""

    x: Annotated[int, Field(description="CSS px from the left of the page.")]
    y: Annotated[int, Field(description="CSS px from its top.")]
    value: Annotated[
        int, Field(description="Number of interactions; ms of a rest; samples of a move.")
    ]


@dataclass(slots=True)
class HeatCell:
    """The middle of a cell of an element; cells are 16 CSS px long at most."""

    ex: Annotated[
        int,
        Field(
            description="0 to 65535 of the element's width; of a band, the share of its height that"
            " the band is high."
        ),
    ]
    ey: Annotated[int, Field(description="0 to 65535 of its height; of a band, where it begins.")]
    value: int


class ElementBox(WireModel):
    """Where an element lies at the wanted width, CSS px: the median of what was seen."""

    x: int
    y: int
    width: int
    height: int


class HeatElement(WireModel):
    """One element of the page."""

    element_id: str = Field(description="16 hex digits: the hash of the print.")
    label: str
    print: dict[str, object] = Field(
        description="What finds the element on a recorded page; empty where it was not told."
    )
    count: int = Field(description="Interactions of the wanted type.")
    value: int = Field(description="The same, weighted like points.")
    share: float = Field(description="Of the interactions of the wanted type on the page, 0…1.")
    clicks: int
    rage: int
    dead: int
    error: int
    visitors: int
    sessions: int
    exposed_views: int = Field(description="Page views that came down to the element.")
    rate: float | None = Field(
        description="Clicks per page view that came down to it; null where its place is not known."
    )
    box: ElementBox | None = Field(description="Null where it was not seen at the wanted width.")
    cells: list[HeatCell]


class ReachPoint(WireModel):
    """How many page views came down to `y` at least."""

    y: int
    views: int
    share: float


class ReachLine(WireModel):
    """A share of the page views, and the deepest y to which so many came."""

    share: float
    y: int


class ScrollReach(WireModel):
    """How far down visitors came; only of the type `scroll`."""

    views: int
    curve: list[ReachPoint]
    lines: list[ReachLine] = Field(description="Where 75, 50, 25 and 10 % of the views came to.")
    folds: list[ReachLine] = Field(description="Quartiles of the viewports' heights.")


class HeatmapData(WireModel):
    """The map itself."""

    page_url: str
    type: HeatmapType
    points: list[HeatPoint] = Field(
        description="Of everything; in `cells` and `elements` only of what has no element."
    )
    elements: list[HeatElement]
    scroll: ScrollReach | None = None


class HeatmapMetadata(WireModel):
    """Counts of all that the filter holds."""

    total_interactions: int
    approximate: int = Field(
        description="Of these, what imported recordings told: not where in an element it was."
    )
    unique_users: int = Field(description="Visitors; sessions where a browser stores nothing.")
    session_count: int
    last_updated: int | None = Field(description="The newest interaction, Unix ms.")
    placed: int
    hidden: int = Field(
        description="On elements that nobody saw at the wanted width, where others were seen."
    )
    unresolved: int = Field(description="With no place, or none that holds at the wanted width.")
    pages: list[str] = Field(description="The pages that the map is made of.")


class Heatmap(WireModel):
    """The answer; `placed` + `hidden` + `unresolved` = `totalInteractions`."""

    heatmap_data: HeatmapData
    session_ids: list[str] = Field(description="At most 1,000; `metadata.sessionCount` are all.")
    metadata: HeatmapMetadata


class HeatmapPage(WireModel):
    """A page that has a map, or a rule and all the pages that fall under it."""

    page_url: str = Field(description="Ask for its map with it.")
    example_url: str
    title: str
    is_rule: bool
    page_count: int = Field(description="Pages under a rule; else 1.")
    views: int
    interactions: int
    counts: dict[str, int] = Field(description="Interactions by type.")


class HeatmapPageList(WireModel):
    """Pages, those with most interactions first."""

    pages: list[HeatmapPage]
    total: int


class RuleProposal(WireModel):
    """A pattern that would make many pages one."""

    pattern: str
    page_count: int
    examples: list[str]


class RuleProposalList(WireModel):
    """Proposals; nothing happens until somebody adds one to the project's page rules."""

    proposals: list[RuleProposal]


class HeatMoment(WireModel):
    """One interaction, to open the replay at it."""

    session_id: str
    tab_id: str
    at: int = Field(description="Unix ms, server clock.")
    page: str
    element_id: str = Field(description="Empty where there is none.")
    node: int = Field(description="rrweb id of the element in this recording; 0: not known.")
    page_x: int
    page_y: int
    viewport_width: int
    duration_ms: int
    value: int
    visitor_id: str
    device: str
    browser: str
    country: str
    has_recording: bool


class HeatMomentList(WireModel):
    """Moments, the newest first."""

    moments: list[HeatMoment]
    next_cursor: str | None = Field(description="Pass as `cursor`; null at the end.")
    total: int
    session_count: int


class ComparedSide(WireModel):
    """What one of two filters holds."""

    interactions: int
    sessions: int
    visitors: int
    views: int = Field(description="Page views.")


class ComparedElement(WireModel):
    """One element in both filters."""

    element_id: str
    label: str
    print: dict[str, object]
    count_a: int = Field(description="Interactions.")
    count_b: int
    hits_a: int = Field(description="Page views in which there was any; never more than tries.")
    hits_b: int
    tries_a: int = Field(description="Page views that came down to the element.")
    tries_b: int
    share_a: float = Field(description="Hits of the tries, 0…1.")
    share_b: float
    difference: float = Field(description="Share in B minus share in A.")
    low: float = Field(description="95 % interval of the difference (Newcombe).")
    high: float
    adjusted_p: float = Field(description="For all elements together (Benjamini and Hochberg).")
    log_ratio: float = Field(
        description="log2 of ((b + ½) / (nB + 1)) / ((a + ½) / (nA + 1)): for colours."
    )


class HeatmapComparison(WireModel):
    """Two maps of one page, element by element, the surest differences first."""

    page_url: str
    type: HeatmapType
    basis: Literal["views", "interactions"] = Field(
        description="`interactions` where a filter knows no page views: hits and tries are counts "
        "of interactions then, tries those of the whole page."
    )
    a: ComparedSide
    b: ComparedSide
    elements: list[ComparedElement]


class Backdrop(WireModel):
    """A full snapshot that a map can be drawn on."""

    session_id: str
    tab_id: str
    at: int
    page: str
    viewport_width: int
    viewport_height: int
    node_count: int
    bytes: int
    state: str = Field(description="16 hex digits; snapshots of one state look alike.")


class PageState(WireModel):
    """A state of the page: logged in or out, before or after a release."""

    state: str
    count: int = Field(description="Full snapshots that show it.")
    first_at: int
    last_at: int
    best: Backdrop


class BackdropList(WireModel):
    """Snapshots, best first for the wanted width, and the page's states, most frequent first."""

    snapshots: list[Backdrop]
    states: list[PageState]
    total: int
