import { CalendarDays } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "../components/button";
import { cn } from "../components/class-names";
import { Popover, PopoverContent, PopoverTrigger } from "../components/popover";
import { useProject } from "../project";
import { DEFAULT_PRESET, PRESETS, type Preset, presetLabel } from "./dates";
import { describeRange } from "./filters";
import { useFilters } from "./use-filters";

/** Only who opens it pays for it. */
const Calendar = lazy(async () => ({ default: (await import("./calendar")).Calendar }));

/** The days that a screen is about: presets, or any two days of a calendar. */
export function RangePicker() {
  const { filters } = useFilters();
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button aria-label={`Days: ${describeRange(filters)}`}>
          <CalendarDays aria-hidden="true" className="text-ink-faint" />
          {describeRange(filters)}
        </Button>
      </PopoverTrigger>
      <PopoverContent>
        <RangePanel onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}

function RangePanel({ onDone }: { onDone: () => void }) {
  const { settings } = useProject();
  return (
    <div>
      <div className="flex flex-col sm:flex-row">
        <Presets onDone={onDone} />
        <Suspense fallback={<div className="h-[372px] w-[276px]" />}>
          <Calendar onDone={onDone} />
        </Suspense>
      </div>
      <p className="border-line border-t px-3 py-2 text-ink-muted text-xs">
        Days begin at midnight in {settings.timeZone}, the project's time zone.
      </p>
    </div>
  );
}

function Presets({ onDone }: { onDone: () => void }) {
  const { filters, change } = useFilters();
  const current = filters.from === undefined ? (filters.range ?? DEFAULT_PRESET) : undefined;
  const pick = (preset: Preset) => {
    const range = preset === DEFAULT_PRESET ? undefined : preset;
    change({ range, from: undefined, to: undefined });
    onDone();
  };
  return (
    <div className="grid grid-cols-2 gap-0.5 border-line border-b p-1.5 sm:flex sm:w-36 sm:flex-col sm:border-r sm:border-b-0">
      {PRESETS.map((preset) => (
        <button
          key={preset}
          type="button"
          aria-pressed={preset === current}
          onClick={() => pick(preset)}
          className={cn(
            "rounded-md px-2.5 py-1.5 text-left transition-colors hover:bg-hover",
            preset === current && "bg-pulse-tint font-medium text-pulse",
          )}
        >
          {presetLabel(preset)}
        </button>
      ))}
    </div>
  );
}
