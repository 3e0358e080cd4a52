"""Ordered steps of a funnel: how far each session came, read in the lists of its facts; pure.

page:/plans/*      a page was seen: address, path or host/path, `*` is any text
event:signup       a custom event
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pagepulse.errors import InvalidInputError
from pagepulse.questions.dates import LONGEST_SESSION_MS
from pagepulse.questions.patterns import page_column, page_comparison

MAX_STEPS = 8
MAX_STEP_CHARS = 300
KINDS = ("page", "event")
# A moment is one number: its Unix ms, and behind it a bit for each step that it fits. The first
# step's is the highest.
MARKS = 2**MAX_STEPS
FIRST_STEP = MARKS // 2
# Where a step is looked for in `session_facts`: a list of words and that of their moments.
LISTS = {
    "page": ("view_pages", "view_at"),
    "page_url": ("view_urls", "view_at"),
    "path": ("view_paths", "view_at"),
    "name": ("event_names", "event_at"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be seen: a page or an event."""

    kind: Literal["page", "event"]
    wanted: str

    @classmethod
    def parse(cls, text: str) -> Step:
        """Read `page:/plans/*` or `event:signup`; raises InvalidInputError."""
        kind, _, wanted = text.partition(":")
        if kind not in KINDS or not wanted or len(text) > MAX_STEP_CHARS:
            raise InvalidInputError(
                "invalid_step", "A step is page:/path or event:name.", parameter="step", got=text
            )
        return cls("page" if kind == "page" else "event", wanted)


def parse_steps(texts: Sequence[str]) -> list[Step]:
    """Return steps; raises InvalidInputError `too_many_steps`, `invalid_step`."""
    if len(texts) > MAX_STEPS:
        raise InvalidInputError(
            "too_many_steps",
            f"A funnel has {MAX_STEPS} steps at most.",
            limit=MAX_STEPS,
            got=len(texts),
        )
    return [Step.parse(text) for text in texts]


def taken_sql(steps: Sequence[Step], prefix: str = "") -> tuple[str, dict[str, Any]]:
    """Return columns on `session_facts` and their parameters, whose names begin with `prefix`.

    `moments` are the first times of the steps, each not before the one before, as far as they go;
    `level` is how many there are.
    """
    marks: dict[str, list[str]] = {}
    parameters = dict[str, Any]()
    for n, step in enumerate(steps):
        name = f"{prefix}step_{n}"
        column, condition, parameters[name] = _compared(step)
        bound = condition.replace("{wanted:String}", f"{{{name}:String}}")
        marks.setdefault(column, []).append(f"{FIRST_STEP >> n} * ({bound})")
    seen = ["emptyArrayInt64()", *(_seen_sql(*one) for one in marks.items())]
    # Step by step through the session's moments in order: the next one that fits, if any.
    sql = f"""
        arraySort(arrayFilter(one -> one % {MARKS} != 0, arrayConcat({", ".join(seen)}))) as seen,
        {_moments_sql()} as moments, length(moments) as level
    """
    return sql, parameters


def _compared(step: Step) -> tuple[str, str, str]:
    """Return the column that a step looks at, the condition on it, and the value of `wanted`."""
    if step.kind == "event":
        return "name", "name = {wanted:String}", step.wanted
    condition, value = page_comparison(step.wanted)
    wanted = condition.replace("{page:String}", "{wanted:String}")
    return page_column(step.wanted), wanted, value["page"]


def _seen_sql(column: str, marks: Sequence[str]) -> str:
    """Return the moments of one list, each with the marks of the steps that it fits."""
    names, times = LISTS[column]
    at = f"{MARKS} * toUnixTimestamp64Milli(at)"
    return f"arrayMap((at, {column}) -> {at} + {' + '.join(marks)}, {times}, {names})"


def _moments_sql() -> str:
    """Return the times of the steps that were taken, by folding over what was seen.

    The fold holds the times so far, and begins where the first step was taken; a moment that fits
    the next step adds its time. One moment takes one step, so the same page as two steps must be
    seen twice.
    """
    is_next = f"bitAnd(one, bitShiftRight(toInt64({FIRST_STEP}), length(taken))) != 0"
    at = f"intDiv(one, {MARKS})"
    return f"""arrayFold(
        (taken, one) -> if(
            {is_next} and (empty(taken) or {at} - taken[1] <= {LONGEST_SESSION_MS}),
            arrayPushBack(taken, {at}), taken
        ),
        if(arrayExists(one -> bitAnd(one, {FIRST_STEP}) != 0, seen), seen, emptyArrayInt64()),
        emptyArrayInt64()
    )"""
