import { CircleAlert, FileText, type LucideIcon, MousePointerClick, PenLine } from "lucide-react";
import { useMemo, useState } from "react";
import { cn } from "../../components/class-names";
import { formatCount } from "../../format";
import { useStore } from "../../store";
import type { Labels } from "../replay/event-list";
import { FollowedRows } from "../replay/followed-rows";
import { entriesOfKind, type Feed, type FeedEntry, type FeedKind } from "./feed";
import { labelOf } from "./feed-labels";
import type { Live } from "./use-live";

const KINDS: Record<FeedKind, { label: string; icon: LucideIcon; look: string }> = {
  visitor: { label: "Visitor", icon: MousePointerClick, look: "text-ink-muted" },
  page: { label: "Pages", icon: FileText, look: "text-pulse" },
  change: { label: "Changes", icon: PenLine, look: "text-ink-faint" },
  error: { label: "Errors", icon: CircleAlert, look: "text-live" },
};
const ORDER = Object.keys(KINDS) as FeedKind[];

/** What arrives, as it arrives, with names, times and counts; a press goes to its moment. */
export function FeedPanel({
  live,
  feed,
  startedAt,
  onSeek,
}: {
  live: Live;
  feed: Feed;
  startedAt: number;
  onSeek: (at: number, tabId: string) => void;
}) {
  const [kind, setKind] = useState<FeedKind | null>(null);
  const rows = useMemo(() => entriesOfKind(feed, kind), [feed, kind]);
  const labels = useStore(live.controller.labels, (held) => held);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <KindFilter feed={feed} kind={kind} onKind={setKind} />
      {rows.length === 0 ? (
        <p className="p-6 text-center text-ink-muted">
          Nothing yet. What the visitor and the page do is listed here as it happens.
        </p>
      ) : (
        <FollowedRows
          controller={live.controller}
          rows={rows}
          startAt={startedAt}
          name="feed"
          onChoose={(entry) => onSeek(entry.at, entry.tabId)}
        >
          {(entry) => <FeedLine entry={entry} labels={labels} />}
        </FollowedRows>
      )}
    </div>
  );
}

function KindFilter({
  feed: { counts },
  kind,
  onKind,
}: {
  feed: Feed;
  kind: FeedKind | null;
  onKind: (kind: FeedKind | null) => void;
}) {
  const all = ORDER.reduce((sum, one) => sum + counts[one], 0);
  const chips = [
    { kind: null, label: "All", count: all },
    ...ORDER.map((one) => ({ kind: one, label: KINDS[one].label, count: counts[one] })),
  ];
  return (
    <div className="flex shrink-0 flex-wrap gap-1 p-2">
      {chips.map((chip) => (
        <button
          key={chip.label}
          type="button"
          aria-pressed={chip.kind === kind}
          onClick={() => onKind(chip.kind)}
          className={cn(
            "h-6 rounded-full border border-line px-2 text-ink-muted text-xs transition-colors hover:bg-hover",
            chip.kind === kind && "border-transparent bg-pulse-tint text-pulse hover:bg-pulse-tint",
          )}
        >
          {chip.label} <span className="tabular-nums opacity-75">{formatCount(chip.count)}</span>
        </button>
      ))}
    </div>
  );
}

function FeedLine({ entry, labels }: { entry: FeedEntry; labels: Labels }) {
  const { icon: Icon, look } = KINDS[entry.kind];
  const detail = entry.detail || labelOf(entry, labels);
  return (
    <>
      <Icon className={cn("size-4 shrink-0", look)} aria-hidden="true" />
      <span className="min-w-0 flex-1 truncate">
        <span className={detail ? "text-ink-muted" : ""}>{entry.name}</span>{" "}
        {/* Text of a visitor's page in another direction of writing must not turn the words around it. */}
        <bdi>{detail}</bdi>
      </span>
      {entry.count > 1 ? (
        <span className="shrink-0 text-ink-faint text-xs tabular-nums">×{entry.count}</span>
      ) : null}
    </>
  );
}
