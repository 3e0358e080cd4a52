import { type FormEvent, useState } from "react";
import type { ProjectSettings } from "../../api";
import { Button } from "../../components/button";
import { FormError } from "../../components/form";
import { Field, Input } from "../../components/input";
import { hasRole, useProject } from "../../project";
import { Section } from "./section";
import { SettingSwitch } from "./setting-switch";
import { useChangeProject } from "./use-change";

type Live = Required<NonNullable<ProjectSettings["live"]>>;

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** What holds where nothing was chosen: the server's own defaults. */
const DEFAULTS: Live = {
  enabled: true,
  stopAfterMs: MINUTE_MS,
  maxRunMs: 60 * MINUTE_MS,
  maxVisitors: 200,
};

/** One number of the form: how people say it, and the bounds that the server sets in that unit. */
interface Amount {
  key: "stopAfterMs" | "maxRunMs" | "maxVisitors";
  label: string;
  note: string;
  unit: number;
  max: number;
}

const AMOUNTS: readonly Amount[] = [
  {
    key: "stopAfterMs",
    label: "Stop after the last viewer left, seconds",
    note: "Time to come back after a reload or a lost connection.",
    unit: SECOND_MS,
    max: 3_600,
  },
  {
    key: "maxRunMs",
    label: "Longest run, minutes",
    note: "A run ends by then, even while somebody watches.",
    unit: MINUTE_MS,
    max: 480,
  },
  {
    key: "maxVisitors",
    label: "Visitors at a time",
    note: "Of all who fit the run's filter, so many are recorded at most; others follow as they leave.",
    unit: 1,
    max: 10_000,
  },
];

/** Whether visitors can be recorded live, for how long, and how many of them. */
export function LiveSettings() {
  const project = useProject();
  // A fresh form for each project: what was typed for one never reaches another.
  return <LiveForm key={project.projectId} />;
}

function useLiveForm() {
  const { settings } = useProject();
  const stored: Live = { ...DEFAULTS, ...settings.live };
  const [amounts, setAmounts] = useState(() => inUnitsOfForm(stored));
  const change = useChangeProject();
  const save = (changed: Partial<Live>) =>
    change.mutate({ settings: { ...settings, live: { ...stored, ...changed } } });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(inUnitsOfServer(amounts));
  };
  return { stored, amounts, setAmounts, change, save, submit };
}

function LiveForm() {
  const project = useProject();
  const { stored, amounts, setAmounts, change, save, submit } = useLiveForm();
  const isLocked = !hasRole(project, "admin") || change.isPending;
  return (
    <>
      <Section
        title="Live"
        note="See who is on the site now, and record them with one button. Pages follow within a minute."
      >
        <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
          <SettingSwitch
            label="Live recording"
            note="Pages of visitors who agreed to be recorded keep a connection open while they are looked at. Whoever asks for privacy, with Global Privacy Control or Do Not Track, is never recorded."
            isOn={stored.enabled}
            isLocked={isLocked}
            onChange={(enabled) => save({ enabled })}
          />
        </ul>
      </Section>
      {stored.enabled ? (
        <form onSubmit={submit}>
          <fieldset disabled={isLocked} className="flex flex-col gap-8">
            <Bounds amounts={amounts} onChange={setAmounts} />
            {hasRole(project, "admin") ? (
              <Button type="submit" look="primary" className="self-start">
                {change.isPending ? "Saving…" : "Save"}
              </Button>
            ) : null}
          </fieldset>
        </form>
      ) : null}
      <FormError error={change.error} />
      {hasRole(project, "admin") ? null : (
        <p className="text-ink-muted">Owners and admins of the project can change this.</p>
      )}
    </>
  );
}

type Spoken = Record<Amount["key"], string>;

function Bounds({ amounts, onChange }: { amounts: Spoken; onChange: (amounts: Spoken) => void }) {
  return (
    <Section
      title="Bounds of a run"
      note="Nobody is recorded for ever because a tab was forgotten. Whoever starts a run chooses whether visitors see a badge."
    >
      {AMOUNTS.map(({ key, label, note, max }) => (
        <Field key={key} label={label} note={note}>
          {(ids) => (
            <Input
              {...ids}
              type="number"
              required
              min={1}
              max={max}
              step={1}
              className="w-28"
              value={amounts[key]}
              onChange={(event) => onChange({ ...amounts, [key]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </Section>
  );
}

/** What is stored, in the units of the form. */
function inUnitsOfForm(live: Live): Spoken {
  const each = AMOUNTS.map(({ key, unit }) => [key, String(Math.ceil(live[key] / unit))]);
  return Object.fromEntries(each);
}

/** What the form says, in the units of the server. */
function inUnitsOfServer(amounts: Spoken): Partial<Live> {
  return Object.fromEntries(AMOUNTS.map(({ key, unit }) => [key, Number(amounts[key]) * unit]));
}
