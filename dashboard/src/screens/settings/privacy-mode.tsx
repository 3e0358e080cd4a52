import { RadioGroup } from "radix-ui";
import { type FormEvent, useId, useState } from "react";
import type { ProjectSettings } from "../../api";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { FormError } from "../../components/form";
import { hasRole, useProject } from "../../project";
import { MaskingPreview } from "./masking-preview";
import { Section } from "./section";
import { useChangeProject } from "./use-change";

type Mode = ProjectSettings["privacyMode"];

const MODES: readonly { mode: Mode; label: string; note: string }[] = [
  {
    mode: "balanced",
    label: "Balanced",
    note: "Text of the pages stays, but for what is private in any text.",
  },
  {
    mode: "strict",
    label: "Strict",
    note: "All text becomes dots, pictures become boxes. data-pulse-unmask shows text again.",
  },
  { mode: "custom", label: "Custom", note: "Which elements are dots, or which alone are not." },
];

/** How much of the pages is recorded. */
export function PrivacyMode() {
  const project = useProject();
  const change = useChangeProject();
  const { settings } = project;
  const [mode, setMode] = useState<Mode>(settings.privacyMode);
  const [masked, setMasked] = useState((settings.maskSelectors ?? []).join("\n"));
  const [shown, setShown] = useState((settings.unmaskSelectors ?? []).join("\n"));

  function save(event: FormEvent) {
    event.preventDefault();
    const [maskSelectors, unmaskSelectors] = [linesOf(masked), linesOf(shown)];
    change.mutate({
      settings: { ...settings, privacyMode: mode, maskSelectors, unmaskSelectors },
    });
  }

  return (
    <Section
      title="How much is recorded of a page"
      note="Pages follow within a minute. A tag with data-privacy=&quot;strict&quot; stays strict, whatever is chosen here."
    >
      <form onSubmit={save}>
        <fieldset
          disabled={!hasRole(project, "admin") || change.isPending}
          className="flex flex-col gap-5"
        >
          <Modes mode={mode} onChange={setMode} />
          {mode === "custom" ? (
            <>
              <Selectors
                label="Elements whose text is masked, one CSS selector a line"
                placeholder=".address"
                value={masked}
                onChange={setMasked}
              />
              <Selectors
                label="Elements whose text alone stays, one CSS selector a line"
                note="With any here, all other text becomes dots and pictures become boxes."
                placeholder=".product-name"
                value={shown}
                onChange={setShown}
              />
            </>
          ) : null}
          <MaskingPreview mode={mode} masked={linesOf(masked)} shown={linesOf(shown)} />
          <FormError error={change.error} />
          <div>
            <Button type="submit" look="primary">
              Save
            </Button>
          </div>
        </fieldset>
      </form>
    </Section>
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}

function Modes({ mode, onChange }: { mode: Mode; onChange: (mode: Mode) => void }) {
  return (
    <RadioGroup.Root
      aria-label="Privacy mode"
      value={mode}
      onValueChange={(chosen) => onChange(chosen as Mode)}
      className="flex flex-col gap-2"
    >
      {MODES.map((choice) => (
        <RadioGroup.Item
          key={choice.mode}
          value={choice.mode}
          className={cn(
            "flex items-start gap-3 rounded-lg border p-3.5 text-left transition-colors",
            choice.mode === mode ? "border-pulse bg-pulse-tint/40" : "border-line bg-surface",
          )}
        >
          <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface">
            <RadioGroup.Indicator className="size-2 rounded-full bg-pulse" />
          </span>
          <span>
            <span className="block font-medium">{choice.label}</span>
            <span className="mt-0.5 block text-ink-muted">{choice.note}</span>
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}

interface SelectorsProps {
  label: string;
  note?: string;
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
}

function Selectors({ label, note, placeholder, value, onChange }: SelectorsProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {note ? (
        <p id={`${id}-note`} className="text-ink-muted">
          {note}
        </p>
      ) : null}
      <textarea
        id={id}
        aria-describedby={note ? `${id}-note` : undefined}
        rows={3}
        spellCheck={false}
        placeholder={placeholder}
        className="max-w-md rounded-md border border-line-strong bg-surface p-2 font-mono text-xs"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
