"""Patterns that a redaction can hide; each takes linear time, whatever the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Literal

from pagepulse.ingest import patterns

PatternName = Literal["email", "card", "iban", "token", "phone", "digits"]

# A plus or a zero, then groups of digits: 0170 1234567, +49 (30) 901820.
PHONE = re.compile(r"(?<![\w.])(?:\+|0)[0-9](?:[ ()/.-]{0,2}[0-9]){6,14}(?!\w)", re.ASCII)
# Orders, accounts, postcodes; prices and years are shorter or hold a point.
DIGITS = re.compile(r"(?<![0-9])[0-9]{5,}", re.ASCII)

EXPRESSIONS: Mapping[PatternName, re.Pattern[str]] = {
    "email": patterns.EMAIL,
    "card": patterns.CARD,
    "iban": patterns.IBAN,
    "token": patterns.TOKEN,
    "phone": PHONE,
    "digits": DIGITS,
}
# What an expression finds but is none.
_DOUBTS: Mapping[PatternName, Callable[[str], bool]] = {
    "card": lambda text: not patterns.is_luhn_valid(text),
    "iban": lambda text: sum(letter.isdigit() for letter in text) < patterns.IBAN_DIGITS,
}


def hide_pattern(name: PatternName, text: str, mask: str) -> tuple[str, int]:
    """Return the text with `mask` for each hit, and how many there were."""
    doubt = _DOUBTS.get(name, _no_doubt)
    hits = 0

    def cover(match: re.Match[str]) -> str:
        nonlocal hits
        if doubt(match[0]):
            return match[0]
        hits += 1
        return mask

    return EXPRESSIONS[name].sub(cover, text), hits


def _no_doubt(_text: str) -> bool:
    return False
