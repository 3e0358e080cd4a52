import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from "react";
import { cn } from "../components/class-names";
import { Chart } from "./chart";
import type { Colors } from "./colors";

/** One bucket of time. */
export interface TimePoint {
  /** On the axis. */
  short: string;
  /** In the box that follows the pointer. */
  long: string;
  value: number;
  /** The same bucket of the range before; missing where nothing is compared. */
  before?: number | undefined;
  /** Its time is not over: what is there is not yet its value. */
  isGoingOn?: boolean;
  /** It has not begun: nothing is drawn there but the range before. */
  isAhead?: boolean;
}

/** What happened in one bucket. */
export interface TimeMark {
  index: number;
  texts: readonly string[];
}

/** A number over time: what the pointer is on, is said beside it; a press opens it. */
export function TimeChart({
  points,
  label,
  format,
  onOpen,
  marks = NO_MARKS,
  onPoint,
  className,
}: {
  /** Kept by the caller: a new list draws anew. */
  points: readonly TimePoint[];
  label: string;
  format: (value: number) => string;
  onOpen?: (index: number) => void;
  /** What happened in some buckets; their words stand beside the value, and elsewhere as a list. */
  marks?: readonly TimeMark[];
  /** Told the bucket that was pointed at last. */
  onPoint?: (index: number) => void;
  className?: string;
}) {
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    if (at !== null) onPoint?.(at);
  }, [at, onPoint]);
  const option = useCallback(
    (colors: Colors) => optionOf(points, format, colors),
    [points, format],
  );
  const onReady = useCallback((chart: EChartsType) => followPointer(chart, setAt), []);
  const point = at === null ? undefined : points[at];
  const summary = useMemo(() => summaryOf(points, label, format), [points, label, format]);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) setAt((old) => Math.min(points.length - 1, Math.max(0, (old ?? -1) + step)));
    else if (event.key === "Enter" && at !== null) onOpen?.(at);
    else if (event.key === "Escape") setAt(null);
    else return;
    event.preventDefault();
  };
  return (
    <button
      type="button"
      className={cn("relative block w-full rounded-lg text-left", className)}
      onKeyDown={onKeyDown}
      onClick={() => at !== null && onOpen?.(at)}
      onBlur={() => setAt(null)}
      aria-label={`${summary} Arrow keys go from one to the next.`}
    >
      <Chart option={option} label={label} onReady={onReady} className="size-full" />
      {marks.map(({ index, texts }) => (
        <MarkSign key={index} texts={texts} share={shareOf(index, points.length)} />
      ))}
      {point ? (
        <Reading
          point={point}
          texts={marks.find(({ index }) => index === at)?.texts ?? NO_TEXTS}
          format={format}
          share={shareOf(at, points.length)}
        />
      ) : null}
    </button>
  );
}

function shareOf(at: number | null, count: number): number {
  return count > 1 ? (at ?? 0) / (count - 1) : 0.5;
}

const NO_MARKS: readonly TimeMark[] = [];
const NO_TEXTS: readonly string[] = [];
/** More would cover the chart; the list has all of them. */
const MAX_TEXTS = 3;

/** The sign of what happened in a bucket, on the time axis. */
function MarkSign({ texts, share }: { texts: readonly string[]; share: number }) {
  return (
    <span
      aria-hidden="true"
      title={texts.join("\n")}
      style={{ left: `calc(3rem + (100% - 4rem) * ${share})` }}
      className="absolute top-4 bottom-6 w-2 -translate-x-1/2"
    >
      <span className="absolute inset-y-0 left-1/2 border-attention border-l border-dashed opacity-60" />
      <span className="absolute bottom-0 left-0 size-2 rotate-45 bg-attention" />
    </span>
  );
}

/** What stands at the pointer. */
function Reading({
  point,
  texts,
  format,
  share,
}: {
  point: TimePoint;
  texts: readonly string[];
  format: (value: number) => string;
  /** Where the bucket lies, 0 to 1: the box stands on its other side. */
  share: number;
}) {
  const { long, value, before, isGoingOn, isAhead } = point;
  return (
    <div
      role="status"
      style={{ left: `calc(3rem + (100% - 4rem) * ${share})` }}
      className={cn(
        "pointer-events-none absolute top-2 z-10 whitespace-nowrap rounded-lg bg-raised px-3 py-2 text-xs shadow-popover",
        share > 0.5 ? "-translate-x-[calc(100%+0.75rem)]" : "translate-x-3",
      )}
    >
      <div className="text-ink-muted">{long}</div>
      <div className="font-semibold text-base tabular-nums">
        {isAhead ? "not yet" : format(value)}
        {isGoingOn ? <span className="font-normal text-ink-muted text-xs"> so far</span> : null}
      </div>
      {before === undefined ? null : (
        <div className="text-ink-muted tabular-nums">{format(before)} in the range before</div>
      )}
      {texts.slice(0, MAX_TEXTS).map((text) => (
        <div key={text} className="max-w-64 truncate text-attention">
          {text}
        </div>
      ))}
      {texts.length > MAX_TEXTS ? (
        <div className="text-ink-muted">and {texts.length - MAX_TEXTS} more</div>
      ) : null}
    </div>
  );
}

function summaryOf(
  points: readonly TimePoint[],
  label: string,
  format: (value: number) => string,
): string {
  const highest = points.reduce<TimePoint | undefined>(
    (best, point) => (best && best.value >= point.value ? best : point),
    undefined,
  );
  if (!highest) return `${label}: nothing yet.`;
  return `${label}: the highest is ${format(highest.value)}, ${highest.long}.`;
}

/** Tell the place under the pointer, from 0 on; null when it leaves. */
function followPointer(chart: EChartsType, onPlace: (index: number | null) => void): () => void {
  const onMove = (event: unknown): void => {
    const { axesInfo } = event as { axesInfo?: { value?: unknown }[] };
    const value = axesInfo?.[0]?.value;
    onPlace(typeof value === "number" ? value : null);
  };
  const onOut = (): void => onPlace(null);
  chart.on("updateAxisPointer", onMove);
  chart.getZr().on("globalout", onOut);
  return () => {
    chart.off("updateAxisPointer", onMove);
    chart.getZr().off("globalout", onOut);
  };
}

/** With so few buckets a line would be hardly one. */
const FEW = 3;

function optionOf(
  points: readonly TimePoint[],
  format: (value: number) => string,
  colors: Colors,
): EChartsCoreOption {
  const isCompared = points.some((point) => point.before !== undefined);
  const text = { color: colors["ink-faint"], fontFamily: "Inter Variable", fontSize: 11 };
  const line = { type: "line", smooth: 0.15, symbolSize: 6, showSymbol: points.length <= FEW };
  return {
    animation: false,
    grid: { left: 48, right: 16, top: 16, bottom: 24 },
    // Our own box shows what is at the pointer: one of the library would be HTML of its own.
    tooltip: { trigger: "axis", showContent: false },
    xAxis: {
      type: "category",
      data: points.map((point) => point.short),
      boundaryGap: false,
      axisLine: { lineStyle: { color: colors.line } },
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true },
      axisPointer: { lineStyle: { color: colors["line-strong"], type: "solid" } },
    },
    yAxis: {
      type: "value",
      min: 0,
      splitNumber: 3,
      minInterval: 0,
      axisLabel: { ...text, formatter: (value: number) => format(value) },
      splitLine: { lineStyle: { color: colors.line } },
    },
    series: [
      ...(isCompared
        ? [
            {
              ...line,
              data: points.map((point) => point.before ?? null),
              itemStyle: { color: colors["ink-faint"] },
              lineStyle: { color: colors["ink-faint"], width: 1.5, type: "dashed" },
            },
          ]
        : []),
      ...valueLines(points).map(({ data, isSure }) => ({
        ...line,
        data,
        itemStyle: { color: colors.pulse },
        lineStyle: { color: colors.pulse, width: 2, type: isSure ? "solid" : [3, 3] },
        areaStyle: { color: colors.pulse, opacity: isSure ? 0.08 : 0.03 },
      })),
    ],
  };
}

/** The line of what is over, and the piece from there to a bucket that goes on; nothing ahead. */
function valueLines(points: readonly TimePoint[]) {
  const values = points.map((point) => (point.isAhead ? null : point.value));
  const before = points.findIndex((point) => point.isGoingOn) - 1;
  if (before < 0) return [{ data: values, isSure: true }];
  return [
    { data: values.map((value, n) => (n <= before ? value : null)), isSure: true },
    { data: values.map((value, n) => (n >= before ? value : null)), isSure: false },
  ];
}
