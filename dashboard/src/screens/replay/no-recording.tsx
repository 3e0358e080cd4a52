import { Link } from "@tanstack/react-router";
import { VideoOff } from "lucide-react";
import { Button } from "../../components/button";
import { Message } from "../../components/message";
import { formatDuration } from "../../format";
import { hasRole, useProject } from "../../project";
import { adviceFor, describeReason, reasonLabel, settingOf } from "../capture-reason";
import type { PageVisit, SessionDetail } from "./recording";

/** A session that was counted and not recorded: why, what would change that, and what is known. */
export function NoRecording({ detail }: { detail: SessionDetail }) {
  const { session, pages } = detail;
  if (session.inProgress) return <OnItsWay />;
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <Message
        icon={VideoOff}
        title="This session has no recording"
        actions={<WhatToDo reason={session.captureReason} />}
      >
        <p>Not recorded: {describeReason(session)}.</p>
        <p className="mt-1">Its page views and events still count.</p>
        <p className="mt-1">{adviceFor(session)}</p>
      </Message>
      {pages.length > 0 ? <PageList pages={pages} startAt={session.startedAt} /> : null}
    </div>
  );
}

function OnItsWay() {
  return (
    <Message icon={VideoOff} title="Nothing to see yet" actions={<ToSessions />}>
      The first picture of the page is still on its way. This screen opens it when it arrives.
    </Message>
  );
}

/** The way to the setting that decided, for those who may change it. */
function WhatToDo({ reason }: { reason: SessionDetail["session"]["captureReason"] }) {
  const project = useProject();
  const setting = settingOf(reason);
  return (
    <>
      {setting && hasRole(project, "admin") ? (
        <Button look="primary" asChild>
          <Link to={`/p/$projectId/settings/${setting}`} params={{ projectId: project.projectId }}>
            Change what is recorded
          </Link>
        </Button>
      ) : null}
      <ToSessions />
    </>
  );
}

function ToSessions() {
  const { projectId } = useProject();
  return (
    <Button asChild>
      <Link to="/p/$projectId/sessions" params={{ projectId }}>
        All sessions
      </Link>
    </Button>
  );
}

function PageList({ pages, startAt }: { pages: readonly PageVisit[]; startAt: number }) {
  return (
    <section className="mx-auto max-w-xl px-4 pb-16">
      <h3 className="mb-2 font-medium">Pages it saw</h3>
      <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
        {pages.map((page) => (
          <li key={page.pageViewId} className="flex items-baseline gap-2.5 px-3 py-2">
            <span className="w-12 shrink-0 text-right text-ink-faint text-xs tabular-nums">
              {formatDuration(page.at - startAt)}
            </span>
            <span className="min-w-0 flex-1 truncate" title={page.pageURL}>
              {page.path}
            </span>
            <span className="shrink-0 text-ink-muted text-xs">
              {reasonLabel(page.captureReason)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
