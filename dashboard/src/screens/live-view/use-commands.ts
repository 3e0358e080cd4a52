import { type RefObject, useEffect } from "react";
import { toast } from "sonner";
import { copyText } from "../../components/copy";
import { useKeys } from "../../shell/keys";
import { useShell } from "../../shell/shell-context";
import type { Commands } from "../replay/controls";
import { linkToMoment } from "../replay/moment";
import type { SessionDetail } from "../replay/recording";
import { otherSpeed, useReplayKeys } from "../replay/replay-keys";
import { activeTabAt, tabSwitches } from "../replay/tabs";
import type { Live } from "./use-live";

/** Nearer to the present than this, ms, going there means to go live. */
const LIVE_EDGE_MS = 1_500;

/** What a person can do with the picture, live and rewound. */
export interface LiveCommands extends Commands {
  goTo(at: number, tabId?: string): void;
  goLive(): void;
  chooseTab(tabId: string | null): void;
}

export function useCommands(
  live: Live,
  detail: SessionDetail | undefined,
  isOver: boolean,
  full: RefObject<HTMLElement | null>,
  here: { projectId: string; sessionId: string },
): LiveCommands {
  const { openKeyList } = useShell();
  const { controller, follower } = live;
  const time = timeCommands(live, detail, isOver);
  const commands: LiveCommands = {
    ...time,
    setSpeed: (speed) => controller.setSpeed(speed),
    toggleSkip: () => controller.setSkipInactivity(!controller.state.get().skipInactivity),
    async copyLink() {
      const startAt = detail?.session.startedAt ?? controller.position.get();
      const session = new URL(`/p/${here.projectId}/sessions/${here.sessionId}`, location.href);
      const link = linkToMoment(session.href, controller.position.get() - startAt);
      if (await copyText(link)) toast("Link to this moment of the recording copied.");
    },
    toggleFullscreen() {
      if (document.fullscreenElement) void document.exitFullscreen();
      else void full.current?.requestFullscreen();
    },
    follow: time.goLive,
    showKeys: openKeyList,
    chooseTab(tabId) {
      follower.chooseTab(tabId);
      if (tabId !== null && follower.state.get().mode !== "live") {
        time.goTo(controller.position.get(), tabId);
      }
    },
  };
  useReplayKeys({
    ...commands,
    by: (ms) => commands.goTo(controller.position.get() + ms),
    changeSpeed: (direction) => {
      controller.setSpeed(otherSpeed(controller.state.get().speed, direction));
    },
  });
  useKeys("Live", [{ keys: "l", does: "Go live", run: commands.goLive }]);
  useReturn(live, isOver);
  return commands;
}

/** The commands that move in time. */
function timeCommands(
  { controller, follower }: Live,
  detail: SessionDetail | undefined,
  isOver: boolean,
): Pick<LiveCommands, "goTo" | "goLive" | "toggle" | "step"> {
  const mode = () => follower.state.get().mode;
  const goLive = () => {
    if (!isOver) follower.goLive();
  };
  /** Let the replay show a moment; what was live until now is left as it is. */
  const rewind = (at: number, isPlaying: boolean, tabId = tabAt(at)) => {
    const wasRewound = mode() === "rewound";
    if (!wasRewound) follower.leave("rewound");
    if (wasRewound && tabId === controller.state.get().tabId) controller.seek(at);
    else {
      controller.pause();
      controller.open(tabId, at, isPlaying);
    }
  };
  const tabAt = (at: number): string => {
    const { tabId, chosenTab } = follower.state.get();
    if (chosenTab !== null || !detail) return chosenTab ?? tabId;
    return activeTabAt(tabSwitches(detail), at) ?? tabId;
  };
  return {
    goLive,
    goTo(at, tabId) {
      const inside = Math.max(at, detail?.session.startedAt ?? at);
      if (!isOver && inside > follower.now() - LIVE_EDGE_MS) goLive();
      else rewind(inside, controller.isPlaying(), tabId);
    },
    toggle() {
      if (mode() === "live" && !isOver) {
        controller.pause();
        follower.leave("paused");
      } else if (mode() !== "rewound") rewind(controller.position.get(), true);
      else if (controller.isPlaying()) controller.pause();
      else controller.play();
    },
    step(direction) {
      if (mode() === "rewound") controller.step(direction);
      else {
        // The picture of this moment comes first, then the step from it.
        rewind(controller.position.get(), false);
        whenShown(controller, () => controller.step(direction));
      }
    },
  };
}

/** Call back once when the moment that was asked for is on the screen. */
function whenShown({ state }: Live["controller"], callback: () => void): void {
  const stop = state.subscribe(() => {
    const { isLoading, error, problem } = state.get();
    if (isLoading && !error) return;
    stop();
    if (!error && !problem) callback();
  });
}

/** Who plays what was until it meets what is goes on live. */
function useReturn({ controller, follower }: Live, isOver: boolean): void {
  useEffect(() => {
    if (isOver) return;
    const look = () => {
      const { player, isLoading } = controller.state.get();
      if (follower.state.get().mode !== "rewound" || isLoading) return;
      const isNear = controller.position.get() > follower.now() - LIVE_EDGE_MS;
      if (player === "ended" || (player === "playing" && isNear)) follower.goLive();
    };
    const stops = [controller.state.subscribe(look), controller.position.subscribe(look)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [controller, follower, isOver]);
}
