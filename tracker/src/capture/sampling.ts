/** Draws lots: which sessions are recorded. */

/** Hex digits of a session's key that are the lot: fine enough for a share of 0.01 %. */
const LOT_DIGITS = 6;

/** The same answer on all pages and tabs of a session. Keys are random, so a part of them is a lot. */
export function isSampled(sessionKey: string, share: number): boolean {
  return Number.parseInt(sessionKey.slice(0, LOT_DIGITS), 16) < share * 16 ** LOT_DIGITS;
}
