import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { type Filters, NO_FILTERS, parseFilters } from "./filters";

/** The filters of the address, and how to change some of them; every change is a step of history. */
export function useFilters() {
  const search = useSearch({ from: "/p/$projectId" });
  const navigate = useNavigate();
  const change = useCallback(
    (changed: Filters) =>
      void navigate({ to: ".", search: (previous) => ({ ...previous, ...changed }) }),
    [navigate],
  );
  return {
    filters: parseFilters(search),
    change,
    clear: useCallback(() => change(NO_FILTERS), [change]),
  };
}
