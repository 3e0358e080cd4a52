import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { LogIn, LogOut, Play, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Card } from "../../analytics/card";
import { LinkedBars, type LinkedRow } from "../../analytics/linked-bars";
import { MomentLink, PageLink, SessionsNumber } from "../../analytics/links";
import { analyticsQuery } from "../../analytics/question";
import { answerOf, api, type SessionSummary } from "../../api";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { ErrorMessage } from "../../components/message";
import { VisitorShape } from "../../components/visitor";
import { When } from "../../components/when";
import { choiceLabel } from "../../filters/dimensions";
import { UNKNOWN } from "../../filters/filters";
import { happening, pageName } from "../../filters/happenings";
import { formatCount, formatDuration, formatPage, formatPlural } from "../../format";
import { useProject } from "../../project";
import { type BreakdownDimension, RowsSkeleton } from "../overview/breakdown-card";
import { useBareQuestion, useSeenQuestion } from "./question";

/** Rows of each card; the screens that they come from have all. */
const SHOWN = 8;
/** Sessions in the card; the list has all. */
const SESSIONS = 5;
/** How often they are asked for at most while data comes. */
const EVERY_MS = 700;

interface Neighbour {
  pageURL: string;
  sessions: number;
}

/** Where sessions were just before the page, and where they went just after. */
export function Around({
  page,
  entries,
  exits,
  cameFrom,
  wentTo,
}: {
  page: string;
  entries: number;
  exits: number;
  cameFrom: readonly Neighbour[];
  wentTo: readonly Neighbour[];
}) {
  const before = cameFrom.map((one) => neighbour(one, happening("walk", one.pageURL, page)));
  const after = wentTo.map((one) => neighbour(one, happening("walk", page, one.pageURL)));
  const door = (kind: "entry" | "exit", value: number): LinkedRow[] =>
    value === 0
      ? []
      : [
          {
            key: kind,
            label: (
              <span className="flex items-center gap-2 text-ink-muted [&_svg]:size-4">
                {kind === "entry" ? <LogIn aria-hidden="true" /> : <LogOut aria-hidden="true" />}
                {kind === "entry" ? "Began here" : "Left the site"}
              </span>
            ),
            value,
            more: happening(kind, page),
          },
        ];
  return (
    <>
      <Card title="Came from">
        <LinkedBars rows={ranked([...door("entry", entries), ...before])} empty="Nobody came." />
      </Card>
      <Card title="Went to next">
        <LinkedBars rows={ranked([...door("exit", exits), ...after])} empty="Nobody left." />
      </Card>
    </>
  );
}

function neighbour({ pageURL, sessions }: Neighbour, more: LinkedRow["more"]): LinkedRow {
  const label = <PageLink page={pageURL}>{pageName(pageURL)}</PageLink>;
  return { key: pageURL, label, value: sessions, more };
}

function ranked(rows: readonly LinkedRow[]): LinkedRow[] {
  return [...rows].sort((one, other) => other.value - one.value).slice(0, SHOWN + 1);
}

const CHOICES: readonly { dimension: BreakdownDimension; label: string; unknown: string }[] = [
  { dimension: "channel", label: "Channels", unknown: "Direct" },
  { dimension: "source", label: "Sources", unknown: "Direct" },
  { dimension: "device", label: "Devices", unknown: "Unknown" },
  { dimension: "browser", label: "Browsers", unknown: "Unknown" },
  { dimension: "country", label: "Countries", unknown: "Unknown" },
];

/** Who saw the page: its sessions by a dimension. */
export function Who({ page }: { page: string }) {
  const [at, setAt] = useState(0);
  const choice = CHOICES[at] ?? CHOICES[0];
  if (!choice) return null;
  return (
    <Card
      title="Who saw it"
      actions={
        <span className="flex flex-wrap">
          {CHOICES.map(({ label }, n) => (
            <Button
              key={label}
              look="ghost"
              size="small"
              aria-pressed={n === at}
              onClick={() => setAt(n)}
              className={cn(n === at && "bg-hover text-ink")}
            >
              {label}
            </Button>
          ))}
        </span>
      }
    >
      <WhoRows page={page} {...choice} />
    </Card>
  );
}

function WhoRows({ page, dimension, unknown }: (typeof CHOICES)[number] & { page: string }) {
  const question = useSeenQuestion(page);
  const found = useQuery(
    analyticsQuery("/api/analytics/breakdown", question, { dimension, limit: SHOWN }),
  );
  return (
    <Found found={found} what="Who saw the page">
      {({ rows }) => (
        <LinkedBars
          rows={rows.map(({ value, sessions }) => ({
            key: value,
            label: value === "" ? unknown : choiceLabel(dimension, value),
            value: sessions,
            more: { pageURL: page, [dimension]: [value === "" ? UNKNOWN : value] },
          }))}
          empty="Nobody saw it in this range."
        />
      )}
    </Found>
  );
}

/** What was pressed on the page, most often first. */
export function Elements({ page }: { page: string }) {
  const question = useBareQuestion();
  const found = useQuery(
    analyticsQuery("/api/analytics/events", question, { kind: "click", page, limit: SHOWN }),
  );
  return (
    <Card title="Pressed most">
      <Found found={found} what="The clicks">
        {({ events }) => (
          <LinkedBars
            rows={events.map(({ name, count, sessions }) => ({
              key: name,
              label: (
                <span className="truncate" title={name}>
                  {name || "unnamed element"}
                </span>
              ),
              value: sessions,
              note: formatPlural(count, "click"),
              more: happening("click", page, name),
            }))}
            empty="Nothing was pressed on it in this range."
          />
        )}
      </Found>
    </Card>
  );
}

/** What the page threw. */
export function PageErrors({ page }: { page: string }) {
  const question = useBareQuestion();
  const found = useQuery(analyticsQuery("/api/analytics/errors", question, { page, limit: SHOWN }));
  return (
    <Card title="Errors on it">
      <Found found={found} what="The errors">
        {({ errors }) => (
          <LinkedBars
            rows={errors.map((one) => ({
              key: one.groupId,
              label: (
                <span className="flex min-w-0 items-center gap-1">
                  <MomentLink
                    sessionId={one.lastSessionId}
                    tabId={one.lastTabId}
                    at={one.lastAt}
                    label="Replay of the last time"
                  />
                  <span className="truncate" title={one.message}>
                    {one.message}
                  </span>
                </span>
              ),
              value: one.sessions,
              note: `${formatCount(one.count)} ×`,
              more: withPage(page, one.groupId),
            }))}
            empty="It threw no error in this range."
          />
        )}
      </Found>
    </Card>
  );
}

/** The same cause may be thrown by other pages too: the list is of sessions with it on this one. */
function withPage(page: string, groupId: string) {
  const [cause, here] = [happening("error", groupId), happening("page-error", page)];
  return { happened: `${cause.happened ?? ""}\n${here.happened ?? ""}` };
}

/** The latest sessions that saw the page, and the way to all of them. */
export function Sessions({ page }: { page: string }) {
  const question = useSeenQuestion(page);
  const { projectId } = question;
  const found = useQuery({
    queryKey: ["page-sessions", question],
    queryFn: () =>
      answerOf(
        api.GET("/api/tracking/sessions", {
          params: { query: { ...question, limit: SESSIONS } },
        }),
      ),
    meta: { pushed: { projectId, everyMs: EVERY_MS } },
  });
  return (
    <Card
      title="Sessions that saw it"
      actions={
        found.data ? (
          <span className="text-xs">
            <SessionsNumber more={{ pageURL: page }}>
              All {formatCount(found.data.total)}
            </SessionsNumber>
          </span>
        ) : null
      }
    >
      <Found found={found} what="The sessions">
        {({ sessions }) => (
          <ol className="divide-y divide-line">
            {sessions.map((session) => (
              <li key={session.sessionId}>
                <SessionRow session={session} />
              </li>
            ))}
          </ol>
        )}
      </Found>
    </Card>
  );
}

function SessionRow({ session }: { session: SessionSummary }) {
  const { projectId, settings } = useProject();
  const { sessionId, entryPageURL, exitPageURL, durationMs, errorCount, startedAt } = session;
  return (
    <Link
      to="/p/$projectId/sessions/$sessionId"
      params={{ projectId, sessionId }}
      search={(previous) => previous}
      className="flex h-10 items-center gap-3 rounded-md px-1 hover:bg-hover"
    >
      {session.hasRecording ? (
        <Play className="size-3.5 shrink-0 fill-current text-pulse" aria-label="Recorded" />
      ) : (
        <span className="size-3.5 shrink-0" />
      )}
      <VisitorShape id={session.visitorId || sessionId} />
      <span className="min-w-0 flex-1 truncate">
        {formatPage(entryPageURL)}
        {exitPageURL === entryPageURL ? null : (
          <span className="text-ink-faint"> → {formatPage(exitPageURL)}</span>
        )}
      </span>
      {errorCount > 0 ? (
        <TriangleAlert className="size-4 shrink-0 text-attention" aria-label="with errors" />
      ) : null}
      <span className="text-ink-muted tabular-nums">{formatDuration(durationMs)}</span>
      <span className="w-20 text-right text-ink-faint text-xs">
        <When at={startedAt} timeZone={settings.timeZone} />
      </span>
    </Link>
  );
}

/** What was found, or that it is on the way, or what went wrong. */
function Found<Answer>({
  found,
  what,
  children,
}: {
  found: {
    data: Answer | undefined;
    isError: boolean;
    error: unknown;
    refetch: () => unknown;
  };
  what: string;
  children: (answer: Answer) => ReactNode;
}) {
  if (found.data !== undefined) return children(found.data);
  if (!found.isError) return <RowsSkeleton />;
  return (
    <ErrorMessage
      title={`${what} could not be loaded`}
      error={found.error}
      onRetry={() => void found.refetch()}
    />
  );
}
