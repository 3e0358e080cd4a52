"""The figures of `docs/reliability.md`: printed by what measured them, never written by hand.

Each source of figures has a part of the block between two marks of its own:

    <!-- numbers:chaos -->
    | what | figure |
    |---|---|
    | … | … |
    <!-- /numbers:chaos -->
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.chaos.trial import Outcome

DOCUMENT = Path(__file__).parents[2] / "docs" / "reliability.md"
Rows = Sequence[tuple[str, str]]


def rows_of(outcomes: Sequence[Outcome]) -> Rows:
    """Return what many trials came to."""
    struck: Counter[str] = sum((one.struck for one in outcomes), Counter())
    ends = sorted(seconds for one in outcomes for seconds in one.end_seconds)
    well = sorted(one.well_after for one in outcomes)
    broken = sum(1 for one in outcomes if one.broken)
    return [
        ("trials (seeds), of them with a broken promise", f"{len(outcomes):,}, {broken:,}"),
        ("kills with SIGKILL survived", f"{sum(one.kills for one in outcomes):,}"),
        ("restarts", f"{sum(one.restarts for one in outcomes):,}"),
        *((f"times that `{kind}` struck", f"{count:,}") for kind, count in sorted(struck.items())),
        ("batches acknowledged", f"{sum(one.acked for one in outcomes):,}"),
        ("batches found afterwards", f"{sum(one.found for one in outcomes):,}"),
        ("sent again and kept once", f"{sum(one.duplicates for one in outcomes):,}"),
        ("requests without an answer", f"{sum(one.answers['none'] for one in outcomes):,}"),
        ("well and readable after the last fault, median and longest", _seconds(well)),
        ("end after SIGTERM, median and longest", _seconds(ends)),
    ]


def _seconds(values: Sequence[float]) -> str:
    return f"{values[len(values) // 2]:.1f} s, {values[-1]:.1f} s" if values else "none"


def table(rows: Rows) -> str:
    """Return rows as they stand in the document."""
    lines = ["| what | figure |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)]
    return "\n".join(lines)


def write_rows(part: str, rows: Rows) -> None:
    """Put rows into the part of the document that is marked with this name."""
    text = DOCUMENT.read_text()
    begin, end = f"<!-- numbers:{part} -->", f"<!-- /numbers:{part} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    block = f"{begin}\n{table(rows)}\n{end}"
    DOCUMENT.write_text(pattern.sub(lambda _: block, text, count=1))
