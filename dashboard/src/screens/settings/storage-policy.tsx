import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { ProjectSettings } from "../../api";
import { Button } from "../../components/button";
import { FormError } from "../../components/form";
import { Field, Input } from "../../components/input";
import { Select } from "../../components/select";
import { hasRole, useProject } from "../../project";
import { Section } from "./section";
import { parseBudget } from "./storage-words";
import { useChangeProject } from "./use-change";

type Policy = NonNullable<NonNullable<ProjectSettings["storage"]>["whenFull"]>;

const POLICIES = [
  { value: "delete_dull", label: "Delete recordings of the dullest sessions" },
  { value: "refuse", label: "Keep everything, and take nothing new" },
] as const;

/** How much room the project may take, and what happens when it is used up. */
export function StoragePolicy() {
  const project = useProject();
  const form = usePolicyForm();
  const isAdmin = hasRole(project, "admin");
  return (
    <Section
      title="When there is no room left"
      note="Recordings go from the dullest on: who left at once, who did little, other visits, and last of all those with an error or a rage click; old ones first. Only the recording goes, every number stays. Pinned sessions are never touched."
    >
      <form onSubmit={form.submit}>
        <fieldset
          disabled={!isAdmin || form.change.isPending}
          className="flex max-w-xl flex-col gap-4"
        >
          <Field
            label="Budget, GB"
            note={
              form.parsed === undefined
                ? "A number of GB, such as 20 or 0.5."
                : "Empty: as much as the disk has."
            }
          >
            {(ids) => (
              <Input
                {...ids}
                inputMode="decimal"
                className="w-28"
                placeholder="none"
                value={form.budget}
                onChange={(event) => form.setBudget(event.target.value)}
              />
            )}
          </Field>
          <Field
            label="What happens then"
            note="It holds for the budget, and when the disk itself is nearly full."
          >
            {({ id }) => (
              <Select
                id={id}
                value={form.policy}
                choices={POLICIES}
                onChange={(value) => form.setPolicy(value as Policy)}
                className="w-full max-w-sm"
              />
            )}
          </Field>
          <FormError error={form.change.error} />
          {isAdmin ? (
            <Button
              type="submit"
              look="primary"
              className="self-start"
              disabled={form.parsed === undefined}
            >
              {form.change.isPending ? "Saving…" : "Save"}
            </Button>
          ) : (
            <p className="text-ink-muted">Owners and admins of the project can change this.</p>
          )}
        </fieldset>
      </form>
    </Section>
  );
}

function usePolicyForm() {
  const { settings } = useProject();
  const stored = settings.storage;
  const [budget, setBudget] = useState(stored?.budgetGb ? String(stored.budgetGb) : "");
  const [policy, setPolicy] = useState<Policy>(stored?.whenFull ?? "delete_dull");
  const change = useChangeProject();
  const queries = useQueryClient();
  const parsed = parseBudget(budget);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (parsed === undefined) return;
    const storage = { budgetGb: parsed, whenFull: policy };
    change.mutate(
      { settings: { ...settings, storage } },
      { onSuccess: () => void queries.invalidateQueries({ queryKey: ["storage"] }) },
    );
  };
  return { budget, setBudget, policy, setPolicy, change, parsed, submit };
}
