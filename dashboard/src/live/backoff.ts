/** When to connect again. */

/** After the first failure, and at most, ms. */
const FIRST_MS = 500;
export const LONGEST_MS = 30_000;
/** This share of each pause is left to chance: a thousand dashboards do not come back at once. */
const JITTER = 0.5;

/** The pause before a try, ms; `failures` counts those in a row, `chance` lies in 0…1. */
export function pauseOf(failures: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (1 - JITTER * chance));
}
