import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type { Question } from "../analytics/question";
import { answerOf, api } from "../api";
import { useProject } from "../project";

/** Page changes come with sessions; nobody waits for them. Notes are pushed. */
const FRESH_MS = 60_000;

/** Notes and page changes of the question's days. */
export function annotationsQuery({ projectId, timeZone, startDate, endDate }: Question) {
  const days = { ...(startDate ? { startDate } : {}), ...(endDate ? { endDate } : {}) };
  const query = { projectId, timeZone, ...days };
  return queryOptions({
    queryKey: ["annotations", projectId, query],
    queryFn: () => answerOf(api.GET("/api/annotations", { params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  });
}

function useChange<Body>(send: (projectId: string, body: Body) => Promise<unknown>) {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => send(projectId, body),
    onSettled: () => queries.invalidateQueries({ queryKey: ["annotations", projectId] }),
  });
}

type Note = { at: number; text: string; pageURL: string };

/** Write a note, or change the one with `annotationId`. */
export function useSaveNote(annotationId: string | undefined) {
  return useChange((projectId, body: Note) => {
    const query = { projectId };
    return annotationId === undefined
      ? answerOf(api.POST("/api/annotations", { params: { query }, body }))
      : answerOf(
          api.PATCH("/api/annotations/{annotationId}", {
            params: { path: { annotationId }, query },
            body,
          }),
        );
  });
}

export function useDeleteNote() {
  return useChange((projectId, annotationId: string) =>
    answerOf(
      api.DELETE("/api/annotations/{annotationId}", {
        params: { path: { annotationId }, query: { projectId } },
      }),
    ),
  );
}
