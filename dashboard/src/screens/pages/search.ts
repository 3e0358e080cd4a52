export const SORTS = [
  { value: "pageViews", label: "Most views" },
  { value: "visitors", label: "Most visitors" },
  { value: "entries", label: "Most entries" },
  { value: "exits", label: "Most exits" },
  { value: "averageTime", label: "Longest time" },
  { value: "rageClicks", label: "Most rage clicks" },
  { value: "deadClicks", label: "Most dead clicks" },
  { value: "errors", label: "Most errors" },
] as const;
export type PageSort = (typeof SORTS)[number]["value"];

/** What the screen chooses beside the filters, as it stands in the address. */
export interface PagesSearch {
  order?: PageSort | undefined;
  by?: "url" | undefined;
  find?: string | undefined;
}

export function parsePagesSearch(search: Record<string, unknown>): PagesSearch {
  const find = typeof search.find === "string" ? search.find.slice(0, 200) : "";
  return {
    order: SORTS.find(({ value }) => value === search.order && value !== "pageViews")?.value,
    by: search.by === "url" ? "url" : undefined,
    find: find || undefined,
  };
}
