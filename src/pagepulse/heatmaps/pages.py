"""Which pages a map is about: addresses, patterns, and rules that make many pages one; pure.

Facts hold the page as it was normalised when it came. Rules work when somebody asks, so a new rule
applies to old facts as well, and none is ever written anew.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pagepulse.ingest.pages import ANY_ID, page_key_of

ANY = "*"
# A position of an address is a name of one thing of many from so many values on…
MANY_VALUES = 50
# …when so large a share of them stands in one page only.
SINGLE_SHARE = 0.8
MAX_PROPOSALS = 20
CACHED_PATTERNS = 1024


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule that somebody may want."""

    pattern: str
    page_count: int
    examples: Sequence[str]


def matches(pattern: str, page: str) -> bool:
    """Tell whether a page is one of a pattern: of paths when it begins with `/`, else of hosts too.

    >>> matches("/product/*", "shop.example/product/tea")
    True
    """
    text = path_of(page) if pattern.startswith("/") else page
    return _compiled(pattern).fullmatch(text) is not None


def path_of(page: str) -> str:
    """Return the path of a page."""
    return "/" + page.partition("/")[2]


def rule_of(page: str, rules: Sequence[str]) -> str | None:
    """Return the first rule that a page falls under."""
    return next((rule for rule in rules if matches(rule, page)), None)


def pages_of(wanted: str, known: Iterable[str], rules: Sequence[str]) -> list[str]:
    """Return the pages that `wanted` stands for.

    A rule itself stands for the pages that fall under it and under no earlier one.
    """
    if wanted in rules:
        return [page for page in known if rule_of(page, rules) == wanted]
    if ANY in wanted:
        return [page for page in known if matches(wanted, page)]
    rule = None if wanted.startswith("/") else rule_of(key_of(wanted), rules)
    if rule is not None:
        return [page for page in known if rule_of(page, rules) == rule]
    if wanted.startswith("/"):
        path = path_of(page_key_of(f"https://host{wanted}"))
        return [page for page in known if path_of(page) == path]
    return [key_of(wanted)]


def needs_known_pages(wanted: str, rules: Sequence[str]) -> bool:
    """Tell whether `pages_of` looks at the known pages."""
    return ANY in wanted or wanted.startswith("/") or rule_of(key_of(wanted), rules) is not None


def key_of(address: str) -> str:
    """Return the page of an address, or of a page as it is listed."""
    return page_key_of(address if "://" in address else f"https://{address}")


def propose_rules(pages: Iterable[str], rules: Sequence[str]) -> list[Proposal]:
    """Return rules for positions of addresses that hold names: many values, each in one page only.

    Pages that a rule covers already count no more.
    """
    free = [page for page in pages if rule_of(page, rules) is None]
    pages_of_pattern: dict[str, list[str]] = defaultdict(list)
    uses_of_value: Counter[tuple[str, int, str]] = Counter()
    for page in free:
        parts = page.split("/")
        for place in range(1, len(parts)):
            uses_of_value["/".join(parts[:place]), place, parts[place]] += 1
            pages_of_pattern["/".join([*parts[:place], ANY, *parts[place + 1 :]])].append(page)
    proposals = [
        Proposal(pattern, len(found), found[:3])
        for pattern, found in pages_of_pattern.items()
        if _holds_names(pattern, found, uses_of_value)
    ]
    return sorted(proposals, key=lambda one: (-one.page_count, one.pattern))[:MAX_PROPOSALS]


def _holds_names(
    pattern: str, found: Sequence[str], uses_of_value: Counter[tuple[str, int, str]]
) -> bool:
    parts = pattern.split("/")
    place = parts.index(ANY)
    values = {page.split("/")[place] for page in found} - {ANY_ID, ""}
    if len(values) <= MANY_VALUES:
        return False
    single = sum(1 for value in values if uses_of_value["/".join(parts[:place]), place, value] == 1)
    return single > SINGLE_SHARE * len(values)


@lru_cache(CACHED_PATTERNS)
def _compiled(pattern: str) -> re.Pattern[str]:
    bare = pattern.partition("://")[2] or pattern
    bare = bare.removeprefix("www.")
    spelled = bare.rstrip("/") if len(bare) > 1 else bare
    first, *others = (re.escape(part) for part in spelled.split(ANY))
    if not others:
        return re.compile(first, re.IGNORECASE)
    # What stands between two stars is taken where it comes first: that is never wrong, and trying
    # other places would take hours for a pattern of many stars.
    middle = "".join(f"(?>.*?{part})" for part in others[:-1])
    return re.compile(f"{first}{middle}.*{others[-1]}", re.IGNORECASE)
