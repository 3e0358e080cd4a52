/** How busy visitors were over the last while, for the strips beside them. */

import type { LiveVisitor } from "../../live/messages";

/** So many moments are kept of each visitor … */
export const MOMENTS = 24;
/** … so far apart, ms: together two minutes. */
export const MOMENT_MS = 5_000;

/** Note how busy everyone is now; who has left is forgotten. */
export function note(
  before: ReadonlyMap<string, readonly number[]>,
  visitors: Iterable<LiveVisitor>,
): Map<string, readonly number[]> {
  const noted = new Map<string, readonly number[]>();
  for (const { sessionId, activity } of visitors) {
    const past = before.get(sessionId) ?? Array<number>(MOMENTS).fill(0);
    noted.set(sessionId, [...past.slice(1), activity]);
  }
  return noted;
}
