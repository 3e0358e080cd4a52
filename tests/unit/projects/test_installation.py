"""What the set-up screen says about the tracker."""

from __future__ import annotations

from pyarrow.types import is_integer

from pagepulse.ingest.tables import TABLES, arrow_table
from pagepulse.projects.installation import read_installation
from pagepulse.projects.models import InstallStatus
from pagepulse.warehouse import Warehouse

AT = 1_760_000_000_000


def store_page_views(warehouse: Warehouse, project_id: str, *page_urls: str) -> None:
    rows = [page_view_row(project_id, place, url) for place, url in enumerate(page_urls)]
    warehouse.insert("page_views", arrow_table("page_views", rows), project_id)


def page_view_row(project_id: str, place: int, page_url: str) -> tuple[object, ...]:
    told = {
        "project_id": project_id,
        "page_view_id": f"p_{place}",
        "at": AT + place,
        "page_url": page_url,
    }
    columns = TABLES["page_views"]
    blank = {column.name: 0 if is_integer(column.type) else "" for column in columns}
    return tuple({**blank, **told}.values())


def test_origins_are_named_without_pages_also_with_a_port_and_without_a_dot(warehouse: Warehouse):
    store_page_views(
        warehouse,
        "prj_origins",
        "http://localhost:8203/account/orders",
        "http://localhost:8203/",
        "https://shop.example.com/a/b",
        "http://127.0.0.1:8203/account",
    )

    seen = read_installation(warehouse, "prj_origins")

    assert seen == InstallStatus(
        page_view_count=4,
        last_received_at=AT + 3,
        origins=["http://127.0.0.1:8203", "http://localhost:8203", "https://shop.example.com"],
    )


def test_a_page_without_a_web_address_counts_but_names_no_origin(warehouse: Warehouse):
    store_page_views(
        warehouse, "prj_files", "", "about:blank", "file:///home/shop.html", "https://a.example/"
    )

    seen = read_installation(warehouse, "prj_files")

    assert seen == InstallStatus(
        page_view_count=4, last_received_at=AT + 3, origins=["https://a.example"]
    )
