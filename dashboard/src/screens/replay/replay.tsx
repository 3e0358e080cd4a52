import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type RefObject, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { copyText } from "../../components/copy";
import { HungSession } from "../../components/hung-card";
import { Skeleton } from "../../components/skeleton";
import { useMe } from "../../project";
import { useShell } from "../../shell/shell-context";
import { useStore } from "../../store";
import { AddressBar } from "./address-bar";
import type { Controller } from "./controller";
import { type Commands, Controls } from "./controls";
import { Failure } from "./failure";
import { HideButton } from "./hide-button";
import { linkToMoment, useMomentInUrl } from "./moment";
import { neighboursOf } from "./neighbours";
import { offsetOf, tabAt, type Wanted } from "./opening";
import { recordingOf, type SessionDetail } from "./recording";
import { otherSpeed, useReplayKeys } from "./replay-keys";
import { showMoment, type TabChoice, useTabChoice } from "./seeking";
import { SidePanel } from "./side-panel";
import { Stage, type Zoom } from "./stage";
import { TabSwitcher } from "./tab-switcher";
import { type Range, rangeOf } from "./timeline";
import { TimelineBar } from "./timeline-bar";
import { useReplay } from "./use-replay";

interface ReplayProps {
  projectId: string;
  sessionId: string;
  wanted: Wanted;
  /** Undefined until the server has answered: the player page loads meanwhile. */
  detail: SessionDetail | undefined;
}

/** The recording of a session with everything around it. */
export function Replay({ projectId, sessionId, wanted, detail }: ReplayProps) {
  const { playerOrigin } = useMe();
  const source = useMemo(() => recordingOf(projectId, sessionId), [projectId, sessionId]);
  const { controller, frame } = useReplay(source, wanted, playerOrigin);
  const tabs = useTabChoice(controller, detail, wanted.tabId);
  const moment = useMoment(controller, detail, wanted, tabs);
  const full = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const commands = useCommands(controller, { sessionId, detail }, full, moment);
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
      <div
        ref={full}
        className="flex min-w-0 flex-1 flex-col bg-canvas max-lg:h-[62dvh] max-lg:flex-none"
      >
        {detail ? (
          <AddressBar controller={controller} detail={detail} />
        ) : (
          <div className="h-9 shrink-0 border-line border-b bg-surface" />
        )}
        <div className="relative flex min-h-0 flex-1 flex-col">
          <Stage
            controller={controller}
            frame={frame}
            playerOrigin={playerOrigin}
            zoom={zoom}
            onToggle={commands.toggle}
            hung={(retry) => <HungSession {...{ projectId, sessionId }} onRetry={retry} />}
          />
          <Failure controller={controller} onSkip={() => moment.by(SKIP_HEAVY_MS)} />
        </div>
        {detail ? (
          <>
            <TimelineBar controller={controller} detail={detail} onSeek={(to) => moment.goTo(to)} />
            <Controls
              controller={controller}
              range={rangeOf(detail)}
              commands={commands}
              isInProgress={detail.session.inProgress}
              zoom={zoom}
              onZoom={setZoom}
            >
              <TabSwitcher
                controller={controller}
                detail={detail}
                isFollowing={tabs.isFollowing}
                onChoose={moment.chooseTab}
              />
              <HideButton controller={controller} />
            </Controls>
          </>
        ) : (
          // Has the height of the time bar and the buttons, so that nothing jumps.
          <div className="h-27 shrink-0" />
        )}
      </div>
      {detail ? (
        <SidePanel controller={controller} detail={detail} onSeek={moment.goTo} />
      ) : (
        <SidePanelSkeleton />
      )}
    </div>
  );
}

/** Has the shape of the panel, so that nothing jumps when the session is known. */
function SidePanelSkeleton() {
  return (
    <div
      className="w-92 space-y-3 border-line border-l p-3 max-lg:hidden"
      role="status"
      aria-label="Loading the session"
    >
      {[1, 2, 3, 4, 5, 6].map((row) => (
        <Skeleton key={row} className="h-6 w-full" />
      ))}
    </div>
  );
}

/** How far ahead a moment is left that the player cannot draw. */
const SKIP_HEAVY_MS = 10_000;
/** Stands for the time of a session that is not known yet; nothing can be sought in it. */
const NO_RANGE: Range = { startAt: 0, endAt: 1 };

/** Seeking by hand, with the moment kept in the URL. */
function useMoment(
  controller: Controller,
  detail: SessionDetail | undefined,
  wanted: Wanted,
  tabs: TabChoice,
) {
  const range = detail ? rangeOf(detail) : NO_RANGE;
  const write = useMomentInUrl(wanted.since ?? wanted.at, () => {
    if (detail) goTo(range.startAt + (offsetOf(wanted, detail) ?? 0));
  });
  const tabInUrl = () => (tabs.isFollowing ? undefined : controller.state.get().tabId);

  const open = (moment: number, tabId: string) => showMoment(controller, range, moment, tabId);
  const goTo = (moment: number, tabId?: string) => {
    if (!detail) return;
    const current = controller.state.get().tabId;
    const inside = open(moment, tabId ?? (tabs.isFollowing ? tabAt(detail, moment) : current));
    write(inside - range.startAt, tabInUrl());
  };

  return {
    goTo,
    by: (ms: number) => goTo(controller.position.get() + ms),
    chooseTab(tabId: string | null) {
      tabs.setFollowing(tabId === null);
      if (tabId) open(controller.position.get(), tabId);
    },
    /** Write the present moment into the URL. */
    remember: () => write(controller.position.get() - range.startAt, tabInUrl()),
    link: () =>
      linkToMoment(window.location.href, controller.position.get() - range.startAt, tabInUrl()),
  };
}

function useCommands(
  controller: Controller,
  { sessionId, detail }: Pick<ReplayProps, "sessionId" | "detail">,
  full: RefObject<HTMLDivElement | null>,
  moment: ReturnType<typeof useMoment>,
): Commands {
  const { openKeyList } = useShell();
  const goToNeighbour = useNeighbours(sessionId);
  const speed = useStore(controller.state, (state) => state.speed);
  const commands: Commands = {
    toggle() {
      if (!controller.isPlaying()) return controller.play();
      controller.pause();
      moment.remember();
    },
    step: (direction) => controller.step(direction),
    setSpeed: (next) => controller.setSpeed(next),
    toggleSkip: () => controller.setSkipInactivity(!controller.state.get().skipInactivity),
    async copyLink() {
      if (await copyText(moment.link())) toast("Link to this moment copied.");
    },
    toggleFullscreen() {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void full.current?.requestFullscreen();
    },
    follow: () => controller.follow(detail?.session.endedAt ?? 0),
    showKeys: openKeyList,
  };
  useReplayKeys({
    ...commands,
    by: moment.by,
    changeSpeed: (direction) => controller.setSpeed(otherSpeed(speed, direction)),
    goToNeighbour,
  });
  return commands;
}

/** Go to the next or previous session of the list that this one was opened from. */
function useNeighbours(sessionId: string) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (direction: 1 | -1) => {
    const { previous, next } = neighboursOf(queries, sessionId);
    const neighbour = direction === 1 ? next : previous;
    if (!neighbour) {
      toast(direction === 1 ? "No later session in the list." : "No earlier session in the list.");
      return;
    }
    void navigate({
      to: "/p/$projectId/sessions/$sessionId",
      params: (current) => ({ projectId: current.projectId ?? "", sessionId: neighbour }),
      search: (current) => ({ ...current, t: undefined, tab: undefined }),
    });
  };
}
