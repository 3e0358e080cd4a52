/** Makes, lists and ends the share links of a project. */

import type { components } from "@pagepulse/contract";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { answerOf, api } from "../api";
import { describeError } from "../errors";
import { useProject } from "../project";

type Schemas = components["schemas"];
export type ShareLink = Schemas["ShareLink"];
export type NewShareLink = Schemas["NewShareLink"];

/** The share links of a project, newest first. */
export function sharesQuery(projectId: string) {
  return queryOptions({
    queryKey: ["shares", projectId],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/api/shares", { params: { query: { projectId } }, signal })),
  });
}

export function useMakeShare() {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: NewShareLink) =>
      answerOf(api.POST("/api/shares", { params: { query: { projectId } }, body })),
    onSuccess: () => queries.invalidateQueries(sharesQuery(projectId)),
  });
}

export function useRevokeShare() {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (shareId: string) =>
      answerOf(
        api.DELETE("/api/shares/{shareId}", {
          params: { path: { shareId }, query: { projectId } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries(sharesQuery(projectId)),
    onError: (error) => toast.error(describeError(error)),
  });
}
