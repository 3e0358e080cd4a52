import { Link } from "@tanstack/react-router";
import {
  CloudOff,
  EyeOff,
  LoaderCircle,
  LogOut,
  type LucideIcon,
  RefreshCw,
  Square,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import type { LiveVisitor, Run } from "../../live/messages";
import { useStore } from "../../store";
import type { Follower, FollowerState } from "./follower";
import { isAway } from "./tabs";

interface Situation {
  projectId: string;
  sessionId: string;
  follower: Follower;
  visitor: LiveVisitor | null;
  hasLeft: boolean;
  hasRecording: boolean;
  run: Run | null;
  runLink?: ReactNode;
}

/** Says over the picture why it does not move, and what can be done. */
export function LiveNotes(props: Situation) {
  const state = useStore(props.follower.state, (held) => held);
  if (props.hasLeft) return <Left {...props} />;
  if (props.run?.state === "stopped") return <Stopped {...props} />;
  if (state.mode === "paused") return null;
  if (state.tabId === "") return <Beginning state={state} visitor={props.visitor} />;
  return <Disturbed state={state} visitor={props.visitor} />;
}

function Left({ hasRecording, ...where }: Situation) {
  return (
    <Card
      icon={LogOut}
      title="The visitor has left"
      actions={hasRecording ? <ToSession {...where} /> : null}
    >
      {hasRecording
        ? "Everything up to here is stored. Go back in the time below, or watch it from the beginning."
        : "Nothing of this visit was recorded."}
    </Card>
  );
}

function Stopped({ hasRecording, runLink, ...where }: Situation) {
  return (
    <Card
      icon={Square}
      title="The run has stopped"
      actions={
        <>
          {runLink}
          {hasRecording ? <ToSession {...where} /> : null}
        </>
      }
    >
      What was recorded until now is stored as a session.
    </Card>
  );
}

function ToSession({ projectId, sessionId }: Pick<Situation, "projectId" | "sessionId">) {
  return (
    <Button asChild look="primary">
      <Link
        to="/p/$projectId/sessions/$sessionId"
        params={{ projectId, sessionId }}
        search={{ t: 0 }}
      >
        Watch the recording
      </Link>
    </Button>
  );
}

/** Before the first picture. */
function Beginning({ state, visitor }: { state: FollowerState; visitor: LiveVisitor | null }) {
  if (state.connection !== "watching") {
    return (
      <Card icon={state.connection === "offline" ? CloudOff : LoaderCircle} title="Connecting">
        {state.connection === "offline"
          ? "The server cannot be reached. It is tried again by itself."
          : "Asking the server for this visitor."}
      </Card>
    );
  }
  return (
    <Card icon={isAway(visitor) ? EyeOff : LoaderCircle} title="Waiting for the first picture">
      {isAway(visitor)
        ? "The visitor looks at another tab. The picture comes when the page is looked at again."
        : "The visitor's browser was asked for it; it comes within a second."}
    </Card>
  );
}

/** Over a picture that is there. */
function Disturbed({ state, visitor }: { state: FollowerState; visitor: LiveVisitor | null }) {
  if (state.connection !== "watching") {
    return <Pill icon={CloudOff}>Connection lost: connecting again</Pill>;
  }
  if (state.flow === "resyncing") {
    return (
      <Pill icon={RefreshCw} isBusy>
        Resyncing: something was lost, a new picture is on its way
      </Pill>
    );
  }
  return isAway(visitor) ? <Pill icon={EyeOff}>The visitor looks at another tab</Pill> : null;
}

function Pill({
  icon: Icon,
  isBusy = false,
  children,
}: {
  icon: LucideIcon;
  isBusy?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="pointer-events-none absolute inset-x-2 top-3 flex justify-center" role="status">
      <span className="flex animate-appear items-center gap-2 rounded-full bg-raised px-3 py-1.5 text-ink text-xs shadow-popover">
        <Icon
          className={cn("size-4 shrink-0 text-attention", isBusy && "animate-spin")}
          aria-hidden="true"
        />
        {children}
      </span>
    </div>
  );
}

function Card({
  icon: Icon,
  title,
  actions = null,
  children,
}: {
  icon: LucideIcon;
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className="absolute inset-0 z-10 grid place-items-center bg-sunken/80 p-4" role="status">
      <div className="flex max-w-sm flex-col items-center gap-2 rounded-lg bg-raised p-5 text-center shadow-popover">
        <Icon
          className={cn("size-6 text-ink-muted", Icon === LoaderCircle && "animate-spin")}
          aria-hidden="true"
        />
        <h2 className="font-semibold text-base">{title}</h2>
        <p className="text-ink-muted">{children}</p>
        {actions ? <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
