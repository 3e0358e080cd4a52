import { useQuery } from "@tanstack/react-query";
import { formatMinute, formatMoment } from "../format";
import { useProject } from "../project";
import { shortRun } from "./run-id";
import { runQuery } from "./run-queries";

/** A run as people know it: when it began, and what for. Its id, while or where nothing is known. */
export function RunName({ recordingId }: { recordingId: string }) {
  const { projectId, settings } = useProject();
  const { data } = useQuery(runQuery(projectId, recordingId));
  if (!data) return <>{shortRun(recordingId)}</>;
  const { startedAt, purpose } = data;
  const timeZone = settings.timeZone ?? "UTC";
  return (
    <span title={`${formatMoment(startedAt, timeZone)}: ${purpose}`}>
      {formatMinute(startedAt, timeZone)}, {purpose}
    </span>
  );
}
