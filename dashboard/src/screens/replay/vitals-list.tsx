import { useQuery } from "@tanstack/react-query";
import { Badge } from "../../components/badge";
import { formatPage } from "../../format";
import { useProject } from "../../project";
import type { SessionDetail } from "./recording";
import { type Vital, vitalsQuery } from "./signals";
import { byPageView, describeVital, formatVital, RATINGS } from "./vital-words";

/** How fast and steady each page was for this visitor, and which element it was about. */
export function VitalsList({ detail }: { detail: SessionDetail }) {
  const { projectId } = useProject();
  const { data } = useQuery(vitalsQuery({ projectId, ...detail.session }));
  if (!data) return "…";
  if (data.length === 0) return "None were told";
  return (
    <ol className="flex flex-col gap-3">
      {byPageView(data).map((vitals) => (
        <li key={vitals[0]?.pageViewId}>
          <span className="block truncate text-ink-muted text-xs">
            {formatPage(vitals[0]?.pageURL ?? "")}
          </span>
          <ul className="mt-1 flex flex-col gap-1">
            {vitals.map((vital) => (
              <VitalLine key={vital.name} vital={vital} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function VitalLine({ vital }: { vital: Vital }) {
  const rating = RATINGS[vital.rating];
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-0.5" title={describeVital(vital)}>
      <span className="w-9 font-medium text-xs">{vital.name}</span>
      <span className="text-xs tabular-nums">{formatVital(vital)}</span>
      {rating ? <Badge tone={rating.tone}>{rating.label}</Badge> : null}
      {vital.element ? (
        <code className="w-full truncate font-mono text-ink-muted text-xs">{vital.element}</code>
      ) : null}
    </li>
  );
}
