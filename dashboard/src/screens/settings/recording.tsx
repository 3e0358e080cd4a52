import { type FormEvent, useId, useState } from "react";
import type { ProjectSettings } from "../../api";
import { Button } from "../../components/button";
import { FormError } from "../../components/form";
import { Field, Input } from "../../components/input";
import { Select } from "../../components/select";
import { hasRole, useProject } from "../../project";
import { ListEditor, type Parsed } from "./list-editor";
import { describePattern, parsePattern } from "./path-patterns";
import { Section } from "./section";
import { useChangeProject } from "./use-change";
import { VisitorCosts } from "./visitor-costs";

type Rules = Required<NonNullable<ProjectSettings["rules"]>>;

/** What holds where nothing was chosen: the server's own defaults. */
const NO_RULES: Rules = {
  includePaths: [],
  excludePaths: [],
  onError: false,
  onRageClick: false,
  onPaths: [],
  onCustomEvents: [],
  minDurationMs: 0,
  preRollMs: 0,
};

/** Pages that people rarely want in a recording. */
const PRESETS = ["/login", "/checkout", "/account"];
const MAX_NAME_LENGTH = 128;

const DURATIONS = [
  { value: "0", label: "Any length" },
  { value: "3000", label: "3 seconds" },
  { value: "5000", label: "5 seconds" },
  { value: "10000", label: "10 seconds" },
  { value: "30000", label: "30 seconds" },
  { value: "60000", label: "1 minute" },
] as const;
const PRE_ROLLS = [
  { value: "0", label: "Nothing: recording begins with the trigger" },
  { value: "10000", label: "Up to 10 seconds before" },
  { value: "30000", label: "Up to 30 seconds before" },
  { value: "60000", label: "Up to 1 minute before" },
] as const;

/** Which sessions, pages and moments are recorded. */
export function RecordingSettings() {
  const project = useProject();
  // A fresh form for each project: what was typed for one never reaches another.
  return (
    <>
      <RecordingForm key={project.projectId} />
      <VisitorCosts />
    </>
  );
}

function useRecordingForm() {
  const { settings } = useProject();
  const [percent, setPercent] = useState(String(Math.round(settings.recordShare * 100)));
  const [rules, setRules] = useState<Rules>({ ...NO_RULES, ...settings.rules });
  const change = useChangeProject();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ settings: { ...settings, recordShare: Number(percent) / 100, rules } });
  };
  const set = (changed: Partial<Rules>) => setRules({ ...rules, ...changed });
  return { percent, setPercent, rules, set, change, submit };
}

function RecordingForm() {
  const project = useProject();
  const { percent, setPercent, rules, set, change, submit } = useRecordingForm();
  const isAdmin = hasRole(project, "admin");
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!isAdmin || change.isPending} className="flex flex-col gap-8">
        <Sessions percent={percent} onPercent={setPercent} rules={rules} onChange={set} />
        <Pages rules={rules} onChange={set} />
        <Triggers rules={rules} onChange={set} />
        <FormError error={change.error} />
        {isAdmin ? (
          <Button type="submit" look="primary" className="self-start">
            {change.isPending ? "Saving…" : "Save"}
          </Button>
        ) : (
          <p className="text-ink-muted">Owners and admins of the project can change this.</p>
        )}
      </fieldset>
    </form>
  );
}

interface PartProps {
  rules: Rules;
  onChange: (changed: Partial<Rules>) => void;
}

function Sessions({
  percent,
  onPercent,
  rules,
  onChange,
}: PartProps & { percent: string; onPercent: (percent: string) => void }) {
  return (
    <Section
      title="Which sessions"
      note="Every session is counted. Which ones are recorded is decided by lot, for all pages and tabs of a session alike. Pages follow within a minute."
    >
      <Field
        label="Share of sessions that are recorded, %"
        note={`Of 1,000 sessions, ${Math.round(Number(percent) * 10).toLocaleString("en")} are recorded from their beginning.`}
      >
        {(ids) => (
          <Input
            {...ids}
            type="number"
            required
            min={0}
            max={100}
            step={1}
            className="w-28"
            value={percent}
            onChange={(event) => onPercent(event.target.value)}
          />
        )}
      </Field>
      <Choice
        label="Least duration"
        note="A recording waits in the visitor's browser until the session is that old; if it ends sooner, nothing of it is sent. A trigger sends it at once."
        value={String(rules.minDurationMs)}
        choices={DURATIONS}
        onChange={(value) => onChange({ minDurationMs: Number(value) })}
      />
    </Section>
  );
}

function Pages({ rules, onChange }: PartProps) {
  return (
    <>
      <Section
        title="Pages left out"
        note="Never recorded, whatever else is chosen: their page views and errors are counted, and nothing more is sent of them. /checkout is that page and all below it; * stands for any text."
      >
        <ListEditor
          {...PATTERNS}
          label="Leave out a page"
          empty="No page is left out."
          presets={PRESETS}
          entries={rules.excludePaths}
          onChange={(excludePaths) => onChange({ excludePaths })}
        />
      </Section>
      <Section title="Only these pages" note="With an empty list, all other pages are recorded.">
        <ListEditor
          {...PATTERNS}
          label="Record only a page"
          empty="All pages that are not left out."
          entries={rules.includePaths}
          onChange={(includePaths) => onChange({ includePaths })}
        />
      </Section>
    </>
  );
}

function Triggers({ rules, onChange }: PartProps) {
  const { capture } = useProject().settings;
  return (
    <Section
      title="Triggers"
      note="A session that was not drawn is recorded from a trigger on, in all its tabs."
    >
      <Toggle
        label="An uncaught error of the page"
        isOn={rules.onError}
        onChange={(onError) => onChange({ onError })}
      />
      <Toggle
        label="A rage click: several quick clicks on one spot"
        note={capture?.interactions === false ? "Needs clicks, which are not captured now." : ""}
        isOn={rules.onRageClick}
        onChange={(onRageClick) => onChange({ onRageClick })}
      />
      <ListEditor
        {...PATTERNS}
        label="A visit of a page"
        empty="No page is a trigger."
        entries={rules.onPaths}
        onChange={(onPaths) => onChange({ onPaths })}
      />
      <ListEditor
        label="A custom event"
        placeholder="signup"
        note="The name that your pages give to pulse.track()."
        empty="No custom event is a trigger."
        parse={parseName}
        entries={rules.onCustomEvents}
        onChange={(onCustomEvents) => onChange({ onCustomEvents })}
      />
      <Choice
        label="What was before the trigger"
        note="All other sessions are then recorded into the memory of the visitor's browser, masked as always, and forgotten without a trigger. That costs their browsers work; a longer time costs less."
        value={String(rules.preRollMs)}
        choices={PRE_ROLLS}
        onChange={(value) => onChange({ preRollMs: Number(value) as Rules["preRollMs"] })}
      />
    </Section>
  );
}

const PATTERNS = {
  placeholder: "/checkout",
  note: "A path, or the address of a page.",
  parse: parsePath,
  describe: describePattern,
};

function parsePath(typed: string): Parsed {
  const parsed = parsePattern(typed);
  return parsed.ok ? { ok: true, entry: parsed.pattern } : parsed;
}

function parseName(typed: string): Parsed {
  const entry = typed.trim();
  if (entry.length <= MAX_NAME_LENGTH) return { ok: true, entry };
  return { ok: false, reason: `A name has ${MAX_NAME_LENGTH} characters at most.` };
}

function Choice<V extends string>({
  label,
  note,
  value,
  choices,
  onChange,
}: {
  label: string;
  note: string;
  value: string;
  choices: readonly { value: V; label: string }[];
  onChange: (value: string) => void;
}) {
  return (
    <div className="max-w-xl">
      <Field label={label} note={note}>
        {({ id }) => (
          <Select
            id={id}
            value={value}
            choices={choices as readonly { value: string; label: string }[]}
            onChange={onChange}
            className="w-full max-w-sm"
          />
        )}
      </Field>
    </div>
  );
}

function Toggle({
  label,
  note = "",
  isOn,
  onChange,
}: {
  label: string;
  note?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}) {
  const id = useId();
  return (
    <div className="flex items-center gap-2.5">
      <input
        id={id}
        type="checkbox"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 accent-pulse"
      />
      <label htmlFor={id}>
        {label}
        {note ? <span className="block text-attention text-xs">{note}</span> : null}
      </label>
    </div>
  );
}
