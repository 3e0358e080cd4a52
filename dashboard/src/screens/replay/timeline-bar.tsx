import { type PointerEvent, useId, useMemo, useRef, useState } from "react";
import { barsOf } from "../../components/activity-strip";
import { formatDuration } from "../../format";
import { useStore } from "../../store";
import type { Controller } from "./controller";
import { isMain } from "./event-list";
import type { SessionDetail } from "./recording";
import {
  bandsOf,
  describeGap,
  describeMoment,
  groupMarkers,
  momentOf,
  type Range,
  rangeOf,
  shareOf,
} from "./timeline";
import { useEntries } from "./use-entries";

/** Markers nearer than this share of the bar are drawn as one. */
const MARKER_DISTANCE = 0.008;

/** Half the width of a marker with its ring, and of the playhead, CSS pixels. */
const MARKER_HALF_PX = 7;
const PLAYHEAD_HALF_PX = 1;

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}

/** Where something stands whose middle is at `share`, whole also at the ends of the bar. */
function middleAt(share: number, halfPx: number): string {
  return `clamp(${halfPx}px, ${percent(share)}, calc(100% - ${halfPx}px))`;
}

/** The session's time: pages, activity, errors, gaps; a press goes to that moment. */
export function TimelineBar({
  controller,
  detail,
  onSeek,
}: {
  controller: Controller;
  detail: SessionDetail;
  onSeek: (at: number) => void;
}) {
  const range = useMemo(() => rangeOf(detail), [detail]);
  const tabId = useStore(controller.state, (state) => state.tabId);
  const { bar, hover, pointer } = useScrubbing(range, onSeek);
  return (
    <div className="relative px-3 pt-2 pb-1">
      <div
        ref={bar}
        className="relative h-13 cursor-pointer touch-none select-none overflow-hidden rounded-md border border-line bg-surface"
        data-testid="timeline"
        {...pointer}
      >
        <Bands detail={detail} range={range} tabId={tabId} />
        <Activity detail={detail} />
        <Loaded controller={controller} range={range} />
        <Gaps detail={detail} range={range} />
        <Markers detail={detail} range={range} />
        {hover === null ? null : (
          <span
            className="absolute inset-y-0 w-px bg-ink-faint"
            style={{ left: percent(hover.share) }}
          />
        )}
        <Playhead controller={controller} range={range} />
      </div>
      {hover === null ? null : (
        <HoverCard
          controller={controller}
          detail={detail}
          range={range}
          tabId={tabId}
          share={hover.share}
        />
      )}
    </div>
  );
}

/** Follow the pointer over the bar: a press or the end of a drag goes to the moment under it. */
function useScrubbing(range: Range, onSeek: (at: number) => void) {
  const bar = useRef<HTMLDivElement>(null);
  const [hover, setHover] = useState<{ share: number } | null>(null);
  const shareAt = (event: PointerEvent) => {
    const box = bar.current?.getBoundingClientRect();
    if (!box || box.width === 0) return 0;
    return Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
  };
  const pointer = {
    onPointerDown: (event: PointerEvent) => {
      bar.current?.setPointerCapture(event.pointerId);
      setHover({ share: shareAt(event) });
    },
    onPointerMove: (event: PointerEvent) => setHover({ share: shareAt(event) }),
    onPointerUp: (event: PointerEvent) => {
      onSeek(momentOf(range, shareAt(event)));
      if (event.pointerType !== "mouse") setHover(null);
    },
    onPointerLeave: () => setHover(null),
    onPointerCancel: () => setHover(null),
  };
  return { bar, hover, pointer };
}

function Bands({ detail, range, tabId }: { detail: SessionDetail; range: Range; tabId: string }) {
  const bands = useMemo(() => bandsOf(range, detail.pages, tabId), [range, detail.pages, tabId]);
  return bands.map(({ key, from, to, page }, index) => (
    <span
      key={key}
      className={`absolute top-0 h-4.5 truncate border-surface border-r px-1.5 text-ink-muted text-xs leading-[18px] ${index % 2 ? "bg-sunken" : "bg-pulse-tint"}`}
      style={{ left: percent(from), width: percent(to - from) }}
    >
      {page.path || page.pageURL}
    </span>
  ));
}

function Activity({ detail }: { detail: SessionDetail }) {
  const { activity } = detail.timeline;
  const path = useMemo(() => barsOf(activity), [activity]);
  return (
    <svg
      viewBox={`0 0 ${Math.max(1, activity.length) * 4} 20`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="absolute inset-x-0 bottom-0 h-7 w-full"
    >
      <path d={path} className="fill-pulse opacity-60" />
    </svg>
  );
}

function Loaded({ controller, range }: { controller: Controller; range: Range }) {
  const from = useStore(controller.state, (state) => shareOf(range, state.loadedFrom));
  const to = useStore(controller.state, (state) => shareOf(range, state.loadedTo));
  return (
    <span
      className="absolute bottom-0 h-0.5 bg-ink-faint opacity-50"
      style={{ left: percent(from), width: percent(Math.max(0, to - from)) }}
    />
  );
}

/** Holes are hatched, so that they are seen without colour; their name stands under the pointer. */
function Gaps({ detail, range }: { detail: SessionDetail; range: Range }) {
  const pattern = useId();
  if (detail.gaps.length === 0) return null;
  return (
    <svg className="absolute inset-x-0 bottom-0 h-8.5 w-full text-attention" aria-hidden="true">
      <defs>
        <pattern id={pattern} width="6" height="6" patternUnits="userSpaceOnUse">
          <path d="M0 6 6 0M-1 1l2-2M5 7l2-2" stroke="currentColor" strokeWidth="1.5" />
        </pattern>
      </defs>
      {detail.gaps.map((gap) => (
        <rect
          key={`${gap.tabId} ${gap.fromAt}`}
          x={percent(shareOf(range, gap.fromAt))}
          width={percent(Math.max(0.004, shareOf(range, gap.toAt) - shareOf(range, gap.fromAt)))}
          height="100%"
          fill={`url(#${pattern})`}
        >
          <title>{describeGap(gap)}</title>
        </rect>
      ))}
    </svg>
  );
}

const MARKED = [
  { kind: "custom", look: "rounded-full bg-attention" },
  { kind: "notice", look: "bg-attention" },
  { kind: "quick-back", look: "rounded-sm border border-attention bg-surface" },
  { kind: "request", look: "rounded-full bg-live" },
  { kind: "console", look: "rounded-[1px] bg-live" },
  { kind: "error", look: "rotate-45 bg-live" },
] as const;

function Markers({ detail, range }: { detail: SessionDetail; range: Range }) {
  const { markers } = detail.timeline;
  const groups = useMemo(
    () =>
      MARKED.flatMap(({ kind, look }) => {
        const own = markers.filter((marker) => marker.kind === kind);
        return groupMarkers(range, own, MARKER_DISTANCE).map((group) => ({ ...group, look }));
      }),
    [markers, range],
  );
  return groups.map(({ at, share, look }) => (
    <span
      key={`${look} ${at}`}
      className={`absolute top-[22px] -ml-[3px] size-1.5 ring-2 ring-surface ${look}`}
      style={{ left: middleAt(share, MARKER_HALF_PX) }}
    />
  ));
}

function Playhead({ controller, range }: { controller: Controller; range: Range }) {
  const at = useStore(controller.position, (position) => position);
  const passed = formatDuration(at - range.startAt);
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label="Moment of the session"
      aria-valuemin={0}
      aria-valuemax={range.endAt - range.startAt}
      aria-valuenow={Math.round(at - range.startAt)}
      aria-valuetext={passed}
      className="absolute inset-y-0 -ml-px w-0.5 bg-ink"
      style={{ left: middleAt(shareOf(range, at), PLAYHEAD_HALF_PX) }}
    />
  );
}

function HoverCard({
  controller,
  detail,
  range,
  tabId,
  share,
}: {
  controller: Controller;
  detail: SessionDetail;
  range: Range;
  tabId: string;
  share: number;
}) {
  const at = momentOf(range, share);
  const { markers } = detail.timeline;
  const main = useMemo(() => markers.filter(isMain), [markers]);
  const entries = useEntries(controller, main);
  const lines = describeMoment(detail, entries, tabId, at);
  // Near the ends the card stays inside the bar.
  const side = share < 0.5 ? { left: percent(share) } : { right: percent(1 - share) };
  return (
    <div
      className="pointer-events-none absolute bottom-full z-20 mx-3 max-w-72 rounded-md bg-raised px-2.5 py-1.5 text-xs shadow-popover"
      style={side}
      data-testid="timeline-hover"
    >
      <span className="font-medium tabular-nums">{formatDuration(at - range.startAt)}</span>
      {lines.map((line) => (
        <span key={line} className="block truncate text-ink-muted">
          {line}
        </span>
      ))}
    </div>
  );
}
