"""What a project takes, how long there is room, and what would go next."""

from __future__ import annotations

from pagepulse.control import Control
from pagepulse.disk.watch import DiskWatch
from pagepulse.projects.models import GIGABYTE, StorageSettings
from pagepulse.projects.store import list_projects, read_project
from pagepulse.storage.forecast import fill_date
from pagepulse.storage.keeper import Keeper
from pagepulse.storage.models import DiskRoom, StorageReport
from pagepulse.storage.pins import list_pins
from pagepulse.storage.queries import YOUNGEST_MS, Wish, find_dull, read_usage
from pagepulse.warehouse import Warehouse

# Enough to see what kind of sessions they are.
SHOWN_NEXT = 10


def read_report(
    control: Control, warehouse: Warehouse, keeper: Keeper, project_id: str, now: int
) -> StorageReport:
    """Return everything about the room of one project; raises StorageError."""
    with control.read() as connection:
        settings = read_project(connection, project_id).settings.storage
        pins = list_pins(connection, project_id)
        projects = list_projects(connection)
    usages = {one.project_id: read_usage(warehouse, one.project_id, now) for one in projects}
    usage = usages[project_id]
    budget = _budget_of(settings)
    disk = _room_of(keeper.disk)
    disk_left = disk.free_bytes - keeper.disk.marks.free_bytes_at(
        disk.full_share, keeper.disk.space
    )
    wish = Wish(project_id, pins, now - YOUNGEST_MS, SHOWN_NEXT)
    goes = settings.when_full == "delete_dull"
    return StorageReport(
        disk=disk,
        used_bytes=usage.bytes,
        kinds=sorted(usage.kinds, key=lambda kind: -kind.bytes),
        budget_bytes=budget,
        growth_per_day_bytes=usage.growth_per_day,
        full=fill_date(
            now,
            usage.growth_per_day,
            None if budget is None else budget - usage.bytes,
            disk_left,
            sum(one.growth_per_day for one in usages.values()),
        ),
        next_to_go=find_dull(warehouse, wish, usage) if goes else [],
        pinned_count=len(pins),
        refuses=keeper.disk.is_full or project_id in keeper.budgets.refused,
    )


def _budget_of(settings: StorageSettings) -> int | None:
    return None if settings.budget_gb is None else round(settings.budget_gb * GIGABYTE)


def _room_of(watch: DiskWatch) -> DiskRoom:
    space = watch.space
    return DiskRoom(
        state="full" if watch.is_full else watch.state,
        total_bytes=space.total_bytes,
        free_bytes=max(0, space.free_bytes),
        reserve_bytes=watch.reserve_bytes,
        low_share=watch.marks.low,
        shedding_share=watch.marks.shedding,
        full_share=watch.marks.full,
    )
