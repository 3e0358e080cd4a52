import { useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { Check } from "lucide-react";
import { describeError } from "../errors";
import { goalsQuery } from "../goals/goal-queries";
import { goalWords } from "../goals/goal-text";
import { useProject } from "../project";
import { INPUT, ITEM } from "./menu-classes";
import { useFilters } from "./use-filters";

/** Choose goals that sessions have reached; with several, all of them. */
export function GoalEditor({ onDone }: { onDone: () => void }) {
  const { filters, change } = useFilters();
  const { data, error } = useQuery(goalsQuery(useProject().projectId));
  const chosen = filters.goal ?? [];
  const toggle = (definition: string) => {
    const next = chosen.includes(definition)
      ? chosen.filter((one) => one !== definition)
      : [...chosen, definition];
    change({ goal: next.length > 0 ? next : undefined });
    onDone();
  };
  return (
    <Command label="Goals">
      <Command.Input autoFocus placeholder="Search" className={INPUT} />
      <Command.List className="max-h-72 overflow-auto p-1">
        {error ? <p className="px-3 py-4 text-live">{describeError(error)}</p> : null}
        <Command.Empty className="px-3 py-6 text-center text-ink-muted">
          No goal yet. Make one on the Goals screen.
        </Command.Empty>
        {data?.goals.map(({ goalId, name, definition }) => (
          <Command.Item
            key={goalId}
            value={`${name} ${goalId}`}
            onSelect={() => toggle(definition)}
            className={ITEM}
          >
            <span className="flex size-4 items-center justify-center text-pulse">
              {chosen.includes(definition) ? <Check aria-label="chosen" /> : null}
            </span>
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="max-w-32 truncate text-ink-faint text-xs">
              {goalWords(definition)}
            </span>
          </Command.Item>
        ))}
      </Command.List>
    </Command>
  );
}
