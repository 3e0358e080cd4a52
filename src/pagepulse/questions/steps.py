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
from pagepulse.questions.patterns import page_comparison

MAX_STEPS = 8
MAX_STEP_CHARS = 300
KINDS = ("page", "event")


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
    pages, events, parameters = [], [], dict[str, Any]()
    for n, step in enumerate(steps):
        name = f"{prefix}step_{n}"
        if step.kind == "page":
            condition, value = page_comparison(step.wanted)
            pages.append(condition.replace("{page:String}", f"{{{name}:String}}"))
            events.append("0")
            parameters[name] = value["page"]
        else:
            pages.append("0")
            events.append(f"name = {{{name}:String}}")
            parameters[name] = step.wanted
    on_page, on_event = (
        f"(toUnixTimestamp64Milli(at), [{', '.join(f'toBool({one})' for one in kind)}])"
        for kind in (pages, events)
    )
    # Step by step through the session's moments in order: the next one that fits, if any.
    sql = f"""
        arraySort(arrayFilter(one -> has(one.2, true), arrayConcat(
            arrayMap((at, page, page_url, path) -> {on_page},
                     view_at, view_pages, view_urls, view_paths),
            arrayMap((at, name) -> {on_event}, event_at, event_names)
        ))) as seen,
        {_moments_sql(len(steps))} as moments, length(moments) as level
    """
    return sql, parameters


def _moments_sql(steps: int) -> str:
    """Return the times of the steps that were taken, by folding over what was seen.

    The fold holds the times so far; a moment that fits the next step adds its time. One moment
    takes one step, so the same page as two steps must be seen twice.
    """
    return f"""arrayFold(
        (taken, one) -> if(
            length(taken) < {steps} and one.2[length(taken) + 1]
            and (empty(taken) or one.1 - taken[1] <= {LONGEST_SESSION_MS}),
            arrayPushBack(taken, one.1), taken
        ),
        seen, emptyArrayInt64()
    )"""
