import { SearchX } from "lucide-react";
import { Nothing } from "../../analytics/nothing";
import { describeRange, isFiltered } from "../../filters/filters";
import { useFilters } from "../../filters/use-filters";
import { SessionListSkeleton } from "./list";

/** Why the list is empty, and what to do about it. */
export function NoSessions() {
  const { filters } = useFilters();
  const days = describeRange(filters);
  return isFiltered(filters) ? (
    <Nothing
      icon={SearchX}
      title="No session matches these filters"
      pending={<SessionListSkeleton />}
    >
      {days}: nothing with all of them at once.
    </Nothing>
  ) : (
    <Nothing
      icon={SearchX}
      title={`No session: ${days.toLowerCase()}`}
      pending={<SessionListSkeleton />}
    >
      There are sessions on other days.
    </Nothing>
  );
}
