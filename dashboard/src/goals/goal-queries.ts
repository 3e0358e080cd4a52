import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api } from "../api";
import { useProject } from "../project";

/** Other people save some now and then; nobody waits for it. */
const FRESH_MS = 60_000;

/** The goals of a project, by name. */
export function goalsQuery(projectId: string) {
  return queryOptions({
    queryKey: ["goals", projectId],
    queryFn: () => answerOf(api.GET("/api/goals", { params: { query: { projectId } } })),
    staleTime: FRESH_MS,
  });
}

/** The saved funnels of a project, by name. */
export function funnelsQuery(projectId: string) {
  return queryOptions({
    queryKey: ["funnels", projectId],
    queryFn: () => answerOf(api.GET("/api/funnels", { params: { query: { projectId } } })),
    staleTime: FRESH_MS,
  });
}

/** A change of goals or funnels; afterwards lists and numbers are asked for again. */
function useChange<Body>(send: (projectId: string, body: Body) => Promise<unknown>) {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send(projectId, body),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(goalsQuery(projectId)),
        queries.invalidateQueries(funnelsQuery(projectId)),
        queries.invalidateQueries({ queryKey: ["/api/analytics/goals"] }),
      ]),
  });
}

/** Save a goal, or change the one with `goalId`. */
export function useSaveGoal(goalId: string | undefined) {
  return useChange((projectId, body: { name: string; definition: string }) => {
    const query = { projectId };
    return goalId === undefined
      ? answerOf(api.POST("/api/goals", { params: { query }, body }))
      : answerOf(api.PATCH("/api/goals/{goalId}", { params: { path: { goalId }, query }, body }));
  });
}

export function useDeleteGoal() {
  return useChange((projectId, goalId: string) =>
    answerOf(
      api.DELETE("/api/goals/{goalId}", { params: { path: { goalId }, query: { projectId } } }),
    ),
  );
}

export function useSaveFunnel() {
  return useChange((projectId, body: { name: string; steps: string[] }) =>
    answerOf(api.POST("/api/funnels", { params: { query: { projectId } }, body })),
  );
}

export function useDeleteFunnel() {
  return useChange((projectId, funnelId: string) =>
    answerOf(
      api.DELETE("/api/funnels/{funnelId}", {
        params: { path: { funnelId }, query: { projectId } },
      }),
    ),
  );
}
