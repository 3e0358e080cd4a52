import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { meQuery } from "../account";
import { answerOf, api } from "../api";
import { Button } from "../components/button";
import { Dialog } from "../components/dialog";
import { Field, Input } from "../components/input";
import { describeError } from "../errors";
import { newProjectSettings, parseOrigin } from "../origins";

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
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const origin = parseOrigin(address);
  const make = useMakeProject(onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (origin.ok)
      make.mutate({ name: name.trim(), settings: newProjectSettings([origin.origin]) });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Name">
        {(ids) => (
          <Input
            {...ids}
            required
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Address of the site"
        note="Only pages of this origin may send recordings. More can be added later."
        error={address !== "" && !origin.ok ? origin.reason : undefined}
      >
        {(ids) => (
          <Input
            {...ids}
            required
            inputMode="url"
            placeholder="https://www.example.com"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
      </Field>
      {make.error ? (
        <p role="alert" className="text-live">
          {describeError(make.error)}
        </p>
      ) : null}
      <Button type="submit" look="primary" className="self-end" disabled={make.isPending}>
        Make the project
      </Button>
    </form>
  );
}

function useMakeProject(onDone: () => void) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: { name: string; settings: ReturnType<typeof newProjectSettings> }) =>
      answerOf(api.POST("/api/projects", { body })),
    onSuccess: async ({ projectId }) => {
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      onDone();
      await navigate({ to: "/p/$projectId/settings/install", params: { projectId } });
    },
  });
}
