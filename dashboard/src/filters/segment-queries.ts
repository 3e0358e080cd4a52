import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { answerOf, api, type Segment, type SegmentChange } from "../api";
import { useProject } from "../project";

/** Other people save some now and then; nobody waits for it. */
const FRESH_MS = 60_000;

/** The shared segments of a project and one's own, by name. */
export function segmentsQuery(projectId: string) {
  return queryOptions({
    queryKey: ["segments", projectId],
    queryFn: () => answerOf(api.GET("/api/segments", { params: { query: { projectId } } })),
    staleTime: FRESH_MS,
  });
}

/** A change of segments; afterwards the list is asked for again. */
function useChange<Body>(send: (projectId: string, body: Body) => Promise<unknown>) {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send(projectId, body),
    onSettled: () => queries.invalidateQueries(segmentsQuery(projectId)),
  });
}

export function useSaveSegment() {
  return useChange((projectId, body: Pick<Segment, "name" | "filters" | "isShared">) =>
    answerOf(api.POST("/api/segments", { params: { query: { projectId } }, body })),
  );
}

export function useChangeSegment() {
  return useChange((projectId, { segmentId, ...body }: SegmentChange & { segmentId: string }) => {
    const params = { path: { segmentId }, query: { projectId } };
    return answerOf(api.PATCH("/api/segments/{segmentId}", { params, body }));
  });
}

export function useDeleteSegment() {
  return useChange((projectId, segmentId: string) => {
    const params = { path: { segmentId }, query: { projectId } };
    return answerOf(api.DELETE("/api/segments/{segmentId}", { params }));
  });
}
