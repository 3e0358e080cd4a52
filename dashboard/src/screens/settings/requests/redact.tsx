import { getRouteApi } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { Button } from "../../../components/button";
import { FormError } from "../../../components/form";
import { useDataCalls } from "./calls";
import { ChoiceField, ExactField } from "./fields";
import { PATTERN_CHOICES, RULE_CHOICES, ruleOf, type TypedRule } from "./rule";

const route = getRouteApi("/p/$projectId/settings/requests");

/** Name what should have been masked; the server counts it, and the list below asks to go on. */
export function RedactForm() {
  const { count } = useDataCalls();
  // An element that somebody pointed at in a replay.
  const { hide: selector = "" } = route.useSearch();
  const [typed, setTyped] = useState<TypedRule>(() => {
    return { kind: selector ? "element" : "text", text: "", selector, pattern: "phone" };
  });
  const rule = ruleOf(typed);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (rule) count.mutate(rule);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end gap-3">
        <ChoiceField
          label="What"
          value={typed.kind}
          choices={RULE_CHOICES}
          onChange={(kind) => setTyped({ ...typed, kind })}
        />
        <What typed={typed} onChange={setTyped} />
      </div>
      <FormError error={count.error} />
      <Button type="submit" className="self-start" disabled={!rule || count.isPending}>
        Count it first
      </Button>
    </form>
  );
}

function What({ typed, onChange }: { typed: TypedRule; onChange: (typed: TypedRule) => void }) {
  if (typed.kind === "pattern") {
    return (
      <ChoiceField
        label="Which pattern"
        className="w-56"
        value={typed.pattern}
        choices={PATTERN_CHOICES}
        onChange={(pattern) => onChange({ ...typed, pattern })}
      />
    );
  }
  if (typed.kind === "text") {
    return (
      <ExactField
        label="Text"
        isCode={false}
        placeholder="Ada Lovelace"
        value={typed.text}
        onChange={(text) => onChange({ ...typed, text })}
      />
    );
  }
  return (
    <ExactField
      label="CSS selector"
      placeholder=".card > p.name"
      value={typed.selector}
      onChange={(selector) => onChange({ ...typed, selector })}
    />
  );
}
