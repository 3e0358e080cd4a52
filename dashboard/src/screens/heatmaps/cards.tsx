import { When } from "../../components/when";
import { formatCount } from "../../format";
import { useProject } from "../../project";
import type { HeatmapMetadata } from "./heat";

/** What the map stands on. */
export function Cards({ metadata }: { metadata: HeatmapMetadata }) {
  const { settings } = useProject();
  const { sessionCount, uniqueUsers, totalInteractions, lastUpdated } = metadata;
  return (
    <dl className="grid grid-cols-2 gap-px border-line border-b bg-line">
      <Card label="Sessions" value={formatCount(sessionCount)} />
      <Card label="Visitors" value={formatCount(uniqueUsers)} />
      <Card label="Interactions" value={formatCount(totalInteractions)} />
      <Card
        label="Last one"
        value={lastUpdated ? <When at={lastUpdated} timeZone={settings.timeZone} /> : "never"}
      />
    </dl>
  );
}

function Card({ label, value }: { label: string; value: React.ReactNode }) {
  return (
    <div className="bg-surface px-3 py-2">
      <dt className="text-ink-muted text-xs">{label}</dt>
      <dd className="font-semibold text-base tabular-nums">{value}</dd>
    </div>
  );
}
