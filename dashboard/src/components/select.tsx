import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import { cn } from "./class-names";

export type Choice<V extends string> = { value: V; label: string; note?: string };

/** One of a few values; `note` explains a choice in the open list. */
export function Select<V extends string>({
  value,
  choices,
  onChange,
  disabled,
  className,
  ...props
}: {
  value: V;
  choices: readonly Choice<V>[];
  onChange: (value: V) => void;
  disabled?: boolean;
  className?: string;
  id?: string;
  "aria-label"?: string;
}) {
  const current = choices.find((choice) => choice.value === value);
  return (
    <Radix.Root
      value={value}
      onValueChange={(next) => onChange(next as V)}
      disabled={disabled ?? false}
    >
      <Radix.Trigger
        {...props}
        className={cn(
          "flex h-9 items-center justify-between gap-2 rounded-lg border border-line-strong bg-surface px-3 text-sm transition-colors not-disabled:hover:bg-hover disabled:opacity-60",
          className,
        )}
      >
        <span className="truncate">{current?.label ?? value}</span>
        <ChevronDown className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-60 max-h-80 min-w-(--radix-select-trigger-width) animate-appear overflow-hidden rounded-lg bg-raised p-1 shadow-popover"
        >
          <Radix.Viewport>
            {choices.map((choice) => (
              <SelectChoice key={choice.value} choice={choice} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function SelectChoice({ choice }: { choice: Choice<string> }) {
  return (
    <Radix.Item
      value={choice.value}
      className="flex cursor-default select-none items-start gap-2 rounded-md py-1.5 pr-3 pl-7 text-sm outline-none data-highlighted:bg-hover"
    >
      <Radix.ItemIndicator className="absolute left-2.5 pt-0.5">
        <Check className="size-4 text-pulse" aria-hidden="true" />
      </Radix.ItemIndicator>
      <span>
        <Radix.ItemText>{choice.label}</Radix.ItemText>
        {choice.note ? <span className="block text-ink-muted text-xs">{choice.note}</span> : null}
      </span>
    </Radix.Item>
  );
}
