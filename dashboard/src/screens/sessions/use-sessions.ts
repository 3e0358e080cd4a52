import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useMemo } from "react";
import { answerOf, api } from "../../api";
import { DEFAULT_SORT, type FilterQuery, queryOf, type Sort } from "../../filters/filters";
import { useFilters } from "../../filters/use-filters";
import { useProject } from "../../project";
import { hasHole, mergeSessions, unwatched } from "./merge";

/** How often the list is asked for at most: a busy site's changes every second. */
const EVERY_MS = 700;
const PAGE_SIZE = 50;
/** Sessions in progress below the first page that are refreshed with it. */
const MOST_WATCHED = 50;

type Request = FilterQuery & { projectId: string; sort: Sort };

function fetchPage(request: Request, cursor: string | null) {
  const query = { ...request, limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) };
  return answerOf(api.GET("/api/tracking/sessions", { params: { query } }));
}

const route = getRouteApi("/p/$projectId/sessions");

function useRequest(): Request {
  const { projectId, settings } = useProject();
  const { filters } = useFilters();
  const { sort = DEFAULT_SORT } = route.useSearch();
  return { projectId, sort, ...queryOf(filters, settings.timeZone, Date.now()) };
}

/** The pages loaded so far, one more at a time. */
function usePages(request: Request) {
  return useInfiniteQuery({
    queryKey: ["sessions", request],
    queryFn: async ({ pageParam, client }) => {
      const page = await fetchPage(request, pageParam);
      // The first page is the head at this moment: it need not be asked for by itself.
      if (pageParam === null) client.setQueryData(headKey(request), page);
      return page;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    // The head below keeps the list fresh; asking for all pages again would cost more each time.
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function pushedTo({ projectId }: Request) {
  return { pushed: { projectId, everyMs: EVERY_MS } };
}

function headKey(request: Request) {
  return ["sessions-head", request] as const;
}

/** The first page as it is now. */
function useHead(request: Request, enabled: boolean) {
  return useQuery({
    queryKey: headKey(request),
    queryFn: () => fetchPage(request, null),
    enabled,
    meta: pushedTo(request),
    staleTime: EVERY_MS,
  });
}

/** The present state of some sessions. */
function useStates(request: Request, ids: readonly string[]) {
  const { projectId, timeZone } = request;
  const query = { projectId, timeZone, sessionIds: ids.join(","), limit: MOST_WATCHED };
  return useQuery({
    queryKey: ["sessions-states", query],
    queryFn: () => answerOf(api.GET("/api/tracking/sessions", { params: { query } })),
    enabled: ids.length > 0,
    meta: pushedTo(request),
    placeholderData: keepPreviousData,
  });
}

/** The sessions of the address's filters, kept fresh by what the server pushes. */
export function useSessions() {
  return useSessionsOf(useRequest());
}

/** The sessions that a request is about, kept fresh. */
export function useSessionsOf(request: Request) {
  const queries = useQueryClient();
  const list = usePages(request);
  const head = useHead(request, list.isSuccess && !list.isPlaceholderData);
  const pages = list.data?.pages;
  const current = list.isPlaceholderData ? undefined : head.data;
  const watched = useMemo(() => unwatched(pages ?? [], current, MOST_WATCHED), [pages, current]);
  const states = useStates(request, watched);
  const sessions = useMemo(
    () => mergeSessions(pages ?? [], current, states.data?.sessions ?? []),
    [pages, current, states.data],
  );
  const isTorn = hasHole(pages ?? [], current);
  useEffect(() => {
    if (isTorn) void queries.invalidateQueries({ queryKey: ["sessions"] });
  }, [isTorn, queries]);
  return {
    /** Changes with the filters, the order and the project. */
    key: JSON.stringify(request),
    sessions,
    total: current?.total ?? pages?.[0]?.total,
    list,
    updatedAt: Math.max(list.dataUpdatedAt, head.dataUpdatedAt) || undefined,
    isFailing: head.isError || list.isRefetchError,
  };
}
