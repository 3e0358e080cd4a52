import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, Loader, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/button";
import { CodeBlock } from "../../components/copy";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { When } from "../../components/when";
import { formatPlural } from "../../format";
import { installQuery, snippetOf } from "../../install";
import { useProject } from "../../project";
import { Section } from "./section";

/** The line to put into a site, and whether it works. */
export function InstallSettings() {
  const { projectKey } = useProject();
  return (
    <>
      <Section
        title="Install"
        note={
          <>
            Put this line into every page that you want to record, inside{" "}
            <code className="font-mono text-xs">{"<head>"}</code>. It loads after your page and
            never holds it up.
          </>
        }
      >
        <CodeBlock code={snippetOf(projectKey, window.location.origin)} />
        <Origins />
      </Section>
      <Section title="Install check" note="Open your site in another tab, then look here.">
        <Check />
        <OwnTraffic />
      </Section>
    </>
  );
}

function Origins() {
  const { projectId, settings } = useProject();
  const origins = settings.allowedOrigins ?? [];
  const change = (
    <Link
      to="/p/$projectId/settings/project"
      params={{ projectId }}
      className="text-pulse underline underline-offset-2"
    >
      Change
    </Link>
  );
  if (origins.length === 0) {
    return (
      <p className="text-attention">
        No origin may send recordings yet: nothing will arrive. {change}
      </p>
    );
  }
  return (
    <p className="text-ink-muted">
      {origins.includes("*")
        ? "Pages of every origin may send."
        : `May send: ${origins.join(", ")}.`}{" "}
      {change}
    </p>
  );
}

function Check() {
  const { projectId } = useProject();
  const install = useQuery(installQuery(projectId));
  if (install.isPending) return <Skeleton className="h-[74px] rounded-lg" />;
  if (install.isError) {
    return (
      <ErrorMessage
        title="The check did not work"
        error={install.error}
        onRetry={() => void install.refetch()}
      />
    );
  }
  return install.data.pageViewCount > 0 ? <Seen {...install.data} /> : <Waiting />;
}

function Box({
  icon,
  action,
  children,
}: {
  icon: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-4 rounded-lg border border-line bg-surface p-4"
    >
      {icon}
      <div className="min-w-0 flex-1 basis-48">{children}</div>
      {action}
    </div>
  );
}

function Seen({
  pageViewCount,
  origins,
  lastReceivedAt,
}: {
  pageViewCount: number;
  origins: readonly string[];
  lastReceivedAt: number | null;
}) {
  const { projectId, settings } = useProject();
  return (
    <Box
      icon={<CircleCheck className="size-5 shrink-0 text-good" aria-hidden="true" />}
      action={
        <Button asChild>
          <Link to="/p/$projectId/sessions" params={{ projectId }}>
            Open the sessions
          </Link>
        </Button>
      }
    >
      <p className="break-words font-medium">
        We have seen {formatPlural(pageViewCount, "page view")} from {listOf(origins)}.
      </p>
      {lastReceivedAt === null ? null : (
        <p className="text-ink-muted">
          The newest one: <When at={lastReceivedAt} timeZone={settings.timeZone} />.
        </p>
      )}
    </Box>
  );
}

function OwnTraffic() {
  const { projectId } = useProject();
  return (
    <p className="text-ink-muted">
      Your own visits count until you{" "}
      <Link
        to="/p/$projectId/settings/own-traffic"
        params={{ projectId }}
        className="text-pulse underline underline-offset-2"
      >
        leave out this browser
      </Link>
      .
    </p>
  );
}

/** So many origins are named; a page can be opened from any number of them. */
const NAMED_ORIGINS = 3;

function listOf(origins: readonly string[]): string {
  const named = origins.slice(0, NAMED_ORIGINS).join(", ");
  const others = origins.length - NAMED_ORIGINS;
  return others > 0 ? `${named} and ${formatPlural(others, "other")}` : named || "your site";
}

function Waiting() {
  return (
    <>
      <Box icon={<Loader className="size-5 shrink-0 text-ink-faint" aria-hidden="true" />}>
        <p className="font-medium">Nothing seen yet.</p>
        <p className="text-ink-muted">The first page view appears here within two seconds.</p>
      </Box>
      <div className="flex gap-3 text-ink-muted">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-ink-faint" aria-hidden="true" />
        <ul className="flex flex-col gap-1">
          <li>Is the line in the page's source, with this project's key?</li>
          <li>Is the address of the page among the allowed origins, with its port?</li>
          <li>Does a content security policy allow this server in script-src and connect-src?</li>
          <li>Is an ad blocker on, or does the browser ask sites not to track (GPC)?</li>
        </ul>
      </div>
    </>
  );
}
