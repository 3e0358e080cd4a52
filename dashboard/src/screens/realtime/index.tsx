import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FileText, Radio, Sparkles, TriangleAlert } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import { Card } from "../../analytics/card";
import { MapSkeleton, WorldMap } from "../../analytics/countries";
import { LinkedBars } from "../../analytics/linked-bars";
import { PageLink, SessionsNumber } from "../../analytics/links";
import { answerOf, api } from "../../api";
import { BarScale } from "../../charts/bar-scale";
import { cn } from "../../components/class-names";
import { DeviceIcon, deviceLabel } from "../../components/device";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { Tinted } from "../../components/tinted";
import { When } from "../../components/when";
import { countryName, formatCount, formatPage, formatPlural } from "../../format";
import { useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";

/** How often it is asked for at most while data comes. */
const EVERY_MS = 1_000;
/** Minutes pass also when nobody comes. */
const MINUTE_MS = 60_000;

function useRealtime() {
  const { projectId } = useProject();
  return useQuery({
    queryKey: ["realtime", projectId],
    queryFn: () =>
      answerOf(api.GET("/api/analytics/realtime", { params: { query: { projectId } } })),
    meta: { pushed: { projectId, everyMs: EVERY_MS } },
    refetchInterval: MINUTE_MS,
  });
}

type Realtime = NonNullable<ReturnType<typeof useRealtime>["data"]>;
type Item = Realtime["feed"][number];

/** Who is there now, and what happens: told by the server as it comes in. */
export function RealtimeScreen() {
  useTitle("Realtime", useProject().name);
  const found = useRealtime();
  return (
    <>
      <TopBar
        title="Realtime"
        updatedAt={found.dataUpdatedAt || undefined}
        isFailing={found.isRefetchError}
      />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[1440px] flex-col gap-4 p-3 sm:p-5">
          {found.data ? <Content now={found.data} /> : null}
          {found.isPending ? <Skeleton className="h-96 w-full rounded-lg" /> : null}
          {found.isError && !found.data ? (
            <ErrorMessage
              title="Realtime could not be loaded"
              error={found.error}
              onRetry={() => void found.refetch()}
            />
          ) : null}
        </div>
      </main>
    </>
  );
}

function Content({ now }: { now: Realtime }) {
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <Active count={now.activeVisitors} sessionIds={now.activeSessionIds} />
        <Card title="Page views by the minute, of the last half hour">
          <Minutes minutes={now.minutes} />
        </Card>
      </div>
      <div className="grid gap-4 lg:grid-cols-2 xl:grid-cols-4">
        <Card title="Where they are">
          <LinkedBars
            rows={rowsOf(now.pages, (page) => <PageLink page={page}>{formatPage(page)}</PageLink>)}
            empty="Nobody is on a page now."
          />
        </Card>
        <Card title="Where they come from">
          <LinkedBars
            rows={rowsOf(now.sources, (source) => source || "Direct")}
            empty="Nobody is here now."
          />
        </Card>
        <Card title="Devices">
          <LinkedBars rows={rowsOf(now.devices, deviceLabel)} empty="Nobody is here now." />
        </Card>
        <Card title="Countries">
          <LinkedBars
            rows={rowsOf(now.countries, (code) => countryName(code) ?? "Unknown")}
            empty="Nobody is here now."
          />
        </Card>
      </div>
      <div className="grid gap-4 xl:grid-cols-2">
        <Card title="On the map">
          <NowMap countries={now.countries} />
        </Card>
        <Card title="As it happens">
          <Feed items={now.feed} />
        </Card>
      </div>
    </>
  );
}

function rowsOf(named: Realtime["pages"], label: (value: string) => ReactNode) {
  return named.map(({ value, sessions, sessionIds }) => ({
    key: value,
    label: label(value),
    value: sessions,
    more: { sessionIds: sessionIds.join(",") },
  }));
}

/** Where the active sessions are from. */
function NowMap({ countries }: { countries: Realtime["countries"] }) {
  const { projectId } = useProject();
  const counts = countries.map(({ value, sessions }) => ({ code: value, count: sessions }));
  const idsOf = (code: string) => countries.find(({ value }) => value === code)?.sessionIds ?? [];
  return (
    <Suspense fallback={<MapSkeleton />}>
      <WorldMap
        counts={counts.filter(({ code }) => code !== "")}
        noun="sessions"
        linkOf={(code, props) => (
          <Link
            to="/p/$projectId/sessions"
            params={{ projectId }}
            search={(previous) => ({ ...previous, sessionIds: idsOf(code).join(",") })}
            {...props}
          />
        )}
      />
    </Suspense>
  );
}

function Active({ count, sessionIds }: { count: number; sessionIds: readonly string[] }) {
  const { projectId } = useProject();
  return (
    <section className="flex flex-col justify-center gap-1 rounded-lg border border-line bg-surface p-4">
      <p className="flex items-center gap-2 text-ink-muted">
        <span
          aria-hidden="true"
          className={cn(
            "size-2 rounded-full",
            count > 0 ? "animate-pulse-dot bg-good" : "bg-line-strong",
          )}
        />
        Active now
      </p>
      <p className="font-semibold text-xl tabular-nums">
        <Opened sessionIds={sessionIds}>
          <Tinted value={count}>{formatCount(count)}</Tinted>
        </Opened>
      </p>
      <p className="text-ink-faint text-xs">
        {count === 1 ? "visitor" : "visitors"} did something in the last five minutes
      </p>
      <Link
        to="/p/$projectId/live"
        params={{ projectId }}
        className="mt-1 flex items-center gap-1.5 text-pulse text-xs hover:underline"
      >
        <Radio className="size-3.5" aria-hidden="true" /> Watch them live
      </Link>
    </section>
  );
}

/** A number that opens its sessions, where there are any. */
function Opened({ sessionIds, children }: { sessionIds: readonly string[]; children: ReactNode }) {
  if (sessionIds.length === 0) return children;
  return <SessionsNumber more={{ sessionIds: sessionIds.join(",") }}>{children}</SessionsNumber>;
}

function Minutes({ minutes }: { minutes: Realtime["minutes"] }) {
  const highest = Math.max(0, ...minutes.map(({ pageViews }) => pageViews));
  return (
    <>
      <BarScale highest={highest} unit="page view" />
      <ol className="flex h-28 items-end gap-0.5">
        {minutes.map((minute, n) => (
          <li key={minute.at} className="flex h-full flex-1 items-end">
            <MinuteBar minute={minute} ago={minutes.length - 1 - n} highest={highest} />
          </li>
        ))}
      </ol>
      <p className="mt-1 flex justify-between text-ink-faint text-xs">
        <span>30 min ago</span>
        <span>now</span>
      </p>
    </>
  );
}

/** A minute opens the sessions of it. */
function MinuteBar({
  minute: { pageViews, visitors, sessionIds },
  ago,
  highest,
}: {
  minute: Realtime["minutes"][number];
  ago: number;
  highest: number;
}) {
  const { projectId } = useProject();
  const words = `${ago} min ago: ${formatPlural(pageViews, "page view")} of ${formatPlural(visitors, "visitor")}`;
  const height = `${(pageViews / highest) * 100}%`;
  if (pageViews === 0) return <span title={words} className="h-0.5 w-full rounded-t-sm bg-line" />;
  return (
    <Link
      to="/p/$projectId/sessions"
      params={{ projectId }}
      search={(previous) => ({ ...previous, sessionIds: sessionIds.join(",") })}
      aria-label={words}
      title={words}
      className="min-h-0.5 w-full rounded-t-sm bg-pulse hover:bg-pulse-strong"
      style={{ height }}
    />
  );
}

const KINDS: Record<string, { icon: ReactNode; word: string }> = {
  "page-view": { icon: <FileText aria-label="Page" />, word: "saw" },
  custom: { icon: <Sparkles aria-label="Event" />, word: "event" },
  error: { icon: <TriangleAlert aria-label="Error" className="text-live" />, word: "error" },
};

function Feed({ items }: { items: readonly Item[] }) {
  if (items.length === 0) {
    return <p className="py-6 text-center text-ink-muted">Nothing in the last half hour.</p>;
  }
  return (
    <ol className="divide-y divide-line">
      {items.map((item) => (
        <li key={`${item.sessionId}.${item.at}.${item.kind}.${item.label}`}>
          <FeedRow item={item} />
        </li>
      ))}
    </ol>
  );
}

function FeedRow({ item }: { item: Item }) {
  const { projectId, settings } = useProject();
  const { kind, at, sessionId, tabId, label, pageURL, country, device } = item;
  return (
    <Link
      to="/p/$projectId/sessions/$sessionId"
      params={{ projectId, sessionId }}
      search={{ at, tab: tabId }}
      className="flex h-9 items-center gap-3 rounded-md px-1 hover:bg-hover [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {KINDS[kind]?.icon}
      <span className="min-w-0 flex-1 truncate">
        {label || formatPage(pageURL)}{" "}
        <span className="text-ink-faint text-xs">{formatPage(pageURL)}</span>
      </span>
      <span className="text-ink-muted text-xs max-sm:hidden">{countryName(country) ?? ""}</span>
      <DeviceIcon device={device} className="text-ink-faint" />
      <span className="w-20 text-right text-ink-faint text-xs">
        <When at={at} timeZone={settings.timeZone} />
      </span>
    </Link>
  );
}
