import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { type AlertRule, answerOf, api } from "../../api";
import { useProject } from "../../project";

/** Alerts are pushed when their state changes; the last value moves on every minute. */
const EVERY_MS = 60_000;

export function alertsQuery(projectId: string) {
  return queryOptions({
    queryKey: ["alerts", projectId, "rules"],
    queryFn: () => answerOf(api.GET("/api/alerts", { params: { query: { projectId } } })),
    meta: { pushed: { projectId, everyMs: EVERY_MS } },
  });
}

export function firingsQuery(projectId: string) {
  return queryOptions({
    queryKey: ["alerts", projectId, "firings"],
    queryFn: () => answerOf(api.GET("/api/alerts/firings", { params: { query: { projectId } } })),
  });
}

export function channelsQuery(projectId: string) {
  return queryOptions({
    queryKey: ["alerts", projectId, "channels"],
    queryFn: () => answerOf(api.GET("/api/alerts/channels", { params: { query: { projectId } } })),
  });
}

export function deliveriesQuery(projectId: string) {
  return queryOptions({
    queryKey: ["alerts", projectId, "deliveries"],
    queryFn: () =>
      answerOf(api.GET("/api/alerts/deliveries", { params: { query: { projectId } } })),
  });
}

function useChange<Body, Answer>(send: (projectId: string, body: Body) => Promise<Answer>) {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send(projectId, body),
    onSettled: () => queries.invalidateQueries({ queryKey: ["alerts", projectId] }),
  });
}

/** Save a rule, or put it in the place of the one with `ruleId`. */
export function useSaveRule(ruleId: string | undefined) {
  return useChange((projectId, body: AlertRule) => {
    const query = { projectId };
    return ruleId === undefined
      ? answerOf(api.POST("/api/alerts", { params: { query }, body }))
      : answerOf(api.PUT("/api/alerts/{ruleId}", { params: { path: { ruleId }, query }, body }));
  });
}

export function useDeleteRule() {
  return useChange((projectId, ruleId: string) =>
    answerOf(
      api.DELETE("/api/alerts/{ruleId}", { params: { path: { ruleId }, query: { projectId } } }),
    ),
  );
}

/** What a rule would find now; nothing is saved. */
export function useReading() {
  const { projectId } = useProject();
  return useMutation({
    mutationFn: (body: AlertRule) =>
      answerOf(api.POST("/api/alerts/reading", { params: { query: { projectId } }, body })),
  });
}

export function useMakeChannel() {
  return useChange((projectId, body: { kind: "webhook" | "mail"; name: string; target: string }) =>
    answerOf(api.POST("/api/alerts/channels", { params: { query: { projectId } }, body })),
  );
}

export function useDeleteChannel() {
  return useChange((projectId, channelId: string) =>
    answerOf(
      api.DELETE("/api/alerts/channels/{channelId}", {
        params: { path: { channelId }, query: { projectId } },
      }),
    ),
  );
}

export function useTestChannel() {
  return useChange((projectId, channelId: string) =>
    answerOf(
      api.POST("/api/alerts/channels/{channelId}/test", {
        params: { path: { channelId }, query: { projectId } },
      }),
    ),
  );
}
