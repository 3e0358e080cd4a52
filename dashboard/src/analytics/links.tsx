import { Link } from "@tanstack/react-router";
import { Flame, MonitorPlay, Play } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "../components/button";
import { cn } from "../components/class-names";
import type { Filters } from "../filters/filters";
import { withMore } from "../filters/happenings";
import { useProject } from "../project";

/** To the sessions of this screen's filters, and of some more. */
export function SessionsLink({ more, label }: { more: Filters; label: string }) {
  const { projectId } = useProject();
  return (
    <IconButton asChild label={label} size="icon-small">
      <Link
        to="/p/$projectId/sessions"
        params={{ projectId }}
        search={(previous) => withMore(previous, more)}
      >
        <MonitorPlay aria-hidden="true" />
      </Link>
    </IconButton>
  );
}

/** A number that opens the sessions behind it. */
export function SessionsNumber({
  more,
  isInstead = false,
  title = "See these sessions",
  children,
}: {
  more: Filters;
  /** Not besides what happened on the screen so far, but instead of it. */
  isInstead?: boolean;
  title?: string;
  children: ReactNode;
}) {
  const { projectId } = useProject();
  return (
    <Link
      to="/p/$projectId/sessions"
      params={{ projectId }}
      search={(previous) => (isInstead ? { ...previous, ...more } : withMore(previous, more))}
      title={title}
      className="-my-1 inline-block min-w-6 rounded-sm py-1 tabular-nums underline decoration-line-strong underline-offset-2 hover:text-pulse hover:decoration-pulse"
    >
      {children}
    </Link>
  );
}

/** The name of a page that opens everything about it, with the days of this screen. */
export function PageLink({
  page,
  children,
  className,
}: {
  /** As pages are listed, `host/path`, or an address. */
  page: string;
  children: ReactNode;
  className?: string;
}) {
  const { projectId } = useProject();
  return (
    <Link
      to="/p/$projectId/pages/view"
      params={{ projectId }}
      search={(previous) => ({ ...previous, pageURL: undefined, metric: undefined, page })}
      title={page}
      className={cn("truncate rounded-sm hover:text-pulse hover:underline", className)}
    >
      {children}
    </Link>
  );
}

/** To a replay at one moment. */
export function MomentLink({
  sessionId,
  tabId,
  at,
  label,
}: {
  sessionId: string;
  tabId: string;
  /** Unix ms. */
  at: number;
  label: string;
}) {
  const { projectId } = useProject();
  return (
    <IconButton asChild label={label} size="icon-small">
      <Link
        to="/p/$projectId/sessions/$sessionId"
        params={{ projectId, sessionId }}
        search={(previous) => ({ ...previous, at, tab: tabId })}
      >
        <Play aria-hidden="true" />
      </Link>
    </IconButton>
  );
}

/** To the heatmap of a page. */
export function HeatmapLink({ pageURL }: { pageURL: string }) {
  const { projectId } = useProject();
  return (
    <IconButton asChild label="Heatmap of this page" size="icon-small">
      <Link
        to="/p/$projectId/heatmaps"
        params={{ projectId }}
        search={(previous) => ({ ...previous, pageURL })}
      >
        <Flame aria-hidden="true" />
      </Link>
    </IconButton>
  );
}
