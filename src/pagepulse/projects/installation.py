"""Whether a project's tracker was ever seen."""

from __future__ import annotations

from pagepulse.projects.models import InstallStatus
from pagepulse.warehouse import Warehouse

INSTALLATION = """
select count() as page_view_count,
       toUnixTimestamp64Milli(max(at)) as last_at,
       groupUniqArrayIf(20)(origin, origin != '') as origins
from (
    select project_id, at, extract(page_url, '^https?://[^/]+') as origin
    from page_views
)
where project_id = {project_id:String}
"""


def read_installation(warehouse: Warehouse, project_id: str) -> InstallStatus:
    """Return how many page views arrived, when the newest one was, and from which origins.

    A page that was opened from elsewhere than a web server counts, and has no origin.
    """
    row = warehouse.query(INSTALLATION, {"project_id": project_id})[0]
    seen = row["page_view_count"] > 0
    return InstallStatus(
        page_view_count=row["page_view_count"],
        last_received_at=row["last_at"] if seen else None,
        origins=sorted(row["origins"]),
    )
