import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Flame } from "lucide-react";
import { useCallback, useMemo } from "react";
import { ErrorMessage, Message } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { FilterBar } from "../../filters/filter-bar";
import { describeRange, queryOf } from "../../filters/filters";
import { useFilters } from "../../filters/use-filters";
import { useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { HeatmapView } from "./heatmap-view";
import { DEFAULT_MAP } from "./kinds";
import { type HeatRequest, pagesQuery } from "./queries";
import { chosenOf, type MapSearch } from "./search";

const route = getRouteApi("/p/$projectId/heatmaps");

/** Where visitors click, rest, scroll and look: on the recorded page, on the right element. */
export function HeatmapsScreen() {
  const { name, projectId, settings } = useProject();
  useTitle("Heatmaps", name);
  const { filters, change } = useFilters();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const setSearch = useCallback(
    (changed: MapSearch) =>
      void navigate({ search: (previous) => ({ ...previous, ...changed }), replace: true }),
    [navigate],
  );
  const { pageURL: _page, ...common } = queryOf(filters, settings.timeZone, Date.now());
  const pages = useQuery(pagesQuery({ ...common, projectId }));
  const pageURL = filters.pageURL ?? pages.data?.pages[0]?.pageURL;
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
  return (
    <>
      <TopBar title="Heatmaps" updatedAt={pages.dataUpdatedAt} isFailing={pages.isRefetchError}>
        <FilterBar />
      </TopBar>
      <main className="flex min-h-0 flex-1 flex-col">
        {request ? (
          <HeatmapView
            request={request}
            search={search}
            chosen={chosen}
            pages={pages.data?.pages ?? []}
            onSearch={setSearch}
            onPage={(page) => change({ pageURL: page })}
          />
        ) : pages.isPending ? (
          <Skeleton className="m-4 h-full" />
        ) : pages.isError ? (
          <ErrorMessage
            title="The pages could not be loaded"
            error={pages.error}
            onRetry={() => void pages.refetch()}
          />
        ) : (
          <Message icon={Flame} title="No page has a map yet">
            {describeRange(filters)}: nobody has done anything on a page, or the filters leave
            nothing. Maps fill within seconds while visitors use the site.
          </Message>
        )}
      </main>
    </>
  );
}
