import { useVirtualizer } from "@tanstack/react-virtual";
import {
  CircleAlert,
  FileText,
  Flag,
  Focus,
  Keyboard,
  type LucideIcon,
  MousePointerClick,
  Scaling,
} from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { cn } from "../../components/class-names";
import { formatCount, formatDuration } from "../../format";
import type { Controller } from "./controller";
import { countOf, type Entry, isMain, isRage, wordsOf } from "./event-list";
import type { Marker, MarkerKind, SessionDetail } from "./recording";
import { useStore } from "./store";
import { indexAt } from "./timeline";
import { useEntries } from "./use-entries";

const KINDS: Record<MarkerKind, { label: string; icon: LucideIcon; look: string }> = {
  page: { label: "Pages", icon: FileText, look: "text-pulse" },
  click: { label: "Clicks", icon: MousePointerClick, look: "text-ink-muted" },
  input: { label: "Inputs", icon: Keyboard, look: "text-ink-muted" },
  error: { label: "Errors", icon: CircleAlert, look: "text-live" },
  custom: { label: "Custom", icon: Flag, look: "text-attention" },
  resize: { label: "Resizes", icon: Scaling, look: "text-ink-faint" },
  focus: { label: "Focus", icon: Focus, look: "text-ink-faint" },
};
const ORDER = Object.keys(KINDS) as MarkerKind[];
/** Height of a row, CSS pixels. */
const ROW_PX = 32;
/** After the list was touched it does not move by itself for this long. */
const HANDS_OFF_MS = 4_000;

/** Everything that happened, in order; the present one is marked, a press goes there. */
export function EventsPanel({
  controller,
  detail,
  onSeek,
}: {
  controller: Controller;
  detail: SessionDetail;
  onSeek: (at: number, tabId: string) => void;
}) {
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
        <EventRows
          controller={controller}
          entries={entries}
          startAt={detail.session.startedAt}
          onSeek={onSeek}
        />
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

function EventRows({
  controller,
  entries,
  startAt,
  onSeek,
}: {
  controller: Controller;
  entries: readonly Entry[];
  startAt: number;
  onSeek: (at: number, tabId: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const touchedAt = useRef(Number.NEGATIVE_INFINITY);
  const current = useStore(controller.position, (at) => indexAt(entries, at));
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  useEffect(() => {
    if (current < 0 || performance.now() - touchedAt.current < HANDS_OFF_MS) return;
    rows.scrollToIndex(current, { align: "auto" });
  }, [current, rows]);
  const touch = () => {
    touchedAt.current = performance.now();
  };
  return (
    <div
      ref={box}
      onWheel={touch}
      onPointerDown={touch}
      className="min-h-0 flex-1 overflow-auto"
      data-testid="events"
    >
      <ol className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((item) => {
          const entry = entries[item.index];
          return entry ? (
            <EventRow
              key={item.key}
              entry={entry}
              top={item.start}
              isCurrent={item.index === current}
              isPast={item.index < current}
              startAt={startAt}
              onSeek={onSeek}
            />
          ) : null;
        })}
      </ol>
    </div>
  );
}

function EventRow({
  entry,
  top,
  isCurrent,
  isPast,
  startAt,
  onSeek,
}: {
  entry: Entry;
  top: number;
  isCurrent: boolean;
  isPast: boolean;
  startAt: number;
  onSeek: (at: number, tabId: string) => void;
}) {
  const { icon: Icon, look } = KINDS[entry.kind];
  const isAngry = isRage(entry);
  return (
    <li className="absolute inset-x-0" style={{ top, height: ROW_PX }}>
      <button
        type="button"
        aria-current={isCurrent ? "true" : undefined}
        onClick={() => onSeek(entry.at, entry.tabId)}
        className={cn(
          "flex h-full w-full items-center gap-2.5 border-transparent border-l-2 px-3 text-left text-sm hover:bg-hover",
          isPast && "text-ink-muted",
          isCurrent && "border-pulse bg-pulse-tint",
        )}
      >
        <span className="w-12 shrink-0 text-right text-ink-faint text-xs tabular-nums">
          {formatDuration(entry.at - startAt)}
        </span>
        <Icon
          className={cn("size-4 shrink-0", look, isAngry && "text-attention")}
          aria-hidden="true"
        />
        <span className="min-w-0 flex-1 truncate">
          <EntryText entry={entry} />
        </span>
      </button>
    </li>
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
