import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { cn } from "../../components/class-names";
import { useProject } from "../../project";
import type { PanelProps } from "./panel-props";
import {
  type Bar,
  barsOf,
  chosenRequests,
  formatTime,
  hasFailed,
  requestChips,
  shortUrl,
  sizeOf,
  statusOf,
} from "./request-list";
import { SignalList } from "./signal-list";
import { NoneCaptured, Signals } from "./signal-panel";
import { type PageRequest, requestsQuery } from "./signals";

/** What the page asked for, and how that went; a press goes to that moment. */
export function NetworkPanel(props: PanelProps) {
  const { projectId, settings } = useProject();
  const query = useQuery(requestsQuery({ projectId, ...props.detail.session }));
  return (
    <Signals
      query={query}
      what="requests"
      nothing={<NoneCaptured what="requests" isCaptured={settings.capture?.network === true} />}
    >
      {(requests) => <RequestList {...props} requests={requests} />}
    </Signals>
  );
}

/** The requests of a session, to search and to go to. */
export function RequestList({
  requests,
  ...about
}: PanelProps & { requests: readonly PageRequest[] }) {
  const bars = useMemo(() => barsOf(requests), [requests]);
  return (
    <SignalList
      {...about}
      rows={requests}
      noun="request"
      name="requests"
      chipsOf={requestChips}
      choose={chosenRequests}
      lookOf={(request) => hasFailed(request) && "bg-live-tint text-live"}
      lineOf={(request) => (
        <RequestLine
          request={request}
          pageURL={about.detail.session.entryPageURL}
          bar={bars.get(request) ?? NO_BAR}
        />
      )}
      factsOf={(request) => <RequestFacts request={request} />}
    />
  );
}

const NO_BAR: Bar = { left: 0, width: 0 };

function RequestLine({
  request,
  pageURL,
  bar,
}: {
  request: PageRequest;
  pageURL: string;
  bar: Bar;
}) {
  const isFailed = hasFailed(request);
  return (
    <>
      <span className="w-10 shrink-0 truncate text-xs tabular-nums">{statusOf(request)}</span>
      <span className="min-w-0 flex-1 truncate font-mono text-xs">
        {request.method && request.method !== "GET" ? (
          <span className="font-semibold">{request.method} </span>
        ) : null}
        <bdi>{shortUrl(request.url, pageURL)}</bdi>
      </span>
      <span className="relative h-2 w-14 shrink-0 rounded-sm bg-sunken" aria-hidden="true">
        <span
          className={cn(
            "absolute inset-y-0 min-w-0.5 rounded-sm",
            isFailed ? "bg-live" : "bg-pulse",
          )}
          style={{ left: `${bar.left * 96}%`, width: `${bar.width * 100}%`, maxWidth: "100%" }}
        />
      </span>
      <span className="w-12 shrink-0 text-right text-xs tabular-nums">
        {formatTime(request.durationMs)}
      </span>
    </>
  );
}

/** Why there is no status, in a sentence. */
const REASONS: Record<PageRequest["outcome"], string> = {
  answered: "",
  aborted: "The page itself ended it.",
  failed: "No answer came: the server was not reached, or another site did not allow the answer.",
  unfinished: "The page was left or hidden before an answer came.",
  opaque: "The browser does not tell how a request of this kind ended.",
};

function RequestFacts({ request }: { request: PageRequest }) {
  const facts = [
    ["Status", statusOf(request)],
    ["Time", formatTime(request.durationMs)],
    ["Size", sizeOf(request) || "from a cache, or not told"],
    ["Asked by", request.initiator],
  ] as const;
  return (
    <>
      <p className="font-mono text-xs [overflow-wrap:anywhere]">
        {request.method} {request.url}
      </p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {REASONS[request.outcome] ? (
        <p className="mt-2 text-ink-muted text-xs">{REASONS[request.outcome]}</p>
      ) : null}
    </>
  );
}
