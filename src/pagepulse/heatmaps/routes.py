"""HTTP of heatmaps: parse, call, answer."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from pagepulse.accounts.access import Viewer
from pagepulse.accounts.dependencies import ControlOf, WarehouseOf
from pagepulse.errors import InvalidInputError
from pagepulse.heatmaps import comparing, export, lists, maps
from pagepulse.heatmaps.choosing import chosen_of, pages_named, rules_of
from pagepulse.heatmaps.filters import HeatmapFilter, OtherFilter
from pagepulse.heatmaps.list_queries import Part, Region, Spot
from pagepulse.heatmaps.models import (
    BackdropList,
    Format,
    Heatmap,
    HeatmapComparison,
    HeatmapPageList,
    HeatMomentList,
    RuleProposal,
    RuleProposalList,
)
from pagepulse.heatmaps.pages import propose_rules
from pagepulse.heatmaps.queries import select_known_pages
from pagepulse.ingest.interaction_rows import element_number
from pagepulse.questions.conditional import answer_if_changed
from pagepulse.questions.filters import MAX_URL_CHARS, DateFilter
from pagepulse.questions.marks import TABLES_OF_FILTERS

router = APIRouter(prefix="/api/tracking/heatmap", tags=["heatmaps"])

Filter = Annotated[HeatmapFilter, Query()]
Width = Annotated[
    int | None,
    Query(ge=1, le=10_000, description="Viewport width to place points at, CSS px."),
]
PageUrl = Annotated[str, Query(alias="pageURL", min_length=1, max_length=MAX_URL_CHARS)]
# What the answers are made of.
PAGE_TABLES = ("interactions", "page_views", "sessions", "own_visitors")
MAP_TABLES = TABLES_OF_FILTERS
# Fractions of an element's size on the wire.
WHOLE = 65_535
Fraction = Annotated[int | None, Query(ge=0, le=WHOLE)]
PART = re.compile(r"[0-9a-f]{16}(,\d{1,5}){4}")
PART_CHARS = 41
# Elements that one region touches: a screen full of small ones.
MAX_PARTS = 300


@router.get("", operation_id="readHeatmap", response_model=Heatmap)
async def read_heatmap(
    *,
    request: Request,
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    asked: Filter,
    output: Annotated[
        Format,
        Query(
            alias="format",
            description="`points`: places on the page; `cells`: also places inside elements; "
            "`elements`: also how many views came down to each.",
        ),
    ] = "points",
    width: Width = None,
) -> Response:
    """Return a map. Without `width`, points lie where they were, at whatever width."""
    rules = await rules_of(control, access.project_id)

    def read() -> Heatmap:
        chosen = chosen_of(warehouse, access.project_id, rules, asked.page_url, asked)
        return maps.read_heatmap(warehouse, maps.MapRequest(chosen, asked, output, width))

    return await answer_if_changed(request, warehouse, MAP_TABLES, read, access.project_id, *rules)


@router.get("/export", operation_id="exportHeatmap", response_class=Response)
async def export_heatmap(
    *,
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    asked: Filter,
    width: Width = None,
) -> Response:
    """Download the elements of a map as CSV."""
    rules = await rules_of(control, access.project_id)

    def read() -> Heatmap:
        chosen = chosen_of(warehouse, access.project_id, rules, asked.page_url, asked)
        return maps.read_heatmap(warehouse, maps.MapRequest(chosen, asked, "elements", width))

    found = await warehouse.run_async(read)
    await control.write_async(
        lambda connection: access.note(connection, "data_exported", asked.page_url, "heatmap")
    )
    return Response(
        export.csv_of(found.heatmap_data.elements),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="heatmap.csv"'},
    )


@router.get("/pages", operation_id="listHeatmapPages", response_model=HeatmapPageList)
async def list_heatmap_pages(
    *,
    request: Request,
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    chosen: Annotated[DateFilter, Query()],
    search: Annotated[
        str, Query(max_length=MAX_URL_CHARS, description="In address or title, any case.")
    ] = "",
) -> Response:
    """List pages with their interactions by type; pages under a rule are one."""
    rules = await rules_of(control, access.project_id)
    times = chosen.range()
    return await answer_if_changed(
        request,
        warehouse,
        PAGE_TABLES,
        lambda: lists.list_pages(warehouse, access.project_id, times, rules, search),
        access.project_id,
        *rules,
    )


@router.get("/rules", operation_id="proposePageRules")
async def propose_page_rules(
    access: Viewer, control: ControlOf, warehouse: WarehouseOf
) -> RuleProposalList:
    """Propose patterns for addresses that name one thing of many."""
    rules = await rules_of(control, access.project_id)
    known = await warehouse.run_async(lambda: select_known_pages(warehouse, access.project_id))
    return RuleProposalList(
        proposals=[
            RuleProposal(
                pattern=one.pattern, page_count=one.page_count, examples=list(one.examples)
            )
            for one in propose_rules(known, rules)
        ]
    )


@router.get("/sessions", operation_id="listHeatmapSessions")
async def list_heatmap_sessions(
    *,
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    asked: Filter,
    element_id: Annotated[
        str | None, Query(alias="elementId", pattern="^[0-9a-f]{16}$", description="One element.")
    ] = None,
    ex: Fraction = None,
    ey: Fraction = None,
    region: Annotated[
        str | None,
        Query(
            pattern=r"^-?\d{1,7}(,-?\d{1,7}){3}$",
            description="Left, top, right and bottom on the page, CSS px, joined by commas.",
        ),
    ] = None,
    parts: Annotated[
        str | None,
        Query(
            max_length=MAX_PARTS * PART_CHARS,
            description="Rectangles of elements, joined by `;`: the element, then left, top, right "
            "and bottom in 1/65535 of its size, joined by commas. What a region of a drawn map "
            "stands for at any width.",
        ),
    ] = None,
    cursor: Annotated[str | None, Query(max_length=512)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> HeatMomentList:
    """List the interactions behind an element, a cell (`ex`, `ey`), a region or parts of it."""
    rules = await rules_of(control, access.project_id)
    spot = Spot(
        element_id=None if element_id is None else element_number(element_id),
        cell=None if ex is None or ey is None else (ex, ey),
        region=None if region is None else Region(*map(int, region.split(","))),
        parts=None if parts is None else [_part(one) for one in parts.split(";")],
    )

    def read() -> HeatMomentList:
        chosen = chosen_of(warehouse, access.project_id, rules, asked.page_url, asked)
        request = lists.MomentRequest(chosen, asked, spot, cursor, limit)
        return lists.list_moments(warehouse, request)

    return await warehouse.run_async(read)


@router.get("/compare", operation_id="compareHeatmaps")
async def compare_heatmaps(
    *,
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    asked: Filter,
    other: Annotated[OtherFilter, Query()],
) -> HeatmapComparison:
    """Compare two filters of one page and type; those of the second end with `B`."""
    rules = await rules_of(control, access.project_id)

    def read() -> HeatmapComparison:
        first, second = (
            chosen_of(warehouse, access.project_id, rules, asked.page_url, visitors)
            for visitors in (asked, other)
        )
        return comparing.compare(warehouse, asked, first, second)

    return await warehouse.run_async(read)


@router.get("/snapshots", operation_id="listBackdrops")
async def list_backdrops(
    *,
    access: Viewer,
    control: ControlOf,
    warehouse: WarehouseOf,
    chosen: Annotated[DateFilter, Query()],
    page_url: PageUrl,
    session_id: Annotated[str, Query(alias="sessionId", max_length=64)] = "",
    width: Width = None,
) -> BackdropList:
    """List the full snapshots that the page's map can be drawn on, best first, and its states."""
    rules = await rules_of(control, access.project_id)
    times = chosen.range()

    def read() -> BackdropList:
        pages = pages_named(warehouse, access.project_id, rules, page_url)
        return lists.list_backdrops(warehouse, access.project_id, pages, times, session_id, width)

    return await warehouse.run_async(read)


def _part(text: str) -> Part:
    """Return a rectangle of an element; raises InvalidInputError for anything else."""
    element_id, *sides = text.split(",") if PART.fullmatch(text) else ("",)
    numbers = [int(side) for side in sides]
    if not numbers or max(numbers) > WHOLE:
        raise InvalidInputError(
            "invalid_parts",
            f"A part is an element and four sides of {WHOLE} at most, joined by commas.",
            limit=WHOLE,
        )
    return Part(element_number(element_id), *numbers)
