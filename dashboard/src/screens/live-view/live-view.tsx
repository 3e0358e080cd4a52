import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { HungSession } from "../../components/hung-card";
import type { LiveVisitor, Run } from "../../live/messages";
import type { LiveStream } from "../../live/stream";
import { useMe } from "../../project";
import { useStore } from "../../store";
import { Controls } from "../replay/controls";
import { Failure } from "../replay/failure";
import { HideButton } from "../replay/hide-button";
import { type SessionDetail, sessionQuery } from "../replay/recording";
import { Stage, type Zoom } from "../replay/stage";
import { rangeOf } from "../replay/timeline";
import { TimelineBar } from "../replay/timeline-bar";
import { useActiveTab } from "../replay/use-replay";
import { GoLiveButton } from "./go-live-button";
import { LiveBar } from "./live-bar";
import { LiveNotes } from "./live-notes";
import { LivePanels } from "./live-panels";
import { LiveTabs } from "./live-tabs";
import { presentOf } from "./present";
import { useCommands } from "./use-commands";
import { type Live, useLive } from "./use-live";

/** How often the time bar grows. */
const TICK_MS = 1_000;
/** How far ahead a moment is left that the player cannot draw. */
const SKIP_HEAVY_MS = 10_000;

export interface LiveViewProps {
  projectId: string;
  sessionId: string;
  stream: LiveStream;
  /** As last known, also of one who has left; null: not yet known. */
  visitor: LiveVisitor | null;
  hasLeft: boolean;
  /** The run that the session belongs to, where it does. */
  run: Run | null;
  /** Leads to the page of the run. */
  runLink?: ReactNode;
}

/** One visitor as it is now, with the way back to everything since the visitor came. */
export function LiveView(props: LiveViewProps) {
  const { projectId, sessionId, visitor, hasLeft, run } = props;
  const { playerOrigin } = useMe();
  const isOver = hasLeft || run?.state === "stopped";
  const detail = useDetail(projectId, sessionId);
  const live = useLive({ ...props, playerOrigin, detail, isOver });
  const { controller, follower, frame } = live;
  const full = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const commands = useCommands(live, detail, isOver, full, { projectId, sessionId });
  const present = usePresent(live, detail, isOver);
  const mode = useStore(follower.state, (state) => state.mode);
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
      <div
        ref={full}
        className="flex min-w-0 flex-1 flex-col bg-canvas max-lg:h-[62dvh] max-lg:flex-none"
      >
        <LiveBar live={live} visitor={visitor} isOver={isOver} />
        <div className="relative flex min-h-0 flex-1 flex-col">
          <Stage
            controller={controller}
            frame={frame}
            playerOrigin={playerOrigin}
            zoom={zoom}
            onToggle={commands.toggle}
            hung={(retry) => <HungSession {...{ projectId, sessionId }} onRetry={retry} />}
          />
          {mode === "rewound" ? (
            <Failure
              controller={controller}
              onSkip={() => commands.goTo(controller.position.get() + SKIP_HEAVY_MS)}
            />
          ) : (
            <LiveNotes {...props} follower={follower} hasRecording={detail !== undefined} />
          )}
        </div>
        {present ? (
          <>
            <TimelineBar controller={controller} detail={present} onSeek={commands.goTo} />
            <Controls
              controller={controller}
              range={rangeOf(present)}
              commands={commands}
              isInProgress={!isOver}
              zoom={zoom}
              onZoom={setZoom}
              follow={<GoLiveButton follower={follower} onGoLive={commands.goLive} />}
            >
              <LiveTabs follower={follower} visitor={visitor} onChoose={commands.chooseTab} />
              <HideButton controller={controller} />
            </Controls>
            {mode === "rewound" ? <RewoundTabs live={live} detail={present} /> : null}
          </>
        ) : (
          // Has the height of the time bar and the buttons, so that nothing jumps.
          <div className="h-27 shrink-0" />
        )}
      </div>
      <LivePanels
        live={live}
        detail={present}
        startedAt={visitor?.onlineSince}
        onSeek={commands.goTo}
      />
    </div>
  );
}

/**
 * What is stored of the session; there is nothing in its first seconds. The server tells when there
 * is more: bands, markers and gaps of the time bar grow by it.
 */
function useDetail(projectId: string, sessionId: string) {
  const { data } = useQuery({ ...sessionQuery(projectId, sessionId), retry: false });
  return data;
}

/** What is stored, reaching to this moment. */
function usePresent({ follower }: Live, detail: SessionDetail | undefined, isOver: boolean) {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (isOver) return;
    // Until the next tick the picture must not run out of the bar.
    const tick = () => setNow(follower.now() + TICK_MS);
    tick();
    const ticking = setInterval(tick, TICK_MS);
    return () => clearInterval(ticking);
  }, [follower, isOver]);
  return useMemo(() => {
    if (!detail) return undefined;
    if (!isOver) return presentOf(detail, now);
    return { ...detail, session: { ...detail.session, inProgress: false } };
  }, [detail, now, isOver]);
}

/** While what was is shown, the tab that the visitor looked at then. */
function RewoundTabs({ live, detail }: { live: Live; detail: SessionDetail }) {
  const isChosen = useStore(live.follower.state, (state) => state.chosenTab !== null);
  useActiveTab(live.controller, detail, !isChosen);
  return null;
}
