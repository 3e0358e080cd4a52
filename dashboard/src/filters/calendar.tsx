import { format, parseISO } from "date-fns";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { type DateRange, DayPicker } from "react-day-picker";
import { Button } from "../components/button";
import { useProject } from "../project";
import { todayIn } from "./dates";
import { describeRange, rangeOf } from "./filters";
import { useFilters } from "./use-filters";

function isoDay(day: Date): string {
  return format(day, "yyyy-MM-dd");
}

/** Any two days of the past. */
export function Calendar({ onDone }: { onDone: () => void }) {
  const { filters, change } = useFilters();
  const { settings } = useProject();
  const today = parseISO(todayIn(settings.timeZone, Date.now()));
  const { startDate, endDate } = rangeOf(filters, settings.timeZone, Date.now());
  const [days, setDays] = useState<DateRange | undefined>(
    startDate && endDate ? { from: parseISO(startDate), to: parseISO(endDate) } : undefined,
  );
  const apply = () => {
    if (!days?.from) return;
    const from = isoDay(days.from);
    change({ range: undefined, from, to: days.to ? isoDay(days.to) : from });
    onDone();
  };
  return (
    <div className="p-3">
      <DayPicker
        mode="range"
        selected={days}
        onSelect={setDays}
        defaultMonth={days?.to ?? today}
        disabled={{ after: today }}
        endMonth={today}
        today={today}
        weekStartsOn={1}
        components={{ Chevron }}
        classNames={CALENDAR_LOOK}
      />
      <Button look="primary" className="mt-3 w-full" disabled={!days?.from} onClick={apply}>
        {days?.from
          ? `Show ${describeRange({ from: isoDay(days.from), to: isoDay(days.to ?? days.from) })}`
          : "Choose two days"}
      </Button>
    </div>
  );
}

function Chevron({ orientation }: { orientation?: "up" | "down" | "left" | "right" }) {
  const Icon = orientation === "left" ? ChevronLeft : ChevronRight;
  return <Icon className="size-4" aria-hidden="true" />;
}

const CALENDAR_LOOK = {
  root: "mx-auto w-fit",
  months: "relative",
  month_caption: "flex h-8 items-center justify-center font-medium",
  nav: "absolute inset-x-0 top-0 flex h-8 items-center justify-between",
  button_previous:
    "flex size-8 items-center justify-center rounded-md hover:bg-hover disabled:opacity-40",
  button_next:
    "flex size-8 items-center justify-center rounded-md hover:bg-hover disabled:opacity-40",
  month_grid: "mt-1 border-collapse",
  weekday: "size-9 font-normal text-ink-faint text-xs",
  day: "size-9 p-0 text-center tabular-nums aria-selected:bg-pulse-tint",
  day_button:
    "size-9 rounded-md transition-colors not-disabled:hover:bg-hover disabled:text-ink-faint/50",
  today: "font-semibold text-pulse",
  outside: "opacity-40",
  range_start: "rounded-l-md [&>button]:bg-pulse [&>button]:text-on-pulse",
  range_end: "rounded-r-md [&>button]:bg-pulse [&>button]:text-on-pulse",
} as const;
