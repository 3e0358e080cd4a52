import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { toast } from "sonner";
import { copyText } from "../../components/copy";
import { useMe } from "../../project";
import { useShell } from "../../shell/shell-context";
import { useStore } from "../../store";
import { AddressBar } from "./address-bar";
import type { Controller } from "./controller";
import { type Commands, Controls } from "./controls";
import { Failure } from "./failure";
import { linkToMoment, useMomentInUrl } from "./moment";
import { neighboursOf } from "./neighbours";
import type { SessionDetail } from "./recording";
import { otherSpeed, useReplayKeys } from "./replay-keys";
import { SidePanel } from "./side-panel";
import { Stage, type Zoom } from "./stage";
import { TabSwitcher } from "./tab-switcher";
import { activeTabAt, tabSwitches } from "./tabs";
import { momentOf, rangeOf, shareOf } from "./timeline";
import { TimelineBar } from "./timeline-bar";
import { useActiveTab, useReplay } from "./use-replay";

interface ReplayProps {
  projectId: string;
  detail: SessionDetail;
  /** Where to begin: ms from the session's start, and the tab; both from the URL. */
  at: number | undefined;
  tabId: string | undefined;
}

/** The recording of a session with everything around it. */
export function Replay({ projectId, detail, at, tabId }: ReplayProps) {
  const { playerOrigin } = useMe();
  const { controller, frame } = useReplay(projectId, detail, playerOrigin);
  const tabs = useTabChoice(controller, detail, tabId);
  const moment = useMoment(controller, detail, at, tabs);
  const full = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState<Zoom>("fit");
  const commands = useCommands(controller, detail, full, moment);
  const range = rangeOf(detail);
  return (
    <div className="flex min-h-0 flex-1 flex-col lg:flex-row">
      <div
        ref={full}
        className="flex min-w-0 flex-1 flex-col bg-canvas max-lg:h-[62dvh] max-lg:flex-none"
      >
        <AddressBar controller={controller} detail={detail} />
        <div className="relative flex min-h-0 flex-1 flex-col">
          <Stage
            controller={controller}
            frame={frame}
            playerOrigin={playerOrigin}
            zoom={zoom}
            onToggle={commands.toggle}
          />
          <Failure controller={controller} onSkip={() => moment.by(SKIP_HEAVY_MS)} />
        </div>
        <TimelineBar controller={controller} detail={detail} onSeek={(to) => moment.goTo(to)} />
        <Controls
          controller={controller}
          range={range}
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
        </Controls>
      </div>
      <SidePanel controller={controller} detail={detail} onSeek={moment.goTo} />
    </div>
  );
}

/** How far ahead a moment is left that the player cannot draw. */
const SKIP_HEAVY_MS = 10_000;

interface TabChoice {
  /** Whether the replay goes to whichever tab the visitor looked at. */
  isFollowing: boolean;
  setFollowing(isFollowing: boolean): void;
  /** The tab to show at a moment. */
  at(moment: number): string;
}

function useTabChoice(
  controller: Controller,
  detail: SessionDetail,
  tabId: string | undefined,
): TabChoice {
  const [isFollowing, setFollowing] = useState(tabId === undefined);
  const switches = useMemo(() => tabSwitches(detail), [detail]);
  useActiveTab(controller, detail, isFollowing);
  const recorded = detail.tabs.filter((tab) => tab.fullSnapshots.length > 0);
  const first = recorded[0]?.tabId ?? "";
  return {
    isFollowing,
    setFollowing,
    at: (moment) => (isFollowing ? (activeTabAt(switches, moment) ?? first) : first),
  };
}

/** Seeking by hand, with the moment kept in the URL. */
function useMoment(
  controller: Controller,
  detail: SessionDetail,
  at: number | undefined,
  tabs: TabChoice,
) {
  const range = rangeOf(detail);
  const write = useMomentInUrl(at, (offsetMs) => goTo(range.startAt + offsetMs));
  const tabInUrl = () => (tabs.isFollowing ? undefined : controller.state.get().tabId);

  const open = (moment: number, wanted: string) => {
    const inside = momentOf(range, shareOf(range, moment));
    if (wanted === controller.state.get().tabId) controller.seek(inside);
    else controller.open(wanted, inside, controller.isPlaying());
    return inside;
  };
  const goTo = (moment: number, tabId?: string) => {
    const current = controller.state.get().tabId;
    const wanted = tabId ?? (tabs.isFollowing ? tabs.at(moment) : current);
    const inside = open(moment, wanted);
    write(inside - range.startAt, tabInUrl());
  };

  useOpening(controller, detail, at, tabs);
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

/**
 * Show the first moment once; later ones come from the person who watches.
 *
 * The moment that a link names stands still; otherwise the session plays, from its beginning or,
 * while it is in progress, from now on.
 */
function useOpening(
  controller: Controller,
  detail: SessionDetail,
  offsetMs: number | undefined,
  tabs: TabChoice,
) {
  const open = () => {
    const { startAt, endAt } = rangeOf(detail);
    const at = startAt + (offsetMs ?? 0);
    if (offsetMs !== undefined) controller.open(tabs.at(at), at, false);
    else if (detail.session.inProgress) controller.openNewest(tabs.at(endAt), endAt);
    else controller.open(tabs.at(at), at, true);
  };
  const first = useRef(open);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new controller opens anew
  useEffect(() => first.current(), [controller]);
}

function useCommands(
  controller: Controller,
  detail: SessionDetail,
  full: RefObject<HTMLDivElement | null>,
  moment: ReturnType<typeof useMoment>,
): Commands {
  const { openKeyList } = useShell();
  const goToNeighbour = useNeighbours(detail.session.sessionId);
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
    follow: () => controller.follow(detail.session.endedAt),
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
