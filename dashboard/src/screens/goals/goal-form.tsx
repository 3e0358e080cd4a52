import { useState } from "react";
import type { SavedGoal } from "../../api";
import { Dialog } from "../../components/dialog";
import { Form } from "../../components/form";
import { Field, Input } from "../../components/input";
import { Select } from "../../components/select";
import { useFilterValues } from "../../filters/values";
import { useSaveGoal } from "../../goals/goal-queries";
import {
  type GoalParts,
  goalText,
  OPERATORS,
  type Operator,
  operatorWords,
  parseGoal,
} from "../../goals/goal-text";

const MAX_NAME_CHARS = 100;
const EMPTY: GoalParts = { kind: "page", wanted: "", property: "", operator: "=", value: "" };
const KINDS = [
  { value: "page", label: "A page is seen" },
  { value: "event", label: "An event is sent" },
] as const;
/** Radix takes no empty value. */
const THERE = "there";
const CHOICES = OPERATORS.map((one) => ({ value: one || THERE, label: operatorWords(one) }));

/** Make a goal, or change one. */
export function GoalDialog({
  goal,
  open,
  onOpenChange,
}: {
  goal: Pick<SavedGoal, "goalId" | "name" | "definition"> | undefined;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog
      title={goal ? "Change the goal" : "New goal"}
      note="It counts what is stored already, too."
      open={open}
      onOpenChange={onOpenChange}
    >
      <GoalForm goal={goal} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function GoalForm({
  goal,
  onDone,
}: {
  goal: Pick<SavedGoal, "goalId" | "name" | "definition"> | undefined;
  onDone: () => void;
}) {
  const [name, setName] = useState(goal?.name ?? "");
  const [parts, setParts] = useState(() => (goal && parseGoal(goal.definition)) || EMPTY);
  const save = useSaveGoal(goal?.goalId);
  const set = (more: Partial<GoalParts>) => setParts({ ...parts, ...more });
  const submit = () =>
    save.mutate({ name: name.trim(), definition: goalText(parts) }, { onSuccess: onDone });
  return (
    <Form submit={goal ? "Save" : "Make the goal"} call={save} onSubmit={submit}>
      <Field label="Name">
        {(ids) => (
          <Input
            {...ids}
            required
            pattern=".*\S.*"
            maxLength={MAX_NAME_CHARS}
            placeholder="Order placed"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label="Reached when">
        {({ id }) => (
          <Select id={id} value={parts.kind} choices={KINDS} onChange={(kind) => set({ kind })} />
        )}
      </Field>
      <Wanted parts={parts} onChange={set} />
      {parts.kind === "event" ? <Condition parts={parts} onChange={set} /> : null}
    </Form>
  );
}

type PartProps = { parts: GoalParts; onChange: (more: Partial<GoalParts>) => void };

function Wanted({ parts: { kind, wanted }, onChange }: PartProps) {
  const known = useFilterValues().data;
  const offered = (kind === "page" ? known?.pageURLs : known?.events) ?? [];
  return (
    <Field
      label={kind === "page" ? "Page" : "Event"}
      note={
        kind === "page"
          ? "A path or an address; * stands for any text, as in /thanks*."
          : "The name in pulse.track(name)."
      }
    >
      {(ids) => (
        <>
          <Input
            {...ids}
            required
            pattern=".*\S.*"
            maxLength={290}
            list="goal-offers"
            placeholder={kind === "page" ? "/thanks*" : "order"}
            value={wanted}
            onChange={(event) => onChange({ wanted: event.target.value })}
          />
          <datalist id="goal-offers">
            {offered.map(({ value }) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}

function Condition({ parts: { property, operator, value }, onChange }: PartProps) {
  return (
    <Field label="Only if a property" note="May be left empty: then every such event counts.">
      {(ids) => (
        <span className="flex flex-wrap gap-2">
          <Input
            {...ids}
            aria-label="Property"
            maxLength={100}
            placeholder="total"
            value={property}
            onChange={(event) => onChange({ property: event.target.value })}
            className="w-auto flex-1"
          />
          <Select
            aria-label="Comparison"
            value={operator || THERE}
            choices={CHOICES}
            onChange={(one) => onChange({ operator: (one === THERE ? "" : one) as Operator })}
          />
          <Input
            aria-label="Value"
            maxLength={100}
            placeholder="100"
            disabled={operator === ""}
            value={value}
            onChange={(event) => onChange({ value: event.target.value })}
            className="w-auto flex-1"
          />
        </span>
      )}
    </Field>
  );
}
