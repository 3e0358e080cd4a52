import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Gauge } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { Card } from "../../analytics/card";
import { DownloadMenu } from "../../analytics/download-menu";
import { MomentLink, PageLink, SessionsNumber } from "../../analytics/links";
import { Nothing } from "../../analytics/nothing";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { Vital } from "../../analytics/vital";
import { formatVital, VITAL_LABELS, type VitalName } from "../../analytics/vitals";
import { BarScale } from "../../charts/bar-scale";
import { cn } from "../../components/class-names";
import { DataTable, type PlainColumn } from "../../components/data-table";
import { deviceLabel } from "../../components/device";
import { type Filters, UNKNOWN } from "../../filters/filters";
import { felt } from "../../filters/happenings";
import { formatCount, formatPage, formatPlural } from "../../format";
import { RatingBar } from "./rating-bar";
import { VitalMap } from "./vital-map";

const route = getRouteApi("/p/$projectId/performance");

type Performance = NonNullable<
  ReturnType<typeof useAnalytics<"/api/analytics/performance">>["data"]
>;
type Summary = Performance["vitals"][number];
type Group = Performance["pages"][number];
type Element = Performance["elements"][number];

/** How fast the site felt: web vitals at the 75th percentile, and what they come from. */
export function PerformanceScreen() {
  const { vital = "LCP" } = route.useSearch();
  const found = useAnalytics("/api/analytics/performance", { vital });
  return (
    <AnalyticsScreen title="Performance" found={found}>
      {(answer) => <Content answer={answer} />}
    </AnalyticsScreen>
  );
}

function Content({ answer }: { answer: Performance }) {
  const { vital = "LCP", page } = route.useSearch();
  if (answer.vitals.every(({ samples }) => samples === 0)) {
    return (
      <Nothing icon={Gauge} title="No web vitals in this range">
        They are measured by Chromium-based browsers, and switched on under Settings, Capture.
      </Nothing>
    );
  }
  const chosen = answer.vitals.find(({ name }) => name === vital);
  return (
    <>
      <Summaries vitals={answer.vitals} chosen={vital} />
      {chosen ? <Distribution summary={chosen} /> : null}
      <VitalMap vital={vital} page={page} pages={answer.pages.map(({ value }) => value)} />
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
        <Card title={`${vital} by device`} actions={<Taken table="vitalDevices" vital={vital} />}>
          <Groups
            vital={vital}
            groups={answer.devices}
            label={deviceLabel}
            sessionsOf={(device) => ({ device: [device || UNKNOWN], ...felt(vital, {}) })}
          />
        </Card>
        <Card title={`${vital} by page`} actions={<Taken table="vitalPages" vital={vital} />}>
          <Groups
            vital={vital}
            groups={answer.pages}
            label={(page) => <PageLink page={page}>{formatPage(page)}</PageLink>}
            sessionsOf={(page) => felt(vital, { page })}
          />
        </Card>
      </div>
      <Card
        title={`Elements behind ${vital} that is not good`}
        actions={<Taken table="vitalElements" vital={vital} />}
      >
        <Elements vital={vital} elements={answer.elements} />
      </Card>
    </>
  );
}

/** Takes a part of the screen along as a file. */
function Taken({
  table,
  vital,
}: {
  table: "vitalDevices" | "vitalPages" | "vitalElements";
  vital: VitalName;
}) {
  const parts = { vitalDevices: "devices", vitalPages: "pages", vitalElements: "elements" };
  return (
    <DownloadMenu
      table={table}
      label={`Download ${vital} by ${parts[table]}`}
      more={{ vital }}
      size="icon-small"
    />
  );
}

function Summaries({ vitals, chosen }: { vitals: readonly Summary[]; chosen: VitalName }) {
  const navigate = useNavigate({ from: "/p/$projectId/performance" });
  return (
    <div
      role="tablist"
      aria-label="Web vitals"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line lg:grid-cols-5"
    >
      {vitals.map((one) => (
        <button
          key={one.name}
          type="button"
          role="tab"
          aria-selected={one.name === chosen}
          onClick={() =>
            void navigate({
              search: (previous) => ({
                ...previous,
                vital: one.name === "LCP" ? undefined : one.name,
              }),
              replace: true,
            })
          }
          className={cn(
            "flex min-w-0 flex-col gap-1.5 bg-surface p-3 text-left transition-colors hover:bg-hover max-lg:last:col-span-2",
            one.name === chosen && "shadow-[inset_0_-2px_0_var(--color-pulse)]",
          )}
        >
          <span className="truncate text-ink-muted text-xs">{VITAL_LABELS[one.name]}</span>
          <span className="font-semibold text-lg">
            <Vital name={one.name} value={one.p75} hasWord />
          </span>
          <RatingBar {...one} />
        </button>
      ))}
    </div>
  );
}

/** Every bar is a part of the scale; what is beyond stands in the last one. */
function Distribution({ summary }: { summary: Summary }) {
  const { name, bars, samples, goodUpTo, poorFrom } = summary;
  const highest = Math.max(0, ...bars.map(({ count }) => count));
  return (
    <Card
      title={`How ${name} is spread`}
      actions={
        <span className="text-ink-muted text-xs">
          <SessionsNumber more={felt(name, {})}>
            {formatPlural(samples, "page view")}
          </SessionsNumber>
        </span>
      }
    >
      <BarScale highest={highest} unit="page view" />
      <ol className="flex h-36 items-end gap-px">
        {bars.map(({ start, end, count }) => (
          <li
            key={start}
            title={`${formatVital(name, start)}${end === null ? " and more" : `–${formatVital(name, end)}`}: ${formatCount(count)}`}
            className={cn(
              "min-h-px flex-1 rounded-t-sm",
              start < goodUpTo ? "bg-good" : start < poorFrom ? "bg-attention" : "bg-live",
            )}
            style={{ height: `${(count / Math.max(1, highest)) * 100}%` }}
          >
            <span className="sr-only">
              {formatVital(name, start)}: {count}
            </span>
          </li>
        ))}
      </ol>
      <p className="relative mt-2 h-4 text-ink-faint text-xs tabular-nums">
        <span className="absolute left-0">{formatVital(name, 0)}</span>
        <ScaleMark at={goodUpTo / (2 * poorFrom)}>{formatVital(name, goodUpTo)}</ScaleMark>
        <ScaleMark at={0.5}>poor from {formatVital(name, poorFrom)}</ScaleMark>
      </p>
    </Card>
  );
}

/** A word below the place of the scale that it is about, 0 to 1. */
function ScaleMark({ at, children }: { at: number; children: ReactNode }) {
  return (
    <span
      className="absolute whitespace-nowrap border-line-strong border-l pl-1"
      style={{ left: `${at * 100}%` }}
    >
      {children}
    </span>
  );
}

function Groups({
  vital,
  groups,
  label,
  sessionsOf,
}: {
  vital: VitalName;
  groups: readonly Group[];
  label: (value: string) => ReactNode;
  /** What makes the sessions of the screen those of a group. */
  sessionsOf: (value: string) => Filters;
}) {
  if (groups.length === 0) return <p className="py-4 text-ink-muted">Nothing measured.</p>;
  return (
    <ol className="divide-y divide-line">
      {groups.map((group) => (
        <li key={group.value} className="flex items-center gap-3 py-2">
          <span className="flex min-w-0 flex-1 truncate" title={group.value}>
            {label(group.value)}
          </span>
          <span className="w-24 max-sm:hidden">
            <RatingBar {...group} />
          </span>
          <span className="w-16 text-right">
            <Vital name={vital} value={group.p75} />
          </span>
          <span className="w-14 text-right text-ink-faint text-xs">
            <SessionsNumber more={sessionsOf(group.value)}>
              {formatCount(group.samples)}
            </SessionsNumber>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Elements({ vital, elements }: { vital: VitalName; elements: Element[] }) {
  const columns = useMemo(() => elementColumns(vital), [vital]);
  if (elements.length === 0) {
    return (
      <p className="py-4 text-ink-muted">
        No element stands behind a bad value: all were good, or the browser does not tell.
      </p>
    );
  }
  return (
    <DataTable
      label="Elements"
      columns={columns}
      rows={elements}
      idOf={({ pageURL, element }) => `${pageURL} ${element}`}
    />
  );
}

const elementColumns = (vital: VitalName): PlainColumn<Element>[] => [
  {
    id: "element",
    header: "Element",
    cell: ({ row: { original } }) => (
      <code className="block max-w-96 truncate text-xs" title={original.element}>
        {original.element}
      </code>
    ),
  },
  {
    id: "page",
    header: "Page",
    cell: ({ row: { original } }) => (
      <PageLink page={original.pageURL}>{formatPage(original.pageURL)}</PageLink>
    ),
  },
  {
    id: "p75",
    header: "p75",
    cell: ({ row: { original } }) => <Vital name={vital} value={original.p75} />,
  },
  {
    id: "sessions",
    header: "Sessions",
    cell: ({ row: { original } }) => (
      <SessionsNumber
        more={felt(vital, {
          rating: "not-good",
          page: original.pageURL,
          element: original.element,
        })}
      >
        {formatCount(original.sessions)}
      </SessionsNumber>
    ),
  },
  {
    id: "worst",
    header: "Worst",
    cell: ({ row: { original } }) => <Vital name={vital} value={original.worst} />,
  },
  {
    id: "replay",
    header: "",
    cell: ({ row: { original } }) => (
      <MomentLink
        sessionId={original.worstSessionId}
        tabId={original.worstTabId}
        at={original.worstAt}
        label="Replay of the worst one"
      />
    ),
  },
];
