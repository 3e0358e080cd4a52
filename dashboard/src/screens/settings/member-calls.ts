import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { answerOf, api, type Role } from "../../api";
import { describeError } from "../../errors";
import { useProject } from "../../project";

/** Everyone of a project. */
export function membersQuery(projectId: string) {
  return queryOptions({
    queryKey: ["members", projectId],
    queryFn: () =>
      answerOf(api.GET("/api/projects/{projectId}/members", { params: { path: { projectId } } })),
  });
}

/** What follows every change: the list anew, or the server's reason. */
function useAfterChange() {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return {
    onSuccess: () => queries.invalidateQueries(membersQuery(projectId)),
    onError: (error: Error) => void toast.error(describeError(error)),
  };
}

export function useAddMember() {
  const { projectId } = useProject();
  const { onSuccess } = useAfterChange();
  return useMutation({
    mutationFn: (body: { email: string; role: Role }) =>
      answerOf(
        api.POST("/api/projects/{projectId}/members", { params: { path: { projectId } }, body }),
      ),
    onSuccess,
  });
}

export function useChangeRole() {
  const { projectId } = useProject();
  return useMutation({
    mutationFn: ({ userId, role }: { userId: string; role: Role }) =>
      answerOf(
        api.PATCH("/api/projects/{projectId}/members/{userId}", {
          params: { path: { projectId, userId } },
          body: { role },
        }),
      ),
    ...useAfterChange(),
  });
}

export function useRemoveMember() {
  const { projectId } = useProject();
  return useMutation({
    mutationFn: (userId: string) =>
      answerOf(
        api.DELETE("/api/projects/{projectId}/members/{userId}", {
          params: { path: { projectId, userId } },
        }),
      ),
    ...useAfterChange(),
  });
}
