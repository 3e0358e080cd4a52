import type { ReactNode } from "react";
import { Button } from "../components/button";
import { Select } from "../components/select";
import { useFilters } from "../filters/use-filters";
import { type Interval, intervalOf } from "./buckets";
import type { ChartSearch } from "./chart-search";

const CHOICES = [
  { value: "hour", label: "By hour" },
  { value: "day", label: "By day" },
  { value: "week", label: "By week" },
  { value: "month", label: "By month" },
] as const satisfies readonly { value: Interval; label: string }[];

/** The choices about a chart over time: beside the range before or alone, and its points. */
export function ChartChoices({
  compare,
  interval,
  onChange,
  children,
}: {
  compare: ChartSearch["compare"];
  /** Which one is drawn: the server chooses where nobody did. */
  interval: string | undefined;
  onChange: (change: ChartSearch) => void;
  children?: ReactNode;
}) {
  const { filters } = useFilters();
  const isCompared = compare !== "no";
  return (
    <div className="ml-auto flex items-center gap-1.5">
      {/* All time has nothing before it. */}
      {filters.range === "all" ? null : (
        <Button
          look="ghost"
          size="small"
          aria-pressed={isCompared}
          className={isCompared ? "bg-hover text-ink" : ""}
          onClick={() => onChange({ compare: isCompared ? "no" : undefined })}
        >
          Compare with the range before
        </Button>
      )}
      <Select
        aria-label="Points of the chart"
        value={intervalOf(interval)}
        choices={CHOICES}
        onChange={(next) => onChange({ interval: next })}
        className="h-7"
      />
      {children}
    </div>
  );
}
