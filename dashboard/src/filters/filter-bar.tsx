import { ListFilter, X } from "lucide-react";
import { useState } from "react";
import { Button } from "../components/button";
import { Popover, PopoverContent, PopoverTrigger } from "../components/popover";
import { RunName } from "../live/run-name";
import { chipValue, DIMENSIONS, type Dimension } from "./dimensions";
import { FilterEditor, FilterMenu } from "./filter-menu";
import { isFiltered, NO_FILTERS } from "./filters";
import { RangePicker } from "./range-picker";
import { SegmentMenu } from "./segment-menu";
import { useFilters } from "./use-filters";

/**
 * The one way to filter, on every screen: days, what else is chosen as chips, and a way to clear.
 * What is chosen elsewhere on a screen (`without`) is left alone.
 */
export function FilterBar({ without = NONE }: { without?: readonly Dimension["name"][] }) {
  const { filters, change } = useFilters();
  const isChosen = isFiltered(filters, without);
  const clear = () =>
    change({
      ...NO_FILTERS,
      ...Object.fromEntries(without.map((name) => [name, filters[name]])),
    });
  return (
    <div className="flex flex-wrap items-center gap-1.5 py-0.5">
      <RangePicker />
      {DIMENSIONS.filter(({ name }) => !without.includes(name)).map((dimension) => (
        <Chip key={dimension.name} dimension={dimension} />
      ))}
      <AddFilter isFirst={!isChosen} without={without} />
      <SegmentMenu without={without} />
      {isChosen ? (
        <Button look="ghost" onClick={clear}>
          Clear
        </Button>
      ) : null}
    </div>
  );
}

const NONE: readonly Dimension["name"][] = [];

function AddFilter({
  isFirst,
  without,
}: {
  isFirst: boolean;
  without: readonly Dimension["name"][];
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button look={isFirst ? "outline" : "ghost"} aria-label="Add a filter">
          <ListFilter aria-hidden="true" className="text-ink-faint" />
          Filter
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-72">
        <FilterMenu without={without} onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}

function Chip({ dimension }: { dimension: Dimension }) {
  const { filters, change } = useFilters();
  const [open, setOpen] = useState(false);
  const value = chipValue(filters, dimension.name);
  if (value === null) return null;
  const isSwitch = dimension.name === "hasErrors";
  // What happened comes from a number that was pressed: there is nothing to choose from.
  const isFixed = isSwitch || dimension.name === "happened";
  return (
    <span className="inline-flex h-8 min-w-0 max-w-full items-center rounded-lg bg-pulse-tint text-pulse">
      <Popover open={open && !isFixed} onOpenChange={setOpen}>
        <PopoverTrigger className="flex h-full min-w-0 items-center gap-1 rounded-l-lg pl-2.5">
          <span>{isSwitch ? "Sessions" : dimension.label}</span>
          <span className="max-w-56 truncate font-medium">
            {dimension.name === "recordingId" && filters.recordingId ? (
              <RunName recordingId={filters.recordingId} />
            ) : (
              value
            )}
          </span>
        </PopoverTrigger>
        <PopoverContent className="w-72">
          <FilterEditor name={dimension.name} onDone={() => setOpen(false)} />
        </PopoverContent>
      </Popover>
      <button
        type="button"
        aria-label={`Remove the filter ${dimension.label}`}
        onClick={() => change({ [dimension.name]: undefined })}
        className="flex h-full w-7 items-center justify-center rounded-r-lg transition-colors hover:text-pulse-strong"
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </span>
  );
}
