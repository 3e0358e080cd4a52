import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  answerOf,
  api,
  type DataRequest,
  type DataSubject,
  type RedactionRule,
} from "../../../api";
import { useProject } from "../../../project";

/** How often a request that goes on is asked for. */
const PROGRESS_MS = 1_000;

const UNDER_WAY: ReadonlySet<DataRequest["state"]> = new Set(["counting", "waiting", "running"]);

/** Whether the server works on it. */
export function isUnderWay({ state }: DataRequest): boolean {
  return UNDER_WAY.has(state);
}

export function requestsQuery(projectId: string) {
  return queryOptions({
    queryKey: ["data-requests", projectId],
    queryFn: () => answerOf(api.GET("/api/privacy/requests", { params: { query: { projectId } } })),
    refetchInterval: ({ state }) => (state.data?.requests.some(isUnderWay) ? PROGRESS_MS : false),
  });
}

/** The calls of the open project; the list follows each of them. */
export function useDataCalls() {
  const { projectId } = useProject();
  const queries = useQueryClient();
  const params = { query: { projectId } };
  const onSuccess = () => queries.invalidateQueries(requestsQuery(projectId));
  const of = (requestId: string) => ({ ...params, path: { requestId } });
  return {
    preview: useMutation({
      mutationFn: (body: DataSubject) =>
        answerOf(api.POST("/api/privacy/erasures/preview", { params, body })),
    }),
    erase: useMutation({
      mutationFn: (body: DataSubject) =>
        answerOf(api.POST("/api/privacy/erasures", { params, body })),
      onSuccess,
    }),
    count: useMutation({
      mutationFn: (body: RedactionRule) =>
        answerOf(api.POST("/api/privacy/redactions", { params, body })),
      onSuccess,
    }),
    confirm: useMutation({
      mutationFn: (requestId: string) =>
        answerOf(api.POST("/api/privacy/requests/{requestId}/confirm", { params: of(requestId) })),
      onSuccess,
    }),
    cancel: useMutation({
      mutationFn: (requestId: string) =>
        answerOf(api.POST("/api/privacy/requests/{requestId}/cancel", { params: of(requestId) })),
      onSuccess,
    }),
  };
}
