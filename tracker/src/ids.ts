/** Random identifiers: 128 bits, as the server expects them. */

const RANDOM_BYTES = 16;

/** 32 hex digits, unguessable. */
export function randomHex(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
