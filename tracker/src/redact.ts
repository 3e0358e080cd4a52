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
// A run of nine or more is an account, a phone, an order or a person, rarely a price; in groups, as
// many as a card has.
const DIGITS = /\d{9,}|\d(?:[ -]?\d){12,}/g;

/**
 * Replace e-mail addresses, tokens, bank accounts, cards and long digit runs, keeping the shape.
 * `redactDigits` may leave more groups of digits as they are.
 */
export function redact(text: string, redactDigits = coverDigits): string {
  const shown = text
    .replace(EMAIL, (match) => match.replace(/[^@.]/g, BULLET))
    .replace(TOKEN, (_, before: string, token: string) => before + token.replace(/\S/g, BULLET))
    .replace(IBAN, (match, before: string, iban: string) =>
      iban.replace(/\D/g, "").length < IBAN_DIGITS ? match : before + cover(iban),
    );
  return redactDigits(shown);
}

function coverDigits(text: string): string {
  return text.replace(DIGITS, cover);
}

export function cover(text: string): string {
  return text.replace(/[^\s-]/g, BULLET);
}
