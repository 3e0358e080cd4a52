import type { components } from "@pagepulse/contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MapPinOff } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Card } from "../../analytics/card";
import { MomentLink, PageLink, SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { analyticsQuery } from "../../analytics/question";
import { Vital } from "../../analytics/vital";
import {
  formatVital,
  limitsOf,
  RATED_VITALS,
  ratingOf,
  type VitalName,
} from "../../analytics/vitals";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { HungSession } from "../../components/hung-card";
import { ErrorMessage } from "../../components/message";
import { Select } from "../../components/select";
import { Skeleton } from "../../components/skeleton";
import { felt, pageName, withMore } from "../../filters/happenings";
import { formatCount, formatPlural } from "../../format";
import type { Heat } from "../../player/heatmap/messages";
import { RATING_LOOKS } from "../../player/heatmap/rating";
import { useMe, useProject } from "../../project";
import { useStore } from "../../store";
import type { MapController } from "../heatmaps/map-controller";
import { MapStage } from "../heatmaps/map-stage";
import { placesOf, WHERE_NOTES } from "../heatmaps/places";
import { backdropsQuery } from "../heatmaps/queries";
import { FIRST_LOOK } from "../heatmaps/search";
import { useMap } from "../heatmaps/use-map";
import { useBareQuestion } from "../page/question";

type Answer = components["schemas"]["VitalElements"];
type Element = Answer["elements"][number];

/** What the boxes of a vital are. */
const MEANINGS: Partial<Record<VitalName, string>> = {
  LCP: "The elements that were the largest thing painted.",
  INP: "The elements whose interactions took longest to answer.",
  CLS: "The elements that moved most in the largest shift.",
};

/** A vital drawn on the recorded page: which elements made it what it was. */
export function VitalMap({
  vital,
  page,
  pages,
}: {
  vital: VitalName;
  /** Chosen in the address; missing for the page with most page views. */
  page: string | undefined;
  pages: readonly string[];
}) {
  const shown = page ?? pages[0];
  const meaning = MEANINGS[vital];
  if (!shown || !meaning) return null;
  return (
    <Card
      title={`${vital} on the page`}
      actions={<PageChoice page={shown} pages={pages} />}
      className="scroll-mt-4"
    >
      <p className="mb-2 text-ink-muted">
        {meaning} <PageLink page={shown}>Everything about {pageName(shown)}</PageLink>
      </p>
      <Drawn key={`${vital} ${shown}`} vital={vital} page={shown} />
    </Card>
  );
}

function PageChoice({ page, pages }: { page: string; pages: readonly string[] }) {
  const navigate = useNavigate({ from: "/p/$projectId/performance" });
  const choices = [...new Set([page, ...pages])].map((value) => ({
    value,
    label: pageName(value),
  }));
  return (
    <Select
      aria-label="Page"
      value={page}
      choices={choices}
      onChange={(chosen) =>
        void navigate({
          search: (previous) => ({ ...previous, page: chosen }),
          replace: true,
          resetScroll: false,
        })
      }
      className="h-8 max-w-64"
    />
  );
}

function Drawn({ vital, page }: { vital: VitalName; page: string }) {
  const question = useBareQuestion();
  const found = useQuery(
    analyticsQuery("/api/analytics/performance/elements", question, { page, vital }),
  );
  if (found.isError && !found.data) {
    return (
      <ErrorMessage
        title="The elements could not be loaded"
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  }
  if (!found.data) return <Skeleton className="h-[30rem] w-full rounded-md" />;
  if (found.data.elements.length === 0) return <NoElements answer={found.data} />;
  return <Picture answer={found.data} />;
}

/** Why nothing can be drawn. */
function NoElements({ answer: { samples, unnamed } }: { answer: Answer }) {
  return (
    <div className="flex min-h-40 flex-col items-center justify-center gap-2 text-center text-ink-muted">
      <MapPinOff className="size-5" aria-hidden="true" />
      <p className="font-medium text-ink">
        {samples === 0 ? "Not measured on this page" : "No element is known"}
      </p>
      <p className="max-w-md">
        {samples === 0
          ? "Choose more days or another page. Only Chromium-based browsers tell every vital."
          : `${formatPlural(unnamed, "page view")} told the number without its element: it was gone when it was told, or Interactions are switched off under Settings, Capture.`}
      </p>
    </div>
  );
}

function Picture({ answer }: { answer: Answer }) {
  const { playerOrigin } = useMe();
  const project = useProject();
  const question = useBareQuestion();
  const [picked, setPicked] = useState<string | null>(null);
  const hearer = useMemo(() => ({ onElement: setPicked, onRegion: () => undefined }), []);
  const { controller, frame } = useMap(project, playerOrigin, hearer);
  const [viewport, setViewport] = useState<number>(() =>
    matchMedia("(max-width: 639px)").matches ? PHONE_PX : DESKTOP_PX,
  );
  const backdrops = useQuery(
    backdropsQuery({ ...question, pageURL: answer.pageURL, type: "click" }, viewport),
  );
  const backdrop = backdrops.data?.snapshots[0];
  const { sessionId, tabId, at } = backdrop ?? {};
  useEffect(() => {
    if (sessionId && tabId && at !== undefined) {
      void controller.show({ sessionId, tabId, at }, viewport);
    }
  }, [controller, sessionId, tabId, at, viewport]);
  const heat = useMemo(() => heatOf(answer), [answer]);
  useEffect(() => {
    controller.setLook(FIRST_LOOK);
    controller.setHeat(heat);
  }, [controller, heat]);
  const retry = () => {
    if (backdrop) void controller.show(backdrop, viewport);
    else void backdrops.refetch();
  };
  return (
    <>
      <div className="grid gap-3 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="relative flex h-[clamp(20rem,60dvh,40rem)] flex-col overflow-hidden rounded-md border border-line">
          <Widths viewport={viewport} onChange={setViewport} />
          <MapStage
            controller={controller}
            frame={frame}
            playerOrigin={playerOrigin}
            hasPicture={backdrops.isPending || backdrop !== undefined}
            onRetry={retry}
            hung={(again) => (
              <HungSession
                projectId={project.projectId}
                sessionId={sessionId ?? ""}
                onRetry={again}
              />
            )}
          />
        </div>
        <List answer={answer} controller={controller} picked={picked} />
      </div>
      <Legend answer={answer} controller={controller} />
    </>
  );
}

/** Widths that the page is shown at, CSS pixels. */
const DESKTOP_PX = 1_280;
const PHONE_PX = 390;
const WIDTHS = [
  { px: DESKTOP_PX, label: "Desktop" },
  { px: PHONE_PX, label: "Phone" },
] as const;

function Widths({ viewport, onChange }: { viewport: number; onChange: (px: number) => void }) {
  return (
    <div className="flex items-center gap-1 border-line border-b bg-surface px-2 py-1">
      {WIDTHS.map(({ px, label }) => (
        <Button
          key={px}
          look="ghost"
          size="small"
          aria-pressed={px === viewport}
          className={cn(px === viewport && "bg-hover text-ink")}
          onClick={() => onChange(px)}
        >
          {label}
        </Button>
      ))}
      <span className="ml-auto text-ink-faint text-xs">
        {viewport} px wide; scroll it as a page
      </span>
    </div>
  );
}

function heatOf({ vital, elements }: Answer): Heat {
  return {
    kind: "rating",
    elements: elements.map((one) => ({
      id: one.elementId,
      label: one.label,
      print: one.print,
      value: one.samples,
      share: one.share,
      cells: [],
      rating: ratingOf(vital, one.p75),
      tag: formatVital(vital, one.p75),
      words: [
        `${vital} ${formatVital(vital, one.p75)} at the 75th percentile`,
        `in ${formatShare(one.share)} of the page views (${formatCount(one.samples)})`,
        `${formatCount(one.good)} good, ${formatCount(one.needsImprovement)} need work, ${formatCount(one.poor)} poor`,
      ],
    })),
  };
}

/** The elements, those that cost most first, in step with their boxes on the page. */
function List({
  answer: { vital, pageURL, elements },
  controller,
  picked,
}: {
  answer: Answer;
  controller: MapController;
  picked: string | null;
}) {
  const { placement, hovered } = useStore(controller.state, (state) => state);
  const places = useMemo(() => placesOf(placement), [placement]);
  return (
    <ol
      aria-label={`Elements behind ${vital}`}
      className="max-h-[clamp(20rem,60dvh,40rem)] divide-y divide-line overflow-auto rounded-md border border-line"
    >
      {elements.map((one) => (
        <li
          key={one.elementId}
          ref={(row) => {
            if (hovered === one.elementId || picked === one.elementId) {
              row?.scrollIntoView({ block: "nearest" });
            }
          }}
          onPointerEnter={() => controller.highlight(one.elementId)}
          onPointerLeave={() => controller.highlight(null)}
          onFocus={() => controller.highlight(one.elementId)}
          onBlur={() => controller.highlight(null)}
          className={cn(
            "flex flex-col gap-1 px-3 py-2",
            (hovered === one.elementId || picked === one.elementId) && "bg-pulse-tint/60",
          )}
        >
          <Row
            vital={vital}
            page={pageURL}
            element={one}
            note={WHERE_NOTES[places.get(one.elementId) ?? "pending"] ?? null}
          />
        </li>
      ))}
    </ol>
  );
}

function Row({
  vital,
  page,
  element,
  note,
}: {
  vital: VitalName;
  page: string;
  element: Element;
  note: string | null;
}) {
  const { elementId, label, p75, share, samples, sessions, moments } = element;
  const [worst] = moments;
  return (
    <>
      <span className="flex items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-medium" title={element.element}>
          {label || element.element || "unnamed element"}
        </span>
        <Vital name={vital} value={p75} hasWord />
      </span>
      <span className="flex items-center gap-2 text-ink-muted text-xs">
        <span className="min-w-0 flex-1 truncate">
          {formatShare(share)} of views ({formatCount(samples)})
        </span>
        <SessionsNumber
          more={withMore({ pageURL: undefined }, felt(vital, { page, element: elementId }))}
        >
          {formatPlural(sessions, "session")}
        </SessionsNumber>
        {worst ? (
          <MomentLink
            {...worst}
            label={`Replay of the worst one, ${formatVital(vital, worst.value)}`}
          />
        ) : null}
      </span>
      {note ? <span className="text-attention text-xs">{note}</span> : null}
    </>
  );
}

/** What the boxes mean, and how many elements have one. */
function Legend({
  answer: { vital, samples, unnamed, elements },
  controller,
}: {
  answer: Answer;
  controller: MapController;
}) {
  const placement = useStore(controller.state, (state) => state.placement);
  const [good, poor] = limitsOf(vital);
  const words = {
    good: `good, up to ${formatVital(vital, good)}`,
    fair: "needs work",
    poor: `poor, above ${formatVital(vital, poor)}`,
  };
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-muted text-xs">
      {RATED_VITALS.map((rating) => (
        <span key={rating} className="flex items-center gap-1.5">
          <RatingSign rating={rating} /> {words[rating]}
        </span>
      ))}
      <span className="ml-auto">
        {placement
          ? `${formatCount(placement.placed.length)} of ${formatPlural(elements.length, "element")} placed, `
          : null}
        of {formatPlural(samples, "page view")}
        {unnamed > 0 ? `, ${formatCount(unnamed)} without a known element` : ""}.{" "}
        <a
          href="https://web.dev/articles/vitals"
          target="_blank"
          rel="noopener noreferrer"
          className="underline hover:text-pulse"
        >
          Thresholds: web.dev
        </a>
      </span>
    </div>
  );
}

function RatingSign({ rating }: { rating: (typeof RATED_VITALS)[number] }) {
  const { line, fill, dash } = RATING_LOOKS[rating];
  return (
    <svg viewBox="0 0 20 14" className="h-3.5 w-5" aria-hidden="true">
      <rect
        x="1"
        y="1"
        width="18"
        height="12"
        fill={fill}
        stroke={line}
        strokeWidth="2"
        strokeDasharray={dash.join(" ")}
      />
    </svg>
  );
}
