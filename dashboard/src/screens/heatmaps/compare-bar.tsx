import { ArrowLeftRight, X } from "lucide-react";
import { useMemo } from "react";
import { Button, IconButton } from "../../components/button";
import { cn } from "../../components/class-names";
import { chipValue, DIMENSIONS } from "../../filters/dimensions";
import { FilterBar } from "../../filters/filter-bar";
import { type Filters, isFiltered, NO_FILTERS } from "../../filters/filters";
import { FilterScope, useFilters } from "../../filters/use-filters";
import { formatPlural } from "../../format";
import { useProject } from "../../project";
import { CHOSEN_HERE, type MapSearch } from "./search";
import { daysText, PREVIOUS, writeVersus } from "./versus";

/** Marks the two maps wherever they are named; the same colours as on the page. */
export function Side({ side, className }: { side: "a" | "b"; className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex size-5 shrink-0 items-center justify-center rounded-sm font-semibold text-on-pulse text-xs",
        side === "a" ? "bg-first" : "bg-second",
        className,
      )}
    >
      {side.toUpperCase()}
    </span>
  );
}

/** What is compared: the screen's own filters, and the second ones, which are chosen here. */
export function CompareBar({
  versus,
  other,
  chosen,
  onSearch,
}: {
  versus: string;
  other: Filters;
  /** How many sessions were chosen one by one for the first map; 0 for all. */
  chosen: number;
  onSearch: (changed: MapSearch & Filters) => void;
}) {
  const { filters } = useFilters();
  const scope = useMemo(
    () => ({
      filters: other,
      change: (changed: Filters) => onSearch({ versus: writeVersus({ ...other, ...changed }) }),
    }),
    [other, onSearch],
  );
  const swap = () => {
    const { pageURL: _, ...first } = { ...NO_FILTERS, ...NO_DAYS, ...other };
    onSearch({ ...first, versus: writeVersus(filters) });
  };
  return (
    <section
      aria-label="Comparison"
      className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-line border-b bg-sunken px-3 py-1.5 sm:px-5"
    >
      <span className="flex min-w-0 items-center gap-2">
        <Side side="a" />
        <span className="truncate">
          <Description filters={filters} />
          {chosen > 0 ? ` · ${formatPlural(chosen, "chosen session")}` : null}
        </span>
      </span>
      <IconButton label="Swap the two" size="icon-small" onClick={swap}>
        <ArrowLeftRight />
      </IconButton>
      <span className="flex min-w-0 items-center gap-2">
        <Side side="b" />
        {versus === PREVIOUS ? (
          <>
            <span className="truncate">
              <Description filters={other} />
            </span>
            <Button size="small" onClick={() => onSearch({ versus: writeVersus(other) })}>
              Change
            </Button>
          </>
        ) : (
          <FilterScope value={scope}>
            <FilterBar without={CHOSEN_HERE} />
          </FilterScope>
        )}
      </span>
      <IconButton
        label="End the comparison"
        size="icon-small"
        className="ml-auto"
        onClick={() => onSearch({ versus: undefined, side: undefined })}
      >
        <X />
      </IconButton>
    </section>
  );
}

const NO_DAYS: Filters = { range: undefined, from: undefined, to: undefined };

/** The days of some filters, and what else they hold, in words. */
function Description({ filters }: { filters: Filters }) {
  const { settings } = useProject();
  const values = isFiltered(filters, CHOSEN_HERE)
    ? DIMENSIONS.filter(({ name }) => !CHOSEN_HERE.includes(name)).flatMap(
        ({ name }) => chipValue(filters, name) ?? [],
      )
    : [];
  return [daysText(filters, settings.timeZone, Date.now()), ...values].join(" · ");
}
