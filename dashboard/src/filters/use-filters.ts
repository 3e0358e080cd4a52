import { useNavigate, useSearch } from "@tanstack/react-router";
import { createContext, useCallback, useContext } from "react";
import { type Filters, NO_FILTERS, parseFilters } from "./filters";

/** Some filters, and how to change them. */
interface FilterScope {
  filters: Filters;
  change(changed: Filters): void;
}

/** Where the filters of a part of the screen stand, when those are not the address's own. */
export const FilterScope = createContext<FilterScope | null>(null);

/** The filters of this part of the screen, and how to change some of them. */
export function useFilters() {
  const own = useAddressFilters();
  const { filters, change } = useContext(FilterScope) ?? own;
  return { filters, change, clear: useCallback(() => change(NO_FILTERS), [change]) };
}

/** The filters of the address; every change is a step of history. */
function useAddressFilters(): FilterScope {
  const search = useSearch({ from: "/p/$projectId" });
  const navigate = useNavigate();
  const change = useCallback(
    (changed: Filters) =>
      void navigate({ to: ".", search: (previous) => ({ ...previous, ...changed }) }),
    [navigate],
  );
  return { filters: parseFilters(search), change };
}
