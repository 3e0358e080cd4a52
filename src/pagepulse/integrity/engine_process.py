"""The embedded engine in a process of its own, one statement per line, each with a bound.

An engine that meets a damaged block looks for the bit that was flipped, with all its might, and
nothing interrupts it there. So the system ends the process when a statement has used its share of
processor time. Not of time: on a slow machine nothing that is sound may count as damaged.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from clickhouse_connect.driver.client import Client
from clickhouse_connect.driver.exceptions import ClickHouseError

from pagepulse.warehouse.connection import DATABASE, Row, embedded_client

MEMORY_MB = 1000
# Nothing but what is asked may use processor time, and damaged parts must stay where they are.
QUIET = ("system stop merges", "system stop ttl merges", "system stop moves")


def serve(folder: Path) -> None:
    """Answer lines of `{sql, isQuery, cpuSeconds}` with lines of `{rows}` or `{error}`."""
    # A dump of this process would hold what visitors saw.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    client = embedded_client(folder, MEMORY_MB)
    client.database = DATABASE
    for statement in QUIET:
        client.command(statement)
    print(json.dumps({"rows": []}), flush=True)  # noqa: T201 - the protocol
    for line in sys.stdin:
        asked = json.loads(line)
        bound_processor(asked["cpuSeconds"])
        answer = answer_of(client, asked["sql"], is_query=asked["isQuery"])
        print(json.dumps(answer), flush=True)  # noqa: T201 - the protocol
    client.close()


def bound_processor(seconds: int) -> None:
    """Let the system end this process when it has used `seconds` more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + 1 + seconds
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def answer_of(client: Client, sql: str, *, is_query: bool) -> dict[str, str | list[Row]]:
    """Return rows by column name, or what the engine says against it."""
    try:
        if is_query:
            # As text: what `check table` answers is no result of a query for the driver.
            answer = client.raw_query(sql, fmt="JSONEachRow").decode()
            return {"rows": [json.loads(line) for line in answer.splitlines()]}
        client.command(sql)
    except ClickHouseError as failure:
        return {"error": str(failure)}
    return {"rows": []}


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
