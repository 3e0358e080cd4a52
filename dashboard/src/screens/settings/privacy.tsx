import { Lock } from "lucide-react";
import { RadioGroup } from "radix-ui";
import type { ProjectSettings } from "../../api";
import { cn } from "../../components/class-names";
import { hasRole, useProject } from "../../project";
import { FormError } from "../auth/frame";
import { Section } from "./section";
import { useChangeProject } from "./use-change";

type Mode = ProjectSettings["privacyMode"];

const MODES: readonly { mode: Mode; label: string; note: string }[] = [
  {
    mode: "balanced",
    label: "Balanced",
    note: "Texts and pictures of your pages are recorded as visitors saw them. Everything that visitors type is masked.",
  },
  {
    mode: "strict",
    label: "Strict",
    note: "All text becomes asterisks and pictures become boxes. What remains is the layout, the pointer, clicks and scrolling.",
  },
  {
    mode: "custom",
    label: "Custom",
    note: "As balanced, and your pages say what else is hidden: put data-pulse-mask or data-pulse-block on any element.",
  },
];

const ALWAYS = [
  "What is typed into any field, also hidden ones",
  "Passwords, card numbers and one-time codes",
  "Query values in addresses that look like secrets",
  "Everything marked data-pulse-mask or data-pulse-block",
];

/** What of a page reaches the recording. */
export function PrivacySettings() {
  return (
    <>
      <Section
        title="Privacy"
        note="Masking happens in the visitor's browser: what is masked is never sent."
      >
        <Modes />
      </Section>
      <Section title="Always masked" note="No setting can switch these off.">
        <ul className="flex flex-col gap-2">
          {ALWAYS.map((what) => (
            <li key={what} className="flex items-start gap-2.5">
              <Lock className="mt-0.5 size-4 shrink-0 text-ink-faint" aria-hidden="true" />
              {what}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Modes() {
  const project = useProject();
  const change = useChangeProject();
  const current = change.variables?.settings?.privacyMode ?? project.settings.privacyMode;
  const shown = change.isPending ? current : project.settings.privacyMode;
  return (
    <>
      <RadioGroup.Root
        aria-label="Privacy mode"
        value={shown}
        disabled={!hasRole(project, "admin") || change.isPending}
        onValueChange={(mode) =>
          change.mutate({ settings: { ...project.settings, privacyMode: mode as Mode } })
        }
        className="flex flex-col gap-2"
      >
        {MODES.map((mode) => (
          <ModeChoice key={mode.mode} {...mode} isChosen={mode.mode === shown} />
        ))}
      </RadioGroup.Root>
      <FormError error={change.error} />
    </>
  );
}

function ModeChoice({
  mode,
  label,
  note,
  isChosen,
}: {
  mode: Mode;
  label: string;
  note: string;
  isChosen: boolean;
}) {
  return (
    <RadioGroup.Item
      value={mode}
      className={cn(
        "flex items-start gap-3 rounded-lg border p-3.5 text-left transition-colors",
        isChosen
          ? "border-pulse bg-pulse-tint/40"
          : "border-line bg-surface not-disabled:hover:bg-hover",
      )}
    >
      <span className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface">
        <RadioGroup.Indicator className="size-2 rounded-full bg-pulse" />
      </span>
      <span>
        <span className="block font-medium">{label}</span>
        <span className="mt-0.5 block text-ink-muted">{note}</span>
      </span>
    </RadioGroup.Item>
  );
}
