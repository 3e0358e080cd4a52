"""What the set-up screen says about the tracker."""

from __future__ import annotations

from pagepulse.ingest.tables import arrow_table
from pagepulse.projects.installation import read_installation
from pagepulse.projects.models import InstallStatus
from pagepulse.warehouse import Warehouse

AT = 1_760_000_000_000


def store_page_views(warehouse: Warehouse, project_id: str, *page_urls: str) -> None:
    rows = [
        (project_id, f"p_{place}", "s", "t", "v", AT + place, url, "", "", "", "", "", "", 0, 0)
        for place, url in enumerate(page_urls)
    ]
    warehouse.insert("page_views", arrow_table("page_views", rows), project_id)


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
