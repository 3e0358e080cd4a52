import { GitCompareArrows } from "lucide-react";
import { Button } from "../../components/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "../../components/menu";
import type { Filters } from "../../filters/filters";
import { useFilters } from "../../filters/use-filters";
import { useProject } from "../../project";
import type { MapSearch } from "./search";
import { hasPrevious, mobileAgainstDesktop, PREVIOUS, writeVersus } from "./versus";

/** With what the map is compared. */
export function CompareMenu({
  isComparing,
  onSearch,
}: {
  isComparing: boolean;
  onSearch: (changed: MapSearch & Filters) => void;
}) {
  const { filters } = useFilters();
  const { settings } = useProject();
  const hasBefore = hasPrevious(filters, settings.timeZone, Date.now());
  const start = (versus: string, first: Filters = {}) =>
    onSearch({ ...first, versus, side: undefined });
  const againstDesktop = () => {
    const { first, versus } = mobileAgainstDesktop(filters);
    start(versus, first);
  };
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button aria-pressed={isComparing} className={isComparing ? "bg-pulse-tint" : ""}>
          <GitCompareArrows aria-hidden="true" className="text-ink-faint" />
          Compare
        </Button>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem disabled={!hasBefore} onSelect={() => start(PREVIOUS)}>
          Previous period
        </MenuItem>
        <MenuItem onSelect={againstDesktop}>Mobile with desktop</MenuItem>
        <MenuItem onSelect={() => start(writeVersus(filters))}>Any two filters</MenuItem>
        {isComparing ? (
          <>
            <MenuSeparator />
            <MenuItem onSelect={() => onSearch({ versus: undefined, side: undefined })}>
              End the comparison
            </MenuItem>
          </>
        ) : null}
      </MenuContent>
    </Menu>
  );
}
