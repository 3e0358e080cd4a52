/** What the address says about the Live screen. */

const STATES = ["all", "recording", "waiting", "unable"] as const;
/** Which of those who are online are listed. */
export type Shown = (typeof STATES)[number];

export type LiveSearch = { q?: string | undefined; show?: Shown | undefined };

/** Longer searches match nothing. */
const MAX_SEARCH_LENGTH = 200;

export function parseLiveSearch({ q, show }: Record<string, unknown>): LiveSearch {
  return {
    q: typeof q === "string" && q !== "" ? q.slice(0, MAX_SEARCH_LENGTH) : undefined,
    show: STATES.find((state) => state === show && state !== "all"),
  };
}
