import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { answerOf, api } from "../api";
import { useProject } from "../project";
import { rangeOf } from "./filters";
import { useFilters } from "./use-filters";

/** What can be filtered by in a range of days: values and how many sessions have each. */
export function useFilterValues() {
  const { projectId, settings } = useProject();
  const { filters } = useFilters();
  const days = rangeOf(filters, settings.timeZone, Date.now());
  const query = { projectId, timeZone: settings.timeZone, ...days };
  return useQuery(
    queryOptions({
      queryKey: ["filter-values", query],
      queryFn: () => answerOf(api.GET("/api/tracking/filters", { params: { query } })),
      placeholderData: keepPreviousData,
      staleTime: 30_000,
    }),
  );
}
