import { Skeleton } from "../../components/skeleton";
import { When } from "../../components/when";
import { formatCount } from "../../format";
import { Side } from "./compare-bar";
import type { Comparison, HeatmapMetadata } from "./heat";

/** What the map stands on. */
export function Cards({ metadata, timeZone }: { metadata: HeatmapMetadata; timeZone: string }) {
  const { sessionCount, uniqueUsers, totalInteractions, lastUpdated } = metadata;
  return (
    <dl className="grid grid-cols-2 gap-px border-line border-b bg-line">
      <Card label="Sessions" value={formatCount(sessionCount)} />
      <Card label="Visitors" value={formatCount(uniqueUsers)} />
      <Card label="Interactions" value={formatCount(totalInteractions)} />
      <Card
        label="Last one"
        value={lastUpdated ? <When at={lastUpdated} timeZone={timeZone} /> : "never"}
      />
    </dl>
  );
}

/** What both maps of a comparison stand on. */
export function CompareCards({ comparison: { a, b } }: { comparison: Comparison }) {
  return (
    <dl className="grid grid-cols-2 gap-px border-line border-b bg-line">
      {(["sessions", "visitors", "views", "interactions"] as const).map((name) => (
        <Card
          key={name}
          label={CARD_LABELS[name]}
          value={
            <span className="flex items-center gap-x-2">
              <Side side="a" className="size-4" />
              {formatCount(a[name])}
              <Side side="b" className="ml-1 size-4" />
              {formatCount(b[name])}
            </span>
          }
        />
      ))}
    </dl>
  );
}

const CARD_LABELS = {
  sessions: "Sessions",
  visitors: "Visitors",
  views: "Page views",
  interactions: "Interactions",
} as const;

/** Has the size of the cards while their numbers are on the way. */
export function CardsSkeleton() {
  return (
    <div className="grid grid-cols-2 gap-px border-line border-b bg-line">
      {["Sessions", "Visitors", "Interactions", "Last one"].map((label) => (
        <div key={label} className="bg-surface px-3 py-2">
          <p className="text-ink-muted text-xs">{label}</p>
          <Skeleton className="my-1 h-4 w-14" />
        </div>
      ))}
    </div>
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
