import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { meQuery } from "../../account";
import { answerOf, api } from "../../api";
import { Button } from "../../components/button";
import { CodeBlock } from "../../components/copy";
import { Confirm } from "../../components/dialog";
import { FormError } from "../../components/form";
import { Field, Input } from "../../components/input";
import { describeError } from "../../errors";
import { hasRole, useProject } from "../../project";
import { OriginsEditor } from "./origins-editor";
import { Section } from "./section";
import { TimeZoneField } from "./time-zone-field";
import { useChangeProject } from "./use-change";

/** What the project is called, where its days begin, who may send. */
export function ProjectSettingsScreen() {
  const project = useProject();
  return (
    <>
      {/* A fresh form for each project: what was typed for one never reaches another. */}
      <ProjectForm key={project.projectId} />
      {hasRole(project, "admin") ? <KeySection /> : null}
    </>
  );
}

function useProjectForm() {
  const { name, settings } = useProject();
  const [values, setValues] = useState({
    name,
    origins: settings.allowedOrigins ?? [],
    timeZone: settings.timeZone,
  });
  const set = (changed: Partial<typeof values>) => setValues({ ...values, ...changed });
  const change = useChangeProject();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({
      name: values.name.trim(),
      settings: {
        ...settings,
        allowedOrigins: values.origins,
        timeZone: values.timeZone,
      },
    });
  };
  return { values, set, change, submit };
}

function ProjectForm() {
  const project = useProject();
  const { values, set, change, submit } = useProjectForm();
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!hasRole(project, "admin")} className="flex flex-col gap-8">
        <Section title="Project">
          <div className="flex max-w-md flex-col gap-5">
            <Field label="Name">
              {(ids) => (
                <Input
                  {...ids}
                  required
                  maxLength={100}
                  value={values.name}
                  onChange={(event) => set({ name: event.target.value })}
                />
              )}
            </Field>
            <TimeZoneField value={values.timeZone} onChange={(timeZone) => set({ timeZone })} />
          </div>
        </Section>
        <Section
          title="Allowed origins"
          note="Only pages of these origins may send recordings to this project."
        >
          <OriginsEditor origins={values.origins} onChange={(origins) => set({ origins })} />
        </Section>
        <FormError error={change.error} />
        <Submit isSaving={change.isPending} />
      </fieldset>
    </form>
  );
}

function Submit({ isSaving }: { isSaving: boolean }) {
  const project = useProject();
  if (!hasRole(project, "admin")) {
    return <p className="text-ink-muted">Owners and admins of the project can change this.</p>;
  }
  return (
    <Button type="submit" look="primary" className="self-start" disabled={isSaving}>
      {isSaving ? "Saving…" : "Save"}
    </Button>
  );
}

function KeySection() {
  const { projectKey } = useProject();
  const rotate = useRotateKey();
  return (
    <Section
      title="Project key"
      note="Stands in the snippet. It is public, and good only for sending: nobody can read with it."
    >
      <CodeBlock code={projectKey} />
      <div>
        <Confirm
          title="Make a new key?"
          note="The present key stops working at once: pages that still carry it are no longer recorded until their snippet has the new one."
          confirmLabel="Make a new key"
          onConfirm={() => rotate.mutateAsync().catch(() => {})}
        >
          <Button look="danger-outline">Make a new key…</Button>
        </Confirm>
      </div>
    </Section>
  );
}

function useRotateKey() {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () =>
      answerOf(api.POST("/api/projects/{projectId}/key", { params: { path: { projectId } } })),
    onSuccess: async () => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      toast.success("The new key is in the snippet. Put it into your site.");
    },
    onError: (error) => toast.error(describeError(error)),
  });
}
