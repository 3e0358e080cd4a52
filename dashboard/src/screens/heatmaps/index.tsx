import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Flame } from "lucide-react";
import { useCallback, useEffect, useMemo } from "react";
import { Nothing } from "../../analytics/nothing";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { FilterBar } from "../../filters/filter-bar";
import { describeRange, type Filters, queryOf } from "../../filters/filters";
import { useFilters } from "../../filters/use-filters";
import { useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { HeatmapView } from "./heatmap-view";
import { canCompare, DEFAULT_MAP, type MapType } from "./kinds";
import { type HeatRequest, pagesQuery } from "./queries";
import { CHOSEN_HERE, chosenOf, type MapSearch } from "./search";
import type { Other } from "./use-heat";
import { otherFilters } from "./versus";

const route = getRouteApi("/p/$projectId/heatmaps");

/** Where visitors click, rest, scroll and look: on the recorded page, on the right element. */
export function HeatmapsScreen() {
  const { name, projectId, settings } = useProject();
  useTitle("Heatmaps", name);
  const { filters } = useFilters();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = useCallback(
    (changed: MapSearch & Filters) =>
      void navigate({ search: (previous) => ({ ...previous, ...changed }), replace: true }),
    [navigate],
  );
  const { pageURL: _page, ...common } = queryOf(filters, settings.timeZone, Date.now());
  const pages = useQuery(pagesQuery({ ...common, projectId }));
  const pageURL = filters.pageURL ?? pages.data?.pages[0]?.pageURL;
  useEffect(() => {
    // A link to the map of the busiest page stays one to this page.
    if (filters.pageURL === undefined && pageURL !== undefined) setSearch({ pageURL });
  }, [filters.pageURL, pageURL, setSearch]);
  const chosen = useMemo(() => chosenOf(search.only), [search.only]);
  const request: HeatRequest | null = pageURL
    ? {
        ...common,
        projectId,
        pageURL,
        type: search.map ?? DEFAULT_MAP,
        ...(chosen.length > 0 ? { sessionIds: chosen.join(",") } : {}),
      }
    : null;
  const other = useOther(search.versus, request?.type);
  return (
    <>
      <TopBar title="Heatmaps" updatedAt={pages.dataUpdatedAt} isFailing={pages.isRefetchError}>
        <FilterBar without={CHOSEN_HERE} />
      </TopBar>
      <main className="flex min-h-0 flex-1 flex-col">
        {request ? (
          <HeatmapView
            request={request}
            other={other}
            search={search}
            chosen={chosen}
            pages={pages.data?.pages ?? []}
            onSearch={setSearch}
          />
        ) : pages.isPending ? (
          <ScreenSkeleton />
        ) : pages.isError ? (
          <ErrorMessage
            title="The pages could not be loaded"
            error={pages.error}
            onRetry={() => void pages.refetch()}
          />
        ) : (
          <Nothing icon={Flame} title="No page has a map yet">
            {describeRange(filters)}: nobody has done anything on a page, or the filters leave
            nothing. Maps fill within seconds while visitors use the site.
          </Nothing>
        )}
      </main>
    </>
  );
}

/** The second map of a comparison; null where nothing is compared. */
function useOther(versus: string | undefined, type: MapType = DEFAULT_MAP): Other | null {
  const { filters } = useFilters();
  const { timeZone } = useProject().settings;
  // The router makes filters anew at every change of the address: their text says what is new.
  const told = JSON.stringify(filters);
  return useMemo(() => {
    if (!canCompare(type)) return null;
    const now = Date.now();
    const found = otherFilters(versus, JSON.parse(told) as Filters, timeZone, now);
    return found && { filters: found, query: queryOf(found, timeZone, now) };
  }, [versus, type, told, timeZone]);
}

/** Has the shape of the screen, so that nothing jumps when the map is there. */
function ScreenSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 flex-col" role="status" aria-label="Loading the heatmap">
      <div className="flex gap-2 border-line border-b px-3 py-2 sm:px-5">
        <Skeleton className="h-8 w-40" />
        <Skeleton className="h-8 w-24" />
        <Skeleton className="h-8 w-32" />
      </div>
      <div className="flex min-h-0 flex-1">
        <div className="min-w-0 flex-1 bg-sunken p-6">
          <Skeleton className="h-full w-full" />
        </div>
        <div className="w-92 space-y-3 border-line border-l p-3 max-lg:hidden">
          {[1, 2, 3, 4, 5, 6].map((row) => (
            <Skeleton key={row} className="h-8 w-full" />
          ))}
        </div>
      </div>
    </div>
  );
}
