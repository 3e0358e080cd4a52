import { type FormEvent, useState } from "react";
import type { ProjectSettings } from "../../../api";
import { Button } from "../../../components/button";
import { FormError } from "../../../components/form";
import { Field, Input } from "../../../components/input";
import { hasRole, useProject } from "../../../project";
import { Section } from "../section";
import { useChangeProject } from "../use-change";

type Retention = Required<NonNullable<ProjectSettings["retention"]>>;

/** What holds where nothing was chosen: the server's own defaults. */
const DEFAULTS: Retention = {
  recordingDays: 30,
  eventDays: 395,
  auditDays: 365,
  quarantineDays: 14,
};

const AMOUNTS: readonly {
  key: keyof Retention;
  label: string;
  note: string;
  min: number;
  max: number;
}[] = [
  {
    key: "recordingDays",
    label: "Recordings, days",
    note: "With console and requests. Numbers and heatmaps stay.",
    min: 1,
    max: 760,
  },
  {
    key: "eventDays",
    label: "Sessions and numbers, days",
    note: "Page views, events, errors, vitals, clicks.",
    min: 1,
    max: 760,
  },
  {
    key: "auditDays",
    label: "Audit log, days",
    note: "Who watched and changed what.",
    min: 30,
    max: 3_650,
  },
  {
    key: "quarantineDays",
    label: "Quarantine, days",
    note: "Batches that could not be read.",
    min: 1,
    max: 14,
  },
];

/** For how long each kind of data is kept. */
export function RetentionForm() {
  const project = useProject();
  const { settings } = project;
  const change = useChangeProject();
  const [days, setDays] = useState<Retention>({ ...DEFAULTS, ...settings.retention });
  const isLocked = !hasRole(project, "admin") || change.isPending;
  const save = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ settings: { ...settings, retention: days } });
  };
  return (
    <Section
      title="How long data is kept"
      note="What is older is deleted several times a day, from the disk too. Pinned sessions stay."
    >
      <form onSubmit={save}>
        <fieldset disabled={isLocked} className="flex flex-col gap-5">
          <div className="grid gap-5 sm:grid-cols-2">
            {AMOUNTS.map(({ key, label, note, min, max }) => (
              <Field key={key} label={label} note={note}>
                {(ids) => (
                  <Input
                    {...ids}
                    type="number"
                    required
                    min={min}
                    max={max}
                    className="w-28"
                    value={days[key]}
                    onChange={({ target }) => setDays({ ...days, [key]: Number(target.value) })}
                  />
                )}
              </Field>
            ))}
          </div>
          <FormError error={change.error} />
          {hasRole(project, "admin") ? (
            <Button type="submit" look="primary" className="self-start">
              {change.isPending ? "Saving…" : "Save"}
            </Button>
          ) : (
            <p className="text-ink-muted">Owners and admins of the project can change this.</p>
          )}
        </fieldset>
      </form>
    </Section>
  );
}
