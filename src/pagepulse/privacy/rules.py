"""What a redaction rule does to the events of one tab."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from pagepulse.privacy.models import RedactionRule
from pagepulse.privacy.patterns import hide_pattern
from pagepulse.privacy.recorded_nodes import FULL_SNAPSHOT, RecordedNodes
from pagepulse.privacy.scrubbing import MASK, Hide, hide_text, scrub_nodes, scrub_texts
from pagepulse.privacy.selectors import Selector, parse_selector

_decode = msgspec.json.Decoder().decode
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """An event as it is to be stored, and the number of places that changed in it."""

    number: int
    payload: str
    places: int


# Gives the payloads of a tab in order, anew each time.
ReadPayloads = Callable[[], Iterable[str]]


def check_rule(rule: RedactionRule) -> None:
    """Raise InvalidInputError for a selector that is not understood."""
    if rule.kind == "element":
        parse_selector(rule.selector)


def hide_of(rule: RedactionRule) -> Hide | None:
    """Return what hides a text or a pattern in a string; None for an element."""
    if rule.kind == "text":
        return hide_text(rule.text)
    pattern = rule.pattern
    if rule.kind == "pattern" and pattern is not None:
        return lambda text: hide_pattern(pattern, text, MASK)
    return None


def scrub_tab(rule: RedactionRule, read: ReadPayloads) -> Iterator[Scrubbed]:
    """Yield the events of a tab that change, by their place among all."""
    hide = hide_of(rule)
    if hide is not None:
        yield from _scrub_each(read(), lambda event: _hide_all(rule, event, hide))
        return
    selector = parse_selector(rule.selector)
    covered = list(_covered(read(), selector))
    if not any(covered):
        return
    epoch = 0

    def scrub(event: Any) -> int:
        nonlocal epoch
        epoch += _begins_epoch(event)
        return scrub_nodes(event, covered[epoch])

    yield from _scrub_each(read(), scrub)


def _hide_all(rule: RedactionRule, event: Any, hide: Hide) -> int:
    return scrub_texts(event, hide, everywhere=rule.kind == "text")


def _covered(payloads: Iterable[str], selector: Selector) -> Iterator[set[int]]:
    """Yield, for what comes before the first full snapshot and after each, the nodes it names.

    A node counts for all of its stretch, also for what it said before it got its class.
    """
    nodes = RecordedNodes(selector)
    for payload in payloads:
        event = _read(payload)
        if event is None:
            continue
        if _begins_epoch(event):
            yield nodes.covered
        nodes.see(event)
    yield nodes.covered


def _scrub_each(payloads: Iterable[str], scrub: Callable[[Any], int]) -> Iterator[Scrubbed]:
    for number, payload in enumerate(payloads):
        event = _read(payload)
        if event is not None and (places := scrub(event)):
            yield Scrubbed(number, _encode(event).decode(), places)


def _begins_epoch(event: Any) -> bool:
    return isinstance(event, dict) and event.get("type") == FULL_SNAPSHOT


def _read(payload: str) -> Any:
    """Return a decoded event; None for what is none, which no player draws either."""
    try:
        event = _decode(payload)
    except (msgspec.MsgspecError, RecursionError, OverflowError):
        return None
    return event if isinstance(event, dict) else None
