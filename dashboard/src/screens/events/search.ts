export interface EventsSearch {
  /** Which events are listed; missing for all. */
  kind?: "custom" | "click" | undefined;
  /** The custom event that is opened. */
  name?: string | undefined;
  find?: string | undefined;
}

export function parseEventsSearch(search: Record<string, unknown>): EventsSearch {
  const text = (value: unknown): string | undefined =>
    typeof value === "string" && value !== "" ? value.slice(0, 200) : undefined;
  const { kind } = search;
  return {
    kind: kind === "custom" || kind === "click" ? kind : undefined,
    name: text(search.name),
    find: text(search.find),
  };
}
