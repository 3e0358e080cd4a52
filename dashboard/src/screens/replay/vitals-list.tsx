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
  if (!data || data.length === 0) return null;
  return (
    <section className="mt-5 border-line border-t pt-4">
      <h3 className="font-semibold">Web vitals</h3>
      <ol className="mt-2 flex flex-col gap-3">
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
    </section>
  );
}

function VitalLine({ vital }: { vital: Vital }) {
  const rating = RATINGS[vital.rating];
  return (
    <li className="flex items-center gap-2 text-xs" title={describeVital(vital)}>
      <span className="w-8 shrink-0 font-medium">{vital.name}</span>
      <span className="w-12 shrink-0 text-right tabular-nums">{formatVital(vital)}</span>
      {rating ? <Badge tone={rating.tone}>{rating.label}</Badge> : null}
      <code className="min-w-0 flex-1 truncate font-mono text-ink-muted">{vital.element}</code>
    </li>
  );
}
