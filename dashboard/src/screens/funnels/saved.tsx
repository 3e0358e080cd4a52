import { useQuery } from "@tanstack/react-query";
import { Bookmark, Save, X } from "lucide-react";
import { useState } from "react";
import { Button, IconButton } from "../../components/button";
import { Confirm, Dialog } from "../../components/dialog";
import { Form } from "../../components/form";
import { Field, Input } from "../../components/input";
import { Popover, PopoverContent, PopoverTrigger } from "../../components/popover";
import { funnelsQuery, useDeleteFunnel, useSaveFunnel } from "../../goals/goal-queries";
import { hasRole, useProject } from "../../project";

/** Funnels that were saved under a name: open one, save the present one. */
export function SavedFunnels({
  steps,
  onChoose,
}: {
  steps: readonly string[];
  onChoose: (steps: readonly string[]) => void;
}) {
  const project = useProject();
  const [open, setOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const funnels = useQuery(funnelsQuery(project.projectId)).data?.funnels ?? [];
  const chosen = funnels.find((one) => one.steps.join("\n") === steps.join("\n"));
  const mayWrite = hasRole(project, "analyst");
  return (
    <>
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button look="ghost">
            <Bookmark aria-hidden="true" />
            <span className="max-w-44 truncate">{chosen?.name ?? "Saved funnels"}</span>
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-80" aria-label="Saved funnels">
          {funnels.length === 0 ? (
            <p className="p-3 text-ink-muted">None yet. Add steps, then save them under a name.</p>
          ) : null}
          <ul className="max-h-80 overflow-y-auto p-1.5">
            {funnels.map((funnel) => (
              <li key={funnel.funnelId} className="flex items-center rounded-md hover:bg-hover">
                <button
                  type="button"
                  aria-pressed={funnel === chosen}
                  onClick={() => {
                    onChoose(funnel.steps);
                    setOpen(false);
                  }}
                  className="min-w-0 flex-1 truncate px-2 py-1.5 text-left"
                >
                  {funnel.name}
                  <span className="block truncate text-ink-muted text-xs">
                    {funnel.steps.map((step) => step.replace(/^\w+:/, "")).join(" → ")}
                  </span>
                </button>
                {mayWrite ? <Delete funnelId={funnel.funnelId} name={funnel.name} /> : null}
              </li>
            ))}
          </ul>
        </PopoverContent>
      </Popover>
      {mayWrite && steps.length > 0 && !chosen ? (
        <Button look="ghost" onClick={() => setSaving(true)}>
          <Save aria-hidden="true" /> Save
        </Button>
      ) : null}
      <Dialog title="Save the funnel" open={isSaving} onOpenChange={setSaving}>
        <SaveForm steps={steps} onDone={() => setSaving(false)} />
      </Dialog>
    </>
  );
}

/** The saved funnels as buttons, where none is open yet. */
export function SavedFunnelButtons({ onChoose }: { onChoose: (steps: readonly string[]) => void }) {
  const { projectId } = useProject();
  const funnels = useQuery(funnelsQuery(projectId)).data?.funnels ?? [];
  return funnels.map((funnel) => (
    <Button key={funnel.funnelId} onClick={() => onChoose(funnel.steps)}>
      <Bookmark aria-hidden="true" /> {funnel.name}
    </Button>
  ));
}

function Delete({ funnelId, name }: { funnelId: string; name: string }) {
  const remove = useDeleteFunnel();
  return (
    <Confirm
      title={`Delete “${name}”?`}
      note="It goes for everyone of the project. Links that hold its steps still work."
      confirmLabel="Delete"
      onConfirm={() => remove.mutateAsync(funnelId).catch(() => {})}
    >
      <IconButton label={`Delete ${name}`} size="icon-small">
        <X />
      </IconButton>
    </Confirm>
  );
}

function SaveForm({ steps, onDone }: { steps: readonly string[]; onDone: () => void }) {
  const [name, setName] = useState("");
  const save = useSaveFunnel();
  const submit = () => save.mutate({ name: name.trim(), steps: [...steps] }, { onSuccess: onDone });
  return (
    <Form submit="Save the funnel" call={save} onSubmit={submit}>
      <Field label="Name">
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            required
            pattern=".*\S.*"
            maxLength={100}
            placeholder="From the plans to the order"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
    </Form>
  );
}
