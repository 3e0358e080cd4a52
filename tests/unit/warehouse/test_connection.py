"""What the features may rely on when they talk to the warehouse."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pyarrow as pa
import pytest

from pagepulse.errors import StorageError
from pagepulse.ingest.tables import arrow_table
from pagepulse.warehouse import Warehouse


def custom_event(project_id: str, position: int) -> tuple[object, ...]:
    return (project_id, "s", "t", "v", "p", 1_760_000_000_000, 0, position, "signup", "", "{}")


def custom_events(project_id: str, *positions: int) -> pa.Table:
    return arrow_table("custom_events", [custom_event(project_id, one) for one in positions])


def positions(warehouse: Warehouse, project_id: str) -> list[int]:
    rows = warehouse.query(
        "select position from custom_events where project_id = {project:String} order by position",
        {"project": project_id},
    )
    return [row["position"] for row in rows]


def test_values_are_bound_and_never_become_sql(warehouse: Warehouse) -> None:
    hostile = "'); drop table sessions; --\\'{x:String}\n\t\0é😀"

    assert warehouse.query("select {text:String} as text", {"text": hostile}) == [{"text": hostile}]


def test_the_same_block_again_is_dropped_by_its_token(warehouse: Warehouse) -> None:
    rows = custom_events("prj_token", 1, 2)

    warehouse.insert("custom_events", rows, "range-1")
    warehouse.insert("custom_events", rows, "range-1")

    assert positions(warehouse, "prj_token") == [1, 2]


def test_the_same_rows_with_another_token_are_other_rows(warehouse: Warehouse) -> None:
    warehouse.insert("custom_events", custom_events("prj_other", 1), "range-2")
    warehouse.insert("custom_events", custom_events("prj_other", 1), "range-3")

    assert positions(warehouse, "prj_other") == [1, 1]


def test_rows_can_be_taken_one_by_one(warehouse: Warehouse) -> None:
    rows = warehouse.stream("select number from numbers(200000)")

    assert [next(rows), next(rows)] == [{"number": 0}, {"number": 1}]
    rows.close()  # type: ignore[attr-defined]  # a generator
    assert warehouse.query("select 1 as one") == [{"one": 1}]


def test_columns_hold_what_rows_do(warehouse: Warehouse) -> None:
    sql, bound = "select number as n, {said:String} as said from numbers(3)", {"said": "it's; --"}

    assert warehouse.query_columns(sql, bound).to_pylist() == warehouse.query(sql, bound)


def test_every_row_is_streamed(warehouse: Warehouse) -> None:
    total = sum(row["number"] for row in warehouse.stream("select number from numbers(200000)"))

    assert total == 199_999 * 200_000 // 2


def test_a_failure_of_the_engine_is_a_storage_error(warehouse: Warehouse) -> None:
    with pytest.raises(StorageError) as failure:
        warehouse.query("select no_such_column from sessions")

    assert failure.value.code == "warehouse_failed"


def test_threads_read_while_another_writes(warehouse: Warehouse) -> None:
    counts: list[int] = []

    def read() -> None:
        counts.extend(len(positions(warehouse, "prj_threads")) for _ in range(5))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(5):
        warehouse.insert("custom_events", custom_events("prj_threads", number), f"t-{number}")
    for reader in readers:
        reader.join()

    assert positions(warehouse, "prj_threads") == [0, 1, 2, 3, 4]
    assert len(counts) == 15


async def test_the_event_loop_is_free_while_a_query_runs(warehouse: Warehouse) -> None:
    assert await warehouse.query_async("select 1 as one") == [{"one": 1}]


def test_what_is_asked_aside_runs_while_the_question_goes_on(warehouse: Warehouse) -> None:
    goes_on = threading.Event()

    def aside() -> int:
        assert goes_on.wait(30)
        return int(warehouse.query("select 2 as two")[0]["two"])

    second = warehouse.aside(aside)

    assert warehouse.query("select 1 as one") == [{"one": 1}]
    goes_on.set()
    assert second.result() == 2


def test_the_parts_of_a_month_become_one_without_being_asked(warehouse: Warehouse) -> None:
    (created,) = warehouse.query(
        "select engine_full from system.tables where name = 'session_facts'"
    )
    aged = "min_age_to_force_merge_seconds = 21600"
    assert aged in created["engine_full"]

    # The same with parts that are old at once.
    warehouse.command("create table settling as session_facts")
    warehouse.command("alter table settling modify setting min_age_to_force_merge_seconds = 1")
    for number in range(4):
        warehouse.command(
            "insert into settling (project_id, session_id, filed_on) values "
            f"('prj', '{number}', '2026-01-0{number + 1}')"
        )
    parts = "select count() as parts from system.parts where active and table = 'settling'"
    until = time.monotonic() + 60
    while time.monotonic() < until and warehouse.query(parts) != [{"parts": 1}]:
        time.sleep(0.1)
    assert warehouse.query(parts) == [{"parts": 1}]
    warehouse.command("drop table settling sync")


def test_a_folder_that_another_process_has_open_is_refused_with_a_reason(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("taken") / "warehouse"
    script = (
        "import sys; from pathlib import Path; from pagepulse.warehouse import Warehouse\n"
        "opened = Warehouse.open_embedded(Path(sys.argv[1])); print('open', flush=True)\n"
        "sys.stdin.readline(); opened.close()\n"
    )
    second = (
        "import sys; from pathlib import Path\n"
        "from pagepulse.errors import StorageError; from pagepulse.warehouse import Warehouse\n"
        "try:\n    Warehouse.open_embedded(Path(sys.argv[1]))\n"
        "except StorageError as failure:\n    print(failure.code)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        refused = subprocess.run(
            [sys.executable, "-c", second, str(folder)], capture_output=True, text=True, check=False
        )
        first.communicate("\n")

    assert refused.stdout.strip() == "data_in_use"
