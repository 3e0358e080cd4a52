"""Patterns that are private wherever they stand; the tracker redacts them, this is the second net.

The same patterns as in `tracker/src/redact.ts`. Every repetition is bounded or cannot overlap with
its neighbour, so that no text takes more than linear time.
"""

from __future__ import annotations

import re

# No pattern matches it, so that redacting twice is once.
BULLET = "•"

_PART = r"[^\s@•<>()\[\]\",;:/?#=&]"
# `logo@2x.png` is a picture for dense screens.
EMAIL = re.compile(
    rf"{_PART}{{1,64}}@(?![1-4]x\.){_PART}{{1,255}}\.[^\s@•<>()\[\]\",;:/?#=&.]{{2,63}}"
)
# A bullet counts as part of a word: else hiding what stands before would lay a pattern bare for
# the second time.
_BEGIN, _END = r"(?<![\w•])", r"(?![\w•])"
TOKEN = re.compile(
    rf"{_BEGIN}(?:eyJ[\w-]{{8,}}\.[\w-]{{8,}}(?:\.[\w-]*)?"
    rf"|bearer\s{{1,8}}[\w.~+/-]{{8,}}=*|(?:AKIA|ASIA)[0-9A-Z]{{16}}{_END})",
    re.IGNORECASE | re.ASCII,
)
IBAN = re.compile(
    rf"{_BEGIN}[A-Z]{{2}}[0-9]{{2}}(?: ?[A-Z0-9]{{4}}){{2,7}}(?: ?[A-Z0-9]{{1,3}})?{_END}", re.ASCII
)
# Words in capitals look like one; a real one has at least this many digits.
IBAN_DIGITS = 10
CARD = re.compile(r"(?<![0-9])[0-9](?:[ -]?[0-9]){12,18}(?![0-9])")
# A run of nine or more is an account, a phone, an order or a person, rarely a price.
LONG_RUN = re.compile(r"[0-9]{9,}")


def redact(text: str) -> str:
    """Return the text with addresses, tokens, accounts and cards as dots of its shape."""
    text = EMAIL.sub(lambda match: re.sub(r"[^@.]", BULLET, match[0]), text)
    text = TOKEN.sub(_cover, text)
    text = IBAN.sub(
        lambda match: _cover(match) if _digits(match[0]) >= IBAN_DIGITS else match[0], text
    )
    text = CARD.sub(lambda match: _cover(match) if is_luhn_valid(match[0]) else match[0], text)
    return LONG_RUN.sub(_cover, text)


def is_luhn_valid(text: str) -> bool:
    """Tell whether the digits carry the checksum of payment cards (ISO/IEC 7812)."""
    total = 0
    for place, digit in enumerate(int(c) for c in reversed(text) if c.isdigit()):
        doubled = digit * 2 if place % 2 else digit
        # The sum of its two digits.
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def _digits(text: str) -> int:
    return sum(c.isdigit() for c in text)


def _cover(match: re.Match[str]) -> str:
    return re.sub(r"[^\s-]", BULLET, match[0])
