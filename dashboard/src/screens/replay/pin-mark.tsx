import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pin, PinOff } from "lucide-react";
import { toast } from "sonner";
import { answerOf, api } from "../../api";
import { Button } from "../../components/button";
import { hasRole, useProject } from "../../project";

/** Whether a session is kept whatever its age and whatever room is left, and the button for it. */
export function PinMark({ sessionId }: { sessionId: string }) {
  const { projectId } = useProject();
  const pin = useQuery({
    queryKey: ["pin", projectId, sessionId],
    queryFn: () =>
      answerOf(
        api.GET("/api/tracking/sessions/{sessionId}/pin", {
          params: { path: { sessionId }, query: { projectId } },
        }),
      ),
  });
  if (!pin.data) return pin.isError ? "Not known" : null;
  const { pinned, pinnedBy } = pin.data;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {pinned ? `Pinned by ${pinnedBy}: never deleted by age or for room` : "Like any other"}
      <PinButton sessionId={sessionId} isPinned={pinned} />
    </span>
  );
}

/** Pins a session, or lets it go again. */
export function PinButton({ sessionId, isPinned }: { sessionId: string; isPinned: boolean }) {
  const project = useProject();
  const change = usePin(project.projectId, sessionId);
  if (!hasRole(project, "analyst")) return null;
  const Icon = isPinned ? PinOff : Pin;
  return (
    <Button size="small" disabled={change.isPending} onClick={() => change.mutate(!isPinned)}>
      <Icon aria-hidden="true" /> {isPinned ? "Unpin" : "Pin"}
    </Button>
  );
}

function usePin(projectId: string, sessionId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (pinned: boolean) =>
      answerOf(
        api.PUT("/api/tracking/sessions/{sessionId}/pin", {
          params: { path: { sessionId }, query: { projectId } },
          body: { pinned },
        }),
      ),
    onSuccess: async ({ pinned }) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ["pin", projectId, sessionId] }),
        queries.invalidateQueries({ queryKey: ["storage"] }),
      ]);
      toast.success(pinned ? "Pinned: it is kept." : "No longer pinned.");
    },
    onError: () => toast.error("The pin could not be changed. Try again."),
  });
}
