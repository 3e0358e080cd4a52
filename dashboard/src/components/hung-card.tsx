import { Link } from "@tanstack/react-router";
import { Download, Gauge } from "lucide-react";
import type { ReactNode } from "react";
import { addressOf } from "../api";
import { Button } from "./button";
import { Message } from "./message";

/** Stands over a recorded page that hung the player. `name` says whose it is. */
export function HungCard({
  name,
  onRetry,
  children,
}: {
  name: ReactNode;
  onRetry: () => void;
  /** What else can be done, as buttons. */
  children?: ReactNode;
}) {
  return (
    <div
      className="absolute inset-0 z-20 grid place-items-center overflow-auto bg-canvas"
      role="alert"
    >
      <Message
        icon={Gauge}
        title="This recording hangs the player"
        actions={
          <>
            <Button look="primary" onClick={onRetry}>
              Try again
            </Button>
            {children}
          </>
        }
      >
        {name} asks more of a browser than it can draw, so its player was ended. Nothing else is
        touched.
      </Message>
    </div>
  );
}

/** The same for a session that a member of the project looks at. */
export function HungSession({
  projectId,
  sessionId,
  onRetry,
}: {
  projectId: string;
  sessionId: string;
  onRetry: () => void;
}) {
  const file = `/api/tracking/sessions/${encodeURIComponent(sessionId)}/export`;
  return (
    <HungCard name={<SessionName sessionId={sessionId} />} onRetry={onRetry}>
      <Button asChild>
        <Link to="/p/$projectId/sessions" params={{ projectId }}>
          All sessions
        </Link>
      </Button>
      <Button asChild>
        <a href={addressOf(file, { projectId })} download>
          <Download aria-hidden="true" />
          Download the recording
        </a>
      </Button>
    </HungCard>
  );
}

function SessionName({ sessionId }: { sessionId: string }) {
  return (
    <>
      Session <code className="font-mono text-xs [overflow-wrap:anywhere]">{sessionId}</code>
    </>
  );
}
