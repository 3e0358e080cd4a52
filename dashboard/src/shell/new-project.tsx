import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { meQuery } from "../account";
import { answerOf, api } from "../api";
import { Dialog } from "../components/dialog";
import { Form } from "../components/form";
import { type NewProject, NewProjectFields, useNewProject } from "../components/new-project-fields";

/** Make a project and go on to its snippet. */
export function NewProjectDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog
      title="New project"
      note="One project for each site that you want to watch."
      open={open}
      onOpenChange={onOpenChange}
    >
      <NewProjectForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function NewProjectForm({ onDone }: { onDone: () => void }) {
  const draft = useNewProject();
  const { project } = draft;
  const make = useMakeProject(onDone);
  return (
    <Form submit="Make the project" call={make} onSubmit={() => project && make.mutate(project)}>
      <NewProjectFields draft={draft} />
    </Form>
  );
}

function useMakeProject(onDone: () => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: NewProject) => answerOf(api.POST("/api/projects", { body })),
    onSuccess: async ({ projectId }) => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      onDone();
      await navigate({ to: "/p/$projectId/settings/install", params: { projectId } });
    },
  });
}
