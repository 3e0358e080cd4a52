/** Hashes that are quick and spread well; nothing secret depends on them. */

/** 32 bits of a text. */
export function mix(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at += 1) {
    // The golden ratio of 32 bits.
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  return hash >>> 0;
}

/** 16 hex digits that name a text. */
export function longHash(text: string): string {
  return [1, 2].map((seed) => mix(text, seed).toString(16).padStart(8, "0")).join("");
}

/** Hashes of about 20 bits, other ones for every salt: no text can be read back from so few. */
export function shortHasher(salt: string): (text: string) => string {
  const seed = mix(salt, 0);
  return (text) => text && mix(text, seed).toString(36).slice(-4);
}
