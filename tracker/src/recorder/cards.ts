/**
 * Redacts the texts of a page: there, groups of digits are tables and dates more often than cards,
 * so only what has the checksum of a card is one.
 */

import { BULLET, cover, redact } from "../redact";

const LONG_RUN = /\d{9,}/g;
const DIGITS = /\d(?:[ -]?\d){8,}/g;
const CARD_LENGTH = { shortest: 13, longest: 19 };

/** Redact, but for groups of digits that are no card. */
export function redactText(text: string): string {
  return redact(text, (shown) => shown.replace(DIGITS, redactGroups));
}

/** Hide long runs at once, and cards among groups that only together are long. */
function redactGroups(match: string): string {
  const pieces = match.replace(LONG_RUN, (run) => BULLET.repeat(run.length)).split(/([ -])/);
  for (let first = 0; first < pieces.length; first += 2) {
    const last = cardEnd(pieces, first);
    for (let at = first; at <= last; at += 2) pieces[at] = cover(pieces[at] ?? "");
  }
  return pieces.join("");
}

/** The place of the group that completes a card number beginning at `first`, or -1. */
function cardEnd(pieces: string[], first: number): number {
  let digits = "";
  for (let at = first; at < pieces.length; at += 2) {
    const piece = pieces[at] ?? "";
    if (piece.startsWith(BULLET)) return -1;
    digits += piece;
    if (digits.length > CARD_LENGTH.longest) return -1;
    if (digits.length >= CARD_LENGTH.shortest && isLuhnValid(digits)) return at;
  }
  return -1;
}

/** The checksum of payment cards (ISO/IEC 7812). */
function isLuhnValid(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
