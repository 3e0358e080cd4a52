export const STEPS = [3, 4, 5, 6] as const;

export interface JourneysSearch {
  /** Pages to begin at; `*` is any text. Missing for the first page of each session. */
  start?: string | undefined;
  /** How many pages of a session are shown; missing for four. */
  steps?: number | undefined;
}

export function parseJourneysSearch(search: Record<string, unknown>): JourneysSearch {
  const steps = STEPS.find((count) => String(count) === String(search.steps));
  return {
    start:
      typeof search.start === "string" && search.start !== ""
        ? search.start.slice(0, 2_048)
        : undefined,
    steps: steps === 4 ? undefined : steps,
  };
}
