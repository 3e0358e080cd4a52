import {
  CircleAlert,
  FileText,
  Flag,
  Focus,
  Keyboard,
  type LucideIcon,
  MousePointerClick,
  Scaling,
  Terminal,
  TriangleAlert,
  Undo2,
  Unplug,
} from "lucide-react";
import { useMemo, useState } from "react";
import { cn } from "../../components/class-names";
import { formatCount } from "../../format";
import { countOf, type Entry, isMain, isRage, wordsOf } from "./event-list";
import { FollowedRows } from "./followed-rows";
import type { PanelProps } from "./panel-props";
import type { Marker, MarkerKind } from "./recording";
import { useEntries } from "./use-entries";

const KINDS: Record<MarkerKind, { label: string; icon: LucideIcon; look: string }> = {
  page: { label: "Pages", icon: FileText, look: "text-pulse" },
  click: { label: "Clicks", icon: MousePointerClick, look: "text-ink-muted" },
  input: { label: "Inputs", icon: Keyboard, look: "text-ink-muted" },
  error: { label: "Errors", icon: CircleAlert, look: "text-live" },
  console: { label: "Console errors", icon: Terminal, look: "text-live" },
  request: { label: "Failed requests", icon: Unplug, look: "text-live" },
  "quick-back": { label: "Quick backs", icon: Undo2, look: "text-attention" },
  notice: { label: "Notices", icon: TriangleAlert, look: "text-attention" },
  custom: { label: "Custom", icon: Flag, look: "text-attention" },
  resize: { label: "Resizes", icon: Scaling, look: "text-ink-faint" },
  focus: { label: "Focus", icon: Focus, look: "text-ink-faint" },
};
const ORDER = Object.keys(KINDS) as MarkerKind[];

/** Everything that happened, in order; the present one is marked, a press goes there. */
export function EventsPanel({ controller, detail, onSeek }: PanelProps) {
  const { markers, markersTruncated } = detail.timeline;
  const [kind, setKind] = useState<MarkerKind | null>(null);
  const shown = useMemo(
    () => markers.filter((marker) => (kind ? marker.kind === kind : isMain(marker))),
    [markers, kind],
  );
  const entries = useEntries(controller, shown);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <KindFilter markers={markers} kind={kind} onKind={setKind} />
      {markersTruncated ? (
        <p className="px-3 pb-2 text-ink-muted text-xs">
          More happened than can be listed; this is the first part of it.
        </p>
      ) : null}
      {entries.length === 0 ? (
        <p className="p-6 text-center text-ink-muted">Nothing happened that could be listed.</p>
      ) : (
        <FollowedRows
          controller={controller}
          rows={entries}
          startAt={detail.session.startedAt}
          name="events"
          onChoose={(entry) => onSeek(entry.at, entry.tabId)}
        >
          {(entry) => <EventLine entry={entry} />}
        </FollowedRows>
      )}
    </div>
  );
}

function KindFilter({
  markers,
  kind,
  onKind,
}: {
  markers: readonly Marker[];
  kind: MarkerKind | null;
  onKind: (kind: MarkerKind | null) => void;
}) {
  const counts = useMemo(() => {
    const byKind = new Map<MarkerKind, number>();
    for (const marker of markers) byKind.set(marker.kind, (byKind.get(marker.kind) ?? 0) + 1);
    return byKind;
  }, [markers]);
  return (
    <div className="flex shrink-0 flex-wrap gap-1 p-2">
      <Chip
        isOn={kind === null}
        onClick={() => onKind(null)}
        label="Main"
        count={markers.filter(isMain).length}
      />
      {ORDER.filter((one) => counts.has(one)).map((one) => (
        <Chip
          key={one}
          isOn={kind === one}
          onClick={() => onKind(kind === one ? null : one)}
          label={KINDS[one].label}
          count={counts.get(one) ?? 0}
        />
      ))}
    </div>
  );
}

function Chip({
  isOn,
  onClick,
  label,
  count,
}: {
  isOn: boolean;
  onClick: () => void;
  label: string;
  count: number;
}) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className={cn(
        "h-6 rounded-full border border-line px-2 text-ink-muted text-xs transition-colors hover:bg-hover",
        isOn && "border-transparent bg-pulse-tint text-pulse hover:bg-pulse-tint",
      )}
    >
      {label} <span className="tabular-nums opacity-75">{formatCount(count)}</span>
    </button>
  );
}

function EventLine({ entry }: { entry: Entry }) {
  const { icon: Icon, look } = KINDS[entry.kind];
  return (
    <>
      <Icon
        className={cn("size-4 shrink-0", look, isRage(entry) && "text-attention")}
        aria-hidden="true"
      />
      <span className="min-w-0 flex-1 truncate">
        <EntryText entry={entry} />
      </span>
    </>
  );
}

/** What was done in quiet ink, on what in full: names are what a person looks for. */
function EntryText({ entry }: { entry: Entry }) {
  if (entry.name === "") return wordsOf(entry);
  const count = countOf(entry);
  return (
    <>
      <span className={isRage(entry) ? "text-attention" : "text-ink-muted"}>{wordsOf(entry)}</span>{" "}
      {/* A name in another direction of writing must not turn the words around it. */}
      <bdi>{entry.name}</bdi>
      {count ? <span className="text-ink-muted tabular-nums"> {count}</span> : null}
    </>
  );
}
