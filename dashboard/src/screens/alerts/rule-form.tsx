import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AlertRule, SavedRule } from "../../api";
import { Button } from "../../components/button";
import { Dialog } from "../../components/dialog";
import { Form, FormError } from "../../components/form";
import { Field, Input } from "../../components/input";
import { Select } from "../../components/select";
import { isFiltered } from "../../filters/filters";
import { segmentsQuery } from "../../filters/segment-queries";
import { describeSegment, filtersOf } from "../../filters/segments";
import { goalsQuery } from "../../goals/goal-queries";
import { useProject } from "../../project";
import { channelsQuery, useReading, useSaveRule } from "./queries";
import {
  boundOf,
  CONDITIONS,
  type Condition,
  METRICS,
  type Metric,
  typedOf,
  unitWords,
  valueWords,
  WINDOWS,
} from "./words";

const MAX_NAME_CHARS = 100;
const NEW: AlertRule = {
  name: "",
  metric: "errors",
  condition: "above",
  bound: 10,
  windowMinutes: 60,
  goalId: "",
  leastSessions: 0,
  leastValue: 10,
  quietMinutes: 60,
  channelIds: [],
  isOn: true,
};
/** With fewer sessions a rate says nothing. */
const LEAST_SESSIONS_OF_RATES = 20;
const NONE = "none";
const QUIET = [
  { value: "0", label: "every time" },
  { value: "60", label: "at most once an hour" },
  { value: "360", label: "at most every 6 hours" },
  { value: "1440", label: "at most once a day" },
] as const;

/** Make an alert, or change one. */
export function RuleDialog({
  rule,
  open,
  onOpenChange,
}: {
  rule: SavedRule | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog title={rule ? "Change the alert" : "New alert"} open={open} onOpenChange={onOpenChange}>
      <RuleForm saved={rule} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function RuleForm({ saved, onDone }: { saved: SavedRule | undefined; onDone: () => void }) {
  const [rule, setRule] = useState<AlertRule>(saved?.rule ?? NEW);
  const [typed, setTyped] = useState(() => typedOf(rule.bound, rule.metric, rule.condition));
  const save = useSaveRule(saved?.ruleId);
  const set = (more: Partial<AlertRule>) => setRule({ ...rule, ...more });
  const isRate = /Rate$/.test(rule.metric);
  const whole: AlertRule = {
    ...rule,
    name: rule.name.trim(),
    bound: boundOf(typed, rule.metric, rule.condition),
    leastSessions: isRate ? Math.max(rule.leastSessions ?? 0, LEAST_SESSIONS_OF_RATES) : 0,
    goalId: /^conversion/.test(rule.metric) ? (rule.goalId ?? "") : "",
  };
  return (
    <Form
      submit={saved ? "Save" : "Make the alert"}
      call={save}
      onSubmit={() => save.mutate(whole, { onSuccess: onDone })}
    >
      <Field label="Name">
        {(ids) => (
          <Input
            {...ids}
            required
            pattern=".*\S.*"
            maxLength={MAX_NAME_CHARS}
            placeholder="Errors on the checkout"
            value={rule.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <When rule={rule} typed={typed} onTyped={setTyped} onChange={set} />
      <About rule={rule} onChange={set} />
      <Tell rule={rule} onChange={set} />
      <Now rule={whole} />
    </Form>
  );
}

type PartProps = { rule: AlertRule; onChange: (more: Partial<AlertRule>) => void };

function When({
  rule,
  typed,
  onTyped,
  onChange,
}: PartProps & { typed: string; onTyped: (typed: string) => void }) {
  return (
    <>
      <Field label="Tell when">
        {({ id }) => (
          <Select<Metric>
            id={id}
            value={rule.metric}
            choices={METRICS}
            onChange={(metric) => onChange({ metric })}
          />
        )}
      </Field>
      {/^conversion/.test(rule.metric) ? <GoalField rule={rule} onChange={onChange} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        <Select<Condition>
          aria-label="Comparison"
          value={rule.condition}
          choices={CONDITIONS}
          onChange={(condition) => onChange({ condition })}
        />
        <Input
          type="number"
          aria-label="Bound"
          required
          min={rule.condition === "spike" ? 1.1 : 0}
          step="any"
          value={typed}
          onChange={(event) => onTyped(event.target.value)}
          className="w-24"
        />
        <span className="text-ink-muted">{unitWords(rule.metric, rule.condition)}</span>
        <span className="text-ink-muted">in the last</span>
        <Select
          aria-label="Window"
          value={String(rule.windowMinutes)}
          choices={WINDOWS}
          onChange={(minutes) => onChange({ windowMinutes: Number(minutes) })}
        />
      </div>
      {rule.condition === "spike" ? (
        <p className="text-ink-muted text-xs">
          The usual is the mean of the same hours of up to four weeks before, from two weeks on.
          Values under {rule.leastValue} are never a spike.
        </p>
      ) : null}
    </>
  );
}

function GoalField({ rule, onChange }: PartProps) {
  const goals = useQuery(goalsQuery(useProject().projectId)).data?.goals ?? [];
  if (goals.length === 0) {
    return <p className="text-attention">There is no goal yet: make one on the Goals screen.</p>;
  }
  return (
    <Field label="Goal">
      {({ id }) => (
        <Select
          id={id}
          value={rule.goalId || NONE}
          choices={[
            { value: NONE, label: "Choose a goal" },
            ...goals.map(({ goalId, name }) => ({ value: goalId, label: name })),
          ]}
          onChange={(goalId) => onChange({ goalId: goalId === NONE ? "" : goalId })}
        />
      )}
    </Field>
  );
}

/** Which sessions it is about: those of a segment, or all. */
function About({ rule, onChange }: PartProps) {
  const segments = useQuery(segmentsQuery(useProject().projectId)).data?.segments ?? [];
  const own = rule.filters && isFiltered(filtersOf(rule.filters));
  const present = own && rule.filters ? describeSegment(rule.filters) : "";
  const chosen = segments.find(({ filters }) => describeSegment(filters) === present)?.segmentId;
  const choices = [
    { value: NONE, label: "All sessions" },
    ...(own && !chosen ? [{ value: "own", label: present }] : []),
    ...segments.map(({ segmentId, name }) => ({ value: segmentId, label: name })),
  ];
  const choose = (id: string) => {
    if (id === "own") return;
    const found = segments.find(({ segmentId }) => segmentId === id);
    onChange({ filters: found?.filters ?? { automated: false } });
  };
  return (
    <Field
      label="Of which sessions"
      note="Save filters as a segment in the filter bar to use them."
    >
      {({ id }) => (
        <Select
          id={id}
          value={own ? (chosen ?? "own") : NONE}
          choices={choices}
          onChange={choose}
        />
      )}
    </Field>
  );
}

function Tell({ rule, onChange }: PartProps) {
  const found = useQuery(channelsQuery(useProject().projectId));
  const chosen = rule.channelIds ?? [];
  const toggle = (channelId: string) =>
    onChange({
      channelIds: chosen.includes(channelId)
        ? chosen.filter((one) => one !== channelId)
        : [...chosen, channelId],
    });
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 font-medium text-sm">Whom to tell</legend>
      {found.data?.channels.length === 0 ? (
        <p className="text-ink-muted">
          No channel yet: an admin adds webhooks and mailboxes below.
        </p>
      ) : null}
      {found.data?.channels.map(({ channelId, name, shownTarget }) => (
        <label key={channelId} className="flex items-center gap-2.5">
          <input
            type="checkbox"
            checked={chosen.includes(channelId)}
            onChange={() => toggle(channelId)}
            className="size-4 accent-pulse"
          />
          {name}
          <span className="truncate text-ink-faint text-xs">{shownTarget}</span>
        </label>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-ink-muted">Tell</span>
        <Select
          aria-label="How often"
          value={QUIET.find(({ value }) => Number(value) === rule.quietMinutes)?.value ?? "60"}
          choices={QUIET}
          onChange={(minutes) => onChange({ quietMinutes: Number(minutes) })}
        />
      </div>
      <label className="flex items-center gap-2.5">
        <input
          type="checkbox"
          checked={rule.isOn !== false}
          onChange={(event) => onChange({ isOn: event.target.checked })}
          className="size-4 accent-pulse"
        />
        Switched on
      </label>
    </fieldset>
  );
}

/** What the rule would find at this moment. */
function Now({ rule }: { rule: AlertRule }) {
  const reading = useReading();
  const { data } = reading;
  return (
    <div className="flex flex-col gap-1.5" aria-live="polite">
      <Button
        size="small"
        className="self-start"
        disabled={reading.isPending}
        onClick={() => reading.mutate({ ...rule, name: rule.name || "A try" })}
      >
        What is it now?
      </Button>
      {data ? (
        <p className="text-ink-muted">
          Now {valueWords(rule.metric, data.value)}
          {data.usual === null ? "" : `, usually ${valueWords(rule.metric, data.usual)}`}.{" "}
          {data.problem || (data.wouldFire ? "It would fire." : "It would not fire.")}
        </p>
      ) : null}
      <FormError error={reading.error} />
    </div>
  );
}
