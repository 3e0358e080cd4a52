/** Which shade a country of the map has; pure. */

/** Shades beside that of countries without anybody: more cannot be told apart. */
export const SHADES = 5;

export interface Shade {
  /** The least and the highest count with this shade. */
  from: number;
  to: number;
}

/**
 * Shades by size, the lightest first. Each is about as many times larger than the one before as all
 * others: most visitors come from few countries, and equal steps would show nothing but these.
 */
export function shadesOf(counts: readonly number[]): Shade[] {
  const highest = Math.max(0, ...counts);
  if (highest === 0) return [];
  const steps = Math.min(SHADES, highest);
  const ends = Array.from({ length: steps }, (_, n) => Math.round(highest ** ((n + 1) / steps)));
  const shades: Shade[] = [];
  for (const to of ends) {
    const from = (shades.at(-1)?.to ?? 0) + 1;
    if (to >= from) shades.push({ from, to });
  }
  return shades;
}

/** The place of a count among the shades, from 1; 0 of nothing. */
export function shadeOf(count: number, shades: readonly Shade[]): number {
  if (count <= 0) return 0;
  return shades.findIndex(({ to }) => count <= to) + 1 || shades.length;
}
