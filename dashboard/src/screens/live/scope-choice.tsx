import { RadioGroup } from "radix-ui";
import { formatPlural } from "../../format";
import type { Scope } from "./run-order";

/** Everyone, those who fit a description, or those chosen before. */
export function ScopeChoice({
  scope,
  chosenCount,
  onChange,
}: {
  scope: Scope;
  chosenCount: number;
  onChange: (changed: { scope: Scope }) => void;
}) {
  const choices: { value: Scope; label: string; note: string }[] = [
    { value: "everyone", label: "Everyone", note: "All visitors, also those who come later" },
    { value: "filter", label: "Some", note: "By page, device, country, source" },
    {
      value: "chosen",
      label: "Chosen",
      note:
        chosenCount > 0 ? formatPlural(chosenCount, "visitor") : "Choose in the list of visitors",
    },
  ];
  return (
    <RadioGroup.Root
      aria-label="Whom to record"
      value={scope}
      onValueChange={(value) => onChange({ scope: value as Scope })}
      className="grid grid-cols-3 gap-2"
    >
      {choices.map(({ value, label, note }) => (
        <RadioGroup.Item
          key={value}
          value={value}
          disabled={value === "chosen" && chosenCount === 0}
          className="flex flex-col rounded-lg border border-line-strong px-3 py-2 text-left transition-colors not-disabled:hover:bg-hover disabled:opacity-60 data-[state=checked]:border-pulse data-[state=checked]:bg-pulse-tint"
        >
          <span className="font-medium">{label}</span>
          <span className="text-ink-muted text-xs">{note}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
