import { useSearch } from "@tanstack/react-router";
import { DEFAULT_SORT, parseSort } from "../../filters/filters";
import { useProject } from "../../project";
import { useSessionsOf } from "../sessions/use-sessions";

/** The sessions of one run, as the list of sessions shows them. */
export function useRunSessions(recordingId: string) {
  const { projectId, settings } = useProject();
  const search = useSearch({ strict: false });
  const sort = parseSort(search.sort) ?? DEFAULT_SORT;
  return useSessionsOf({ projectId, sort, timeZone: settings.timeZone, recordingId });
}
