import { getRouteApi } from "@tanstack/react-router";
import { ShieldCheck } from "lucide-react";
import { Fragment, useState } from "react";
import { DownloadMenu } from "../../analytics/download-menu";
import { MomentLink, PageLink, SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { Nothing } from "../../analytics/nothing";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { SearchBox } from "../../analytics/search-box";
import { When } from "../../components/when";
import { happening } from "../../filters/happenings";
import { formatPage, formatPlural } from "../../format";
import { useProject } from "../../project";

const route = getRouteApi("/p/$projectId/errors");

type Errors = NonNullable<ReturnType<typeof useAnalytics<"/api/analytics/errors">>["data"]>;
type Group = Errors["errors"][number];

/** What broke, one row for each cause, with a way to the moment at which it did. */
export function ErrorsScreen() {
  const { find = "" } = route.useSearch();
  const found = useAnalytics("/api/analytics/errors", { search: find, limit: 100 });
  const tools = (
    <>
      <SearchBox label="Find an error" value={find} />
      <DownloadMenu table="errors" label="Download the errors" more={{ search: find }} />
    </>
  );
  return (
    <AnalyticsScreen title="Errors" found={found} tools={tools}>
      {(answer) => <List answer={answer} isFound={find !== ""} />}
    </AnalyticsScreen>
  );
}

function List({ answer, isFound }: { answer: Errors; isFound: boolean }) {
  if (answer.errors.length === 0) {
    return (
      <Nothing icon={ShieldCheck} title={isFound ? "No error says this" : "No errors"}>
        {isFound
          ? "Look for another part of the message or of the script."
          : "No page threw an error in these sessions."}
      </Nothing>
    );
  }
  return (
    <>
      <p className="text-ink-muted">
        {formatPlural(answer.count, "error")} of {formatPlural(answer.total, "cause")}, in{" "}
        <SessionsNumber more={{ hasErrors: true }}>these sessions</SessionsNumber>
      </p>
      <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {answer.errors.map((group) => (
          <li key={group.groupId}>
            <Cause group={group} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Cause({ group }: { group: Group }) {
  const { settings } = useProject();
  const { groupId, message, source, line, column, count, sessions, sessionsShare, lastAt } = group;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <div className="flex items-center gap-3 px-3 py-2.5 hover:bg-hover">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="min-w-0 flex-1 text-left"
        >
          <span className="line-clamp-2 font-medium [overflow-wrap:anywhere]">{message}</span>
          <span className="block truncate font-mono text-ink-faint text-xs">
            {source ? `${formatPage(source)}:${line}:${column}` : "unknown script"}
          </span>
        </button>
        <span className="w-28 shrink-0 text-right text-ink-muted text-xs tabular-nums">
          <SessionsNumber more={happening("error", groupId)}>
            {formatPlural(sessions, "session")}
          </SessionsNumber>
          <span className="block text-ink-faint">{formatShare(sessionsShare)} of all</span>
        </span>
        <span className="w-20 shrink-0 text-right text-ink-muted text-xs tabular-nums max-sm:hidden">
          <SessionsNumber more={happening("error", groupId)}>
            {formatPlural(count, "time")}
          </SessionsNumber>
        </span>
        <span className="w-20 shrink-0 text-right text-ink-faint text-xs max-sm:hidden">
          <When at={lastAt} timeZone={settings.timeZone} />
        </span>
        <MomentLink
          sessionId={group.lastSessionId}
          tabId={group.lastTabId}
          at={lastAt}
          label="Replay of the last time"
        />
      </div>
      {isOpen ? <Facts group={group} /> : null}
    </>
  );
}

function Facts({ group: { stack, pages, browsers, visitors } }: { group: Group }) {
  return (
    <div className="flex flex-col gap-3 border-line border-t bg-sunken px-3 py-3">
      <p className="text-ink-muted text-xs">
        {formatPlural(visitors, "visitor")} with {browsers.join(", ") || "unknown browsers"}, on{" "}
        {pages.map((page, n) => (
          <Fragment key={page}>
            {n > 0 ? ", " : null}
            <PageLink page={page}>{formatPage(page)}</PageLink>
          </Fragment>
        ))}
      </p>
      <pre className="max-h-64 overflow-auto whitespace-pre-wrap break-all font-mono text-xs">
        {stack || "The browser told no stack."}
      </pre>
    </div>
  );
}
