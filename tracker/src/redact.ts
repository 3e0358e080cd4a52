/** Patterns that are private wherever they stand: the last net, after masking. */

/** Stands for one hidden character. No pattern below matches it, so that redacting twice is once. */
export const BULLET = "•";

// The local part is bounded: without the bound a long text would be searched in quadratic time.
// `logo@2x.png` is a picture for dense screens.
const EMAIL =
  /[^\s@•<>()[\]",;:/?#=&]{1,64}@(?![1-4]x\.)[^\s@•<>()[\]",;:/?#=&]{1,255}\.[^\s@•<>()[\]",;:/?#=&.]{2,63}/g;
// A bullet counts as part of a word here: else hiding what stands before would lay a pattern bare
// for the second time. (A look-behind would say it better, but older Safaris refuse the file.)
const TOKEN =
  /(^|[^\w•])(eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?|bearer\s+[\w.~+/-]{8,}=*|(?:AKIA|ASIA)[0-9A-Z]{16}(?![\w•]))/gi;
const IBAN = /(^|[^\w•])([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)(?![\w•])/g;
const IBAN_DIGITS = 10;
// A run of nine or more is an account, a phone, an order or a person, rarely a price.
const LONG_RUN = /\d{9,}/g;
const DIGITS = /\d(?:[ -]?\d){8,}/g;
const CARD_LENGTH = { shortest: 13, longest: 19 };

/** Replace e-mail addresses, tokens, bank accounts, cards and long digit runs, keeping the shape. */
export function redact(text: string): string {
  return text
    .replace(EMAIL, (match) => match.replace(/[^@.]/g, BULLET))
    .replace(TOKEN, (_, before: string, token: string) => before + token.replace(/\S/g, BULLET))
    .replace(IBAN, (match, before: string, iban: string) =>
      digitsOf(iban).length < IBAN_DIGITS ? match : before + cover(iban),
    )
    .replace(DIGITS, redactDigits);
}

function cover(text: string): string {
  return text.replace(/[^\s-]/g, BULLET);
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

/** Hide long runs at once, and cards among groups that only together are long. */
function redactDigits(match: string): string {
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
