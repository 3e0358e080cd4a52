import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { meQuery } from "../../account";
import { answerOf, api, type ProjectSettings } from "../../api";
import { useProject } from "../../project";

/** Change the project of the address; every screen sees the new state when the promise resolves. */
export function useChangeProject() {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { name?: string; settings?: ProjectSettings }) =>
      answerOf(api.PATCH("/api/projects/{projectId}", { params: { path: { projectId } }, body })),
    onSuccess: async () => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      toast.success("Saved.");
    },
  });
}
