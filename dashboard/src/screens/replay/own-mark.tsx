import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { answerOf, api } from "../../api";
import { Button } from "../../components/button";
import { formatPlural } from "../../format";
import { hasRole, useProject } from "../../project";

/** Whether a session counts, and the button that says otherwise. */
export function OwnMark({ sessionId, isOwn }: { sessionId: string; isOwn: boolean }) {
  const project = useProject();
  const mark = useMark(project.projectId, sessionId);
  return (
    <span className="flex flex-wrap items-center gap-2">
      {isOwn ? "No: your team’s own visit" : "Yes"}
      {hasRole(project, "analyst") ? (
        <Button size="small" disabled={mark.isPending} onClick={() => mark.mutate(!isOwn)}>
          {isOwn ? "This was not our team" : "This was our team"}
        </Button>
      ) : null}
    </span>
  );
}

function useMark(projectId: string, sessionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (own: boolean) =>
      answerOf(
        api.PUT("/api/tracking/sessions/{sessionId}/own", {
          params: { path: { sessionId }, query: { projectId } },
          body: { own },
        }),
      ),
    onSuccess: async ({ own, sessions }) => {
      // Every number is another one now.
      await queries.invalidateQueries();
      const count = formatPlural(sessions, "session");
      toast.success(own ? `${count} of this visitor left out.` : `${count} counted again.`);
    },
    onError: () => toast.error("The visitor could not be marked. Try again."),
  });
}
