"""Hashes in the prints of elements, the same as in `tracker/src/interactions/hash.ts`; pure."""

from __future__ import annotations

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
MASK = 0xFFFF_FFFF
# The golden ratio of 32 bits.
MULTIPLIER = 0x9E37_79B1
# Digits of base 36: about 20 bits.
SHORT_LENGTH = 4


def mix(text: str, seed: int) -> int:
    """Return 32 bits of a text; half a pair of UTF-16 counts as it is."""
    units = text.encode("utf-16-le", "surrogatepass")
    mixed = seed
    for at in range(0, len(units), 2):
        unit = units[at] | units[at + 1] << 8
        mixed = ((mixed ^ unit) * MULTIPLIER) & MASK
        mixed ^= mixed >> 15
    return mixed


def long_hash(text: str) -> str:
    """Return 16 hex digits that name a text."""
    return "".join(f"{mix(text, seed):08x}" for seed in (1, 2))


def short_hash(text: str, seed: int) -> str:
    """Return up to four letters and digits for a text, nothing for none."""
    if not text:
        return ""
    number, digits = mix(text, seed), ""
    while number and len(digits) < SHORT_LENGTH:
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits or "0"
