import { getRouteApi, Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft, UserRoundX } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Button, IconButton } from "../../components/button";
import { Message } from "../../components/message";
import { shortVisitor, VisitorShape } from "../../components/visitor";
import { formatPage } from "../../format";
import { useLive, usePresence } from "../../live/live-context";
import type { LiveVisitor, Run } from "../../live/messages";
import { useProject } from "../../project";
import { useKeys } from "../../shell/keys";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { LiveView } from "../live-view";
import { frontTab, isWatchable } from "./online";
import { RunBars } from "./run-bars";

const route = getRouteApi("/p/$projectId/live/$sessionId");

/** One visitor, large and live. */
export function WatchScreen() {
  const { projectId, sessionId } = route.useParams();
  useTitle("Live", useProject().name);
  return <Watch key={sessionId} projectId={projectId} sessionId={sessionId} />;
}

function Watch({ projectId, sessionId }: { projectId: string; sessionId: string }) {
  const { project } = useLive();
  const { visitor, hasLeft } = useVisitor(sessionId);
  const run = useRunOf(visitor);
  useWatchKeys(projectId, sessionId);
  const { recordingId = "" } = run ?? {};
  return (
    <>
      <TopBar back={<BackLink projectId={projectId} />} title={<Title visitor={visitor} />} />
      <RunBars />
      <main className="flex min-h-0 flex-1 flex-col">
        {hasLeft && !visitor ? (
          <HasLeft projectId={projectId} sessionId={sessionId} />
        ) : (
          <LiveView
            projectId={projectId}
            sessionId={sessionId}
            stream={project.stream}
            visitor={visitor}
            hasLeft={hasLeft}
            run={run ?? null}
            runLink={
              <Link to="/p/$projectId/live/runs/$recordingId" params={{ projectId, recordingId }}>
                Open the run
              </Link>
            }
          />
        )}
      </main>
    </>
  );
}

/** A visitor as last known; what is known stays when they leave. */
function useVisitor(sessionId: string): { visitor: LiveVisitor | null; hasLeft: boolean } {
  const now = usePresence(({ visitors }) => visitors.get(sessionId));
  const isKnown = usePresence((presence) => presence.isKnown);
  const [last, setLast] = useState<LiveVisitor | null>(null);
  useEffect(() => {
    if (now) setLast(now);
  }, [now]);
  return { visitor: now ?? last, hasLeft: isKnown && !now };
}

/** The run that a visitor is recorded for, or was until it ended. */
function useRunOf(visitor: LiveVisitor | null): Run | undefined {
  const [last, setLast] = useState("");
  const recordingId = visitor?.recordingId || last;
  useEffect(() => setLast(recordingId), [recordingId]);
  return usePresence(({ runs }) => runs.get(recordingId));
}

function useWatchKeys(projectId: string, sessionId: string): void {
  const navigate = useNavigate();
  const visitors = usePresence((presence) => presence.visitors);
  const others = useMemo(
    () => [...visitors.values()].filter(isWatchable).map((visitor) => visitor.sessionId),
    [visitors],
  );
  const go = (step: number) => {
    const next = others.at((others.indexOf(sessionId) + step) % others.length);
    if (!next || next === sessionId) return;
    const params = { projectId, sessionId: next };
    void navigate({ to: "/p/$projectId/live/$sessionId", params, search: (before) => before });
  };
  useKeys("Live view", [
    {
      keys: "Escape",
      does: "Back to the wall",
      run: () =>
        void navigate({
          to: "/p/$projectId/live",
          params: { projectId },
          search: (before) => before,
        }),
    },
    { keys: "n", does: "Next visitor", run: () => go(1) },
    { keys: "p", does: "Previous visitor", run: () => go(-1) },
  ]);
}

function BackLink({ projectId }: { projectId: string }) {
  return (
    <IconButton label="Back to the wall" shortcut="Esc" asChild>
      <Link to="/p/$projectId/live" params={{ projectId }} search={(previous) => previous}>
        <ArrowLeft />
      </Link>
    </IconButton>
  );
}

function Title({ visitor }: { visitor: LiveVisitor | null }) {
  if (!visitor) return "Live";
  return (
    <span className="flex min-w-0 items-center gap-2">
      <VisitorShape id={visitor.visitorId || visitor.sessionId} />
      <span className="font-mono text-xs">{visitor.userId || shortVisitor(visitor.visitorId)}</span>
      <span className="truncate font-normal text-ink-muted text-sm">
        {formatPage(frontTab(visitor)?.pageURL ?? "")}
      </span>
    </span>
  );
}

function HasLeft({ projectId, sessionId }: { projectId: string; sessionId: string }) {
  return (
    <Message
      icon={UserRoundX}
      title="This visitor is not online any more"
      actions={
        <>
          <Button asChild look="primary">
            <Link to="/p/$projectId/sessions/$sessionId" params={{ projectId, sessionId }}>
              Open the session
            </Link>
          </Button>
          <Button asChild>
            <Link to="/p/$projectId/live" params={{ projectId }}>
              Back to the wall
            </Link>
          </Button>
        </>
      }
    >
      What was recorded of the visit is a normal session.
    </Message>
  );
}
