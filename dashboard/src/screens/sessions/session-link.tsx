import { Link } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { SessionSummary } from "../../api";
import { formatMoment, formatPage } from "../../format";
import { useProject } from "../../project";

/** Where a row of the virtual list stands, px. */
export type Place = { index: number; top: number; height: number; isActive: boolean };

/** Where the replay begins when the list is about something that happened. */
function momentOf({ happenedAt, happenedTabId }: SessionSummary) {
  return happenedAt === null ? {} : { at: happenedAt, tab: happenedTabId || undefined };
}

/** The link over a whole row: a real one, so that it opens in new tabs and by keyboard. */
export function SessionLink({ session, isActive }: { session: SessionSummary; isActive: boolean }) {
  const { projectId, settings } = useProject();
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isActive) link.current?.focus({ preventScroll: true });
  }, [isActive]);
  const when = formatMoment(session.startedAt, settings.timeZone);
  return (
    <Link
      ref={link}
      to="/p/$projectId/sessions/$sessionId"
      params={{ projectId, sessionId: session.sessionId }}
      preload="intent"
      search={(previous) => ({ ...previous, ...momentOf(session) })}
      aria-label={`Session of ${when} on ${formatPage(session.entryPageURL)}`}
      className="absolute inset-0 -outline-offset-2"
    />
  );
}
