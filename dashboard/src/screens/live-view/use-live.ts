import { useCallback, useEffect, useMemo, useRef } from "react";
import type { LiveVisitor } from "../../live/messages";
import type { LiveEvent, LiveStream } from "../../live/stream";
import type { FromPlayer } from "../../player/protocol";
import { createStore, type Store } from "../../store";
import { Controller } from "../replay/controller";
import { fetchWindow, type SessionDetail } from "../replay/recording";
import type { ConsoleMessage } from "../replay/signals";
import { withConsole } from "./console-rows";
import { EMPTY_FEED, type Feed, withMessage } from "./feed";
import { Follower } from "./follower";
import { LAST_MINUTES } from "./history";
import { assetsOf } from "./shared-assets";
import { type PlayerFrame, useFrame, useMessages, useVisibility } from "./use-frame";

/** How often the big view asks the visitor's batches for, ms: half of what a person notices. */
const BATCH_MS = 150;

/** What a visitor's browser says beside its picture. */
export interface News {
  feed: Feed;
  console: readonly ConsoleMessage[];
}

export interface Live {
  /** Shows what was: rewinds, plays, steps. */
  controller: Controller;
  /** Shows what is. */
  follower: Follower;
  news: Store<News>;
}

interface LiveOf {
  projectId: string;
  sessionId: string;
  stream: LiveStream;
  playerOrigin: string;
  visitor: LiveVisitor | null;
  /** What is stored of the session; missing in its first seconds. */
  detail: SessionDetail | undefined;
  isOver: boolean;
}

function addNews(news: Store<News>, event: LiveEvent, clockOffsetMs: number): void {
  const { feed, console } = news.get();
  news.set({
    feed: withMessage(feed, event, clockOffsetMs),
    console: withConsole(console, event, clockOffsetMs),
  });
}

function createLive(
  { projectId, sessionId, stream }: LiveOf,
  latest: () => LiveOf,
  send: PlayerFrame["send"],
): Live {
  const assets = assetsOf(projectId);
  const news = createStore<News>({ feed: EMPTY_FEED, console: [] });
  const stored = (tabId: string) => latest().detail?.tabs.find((tab) => tab.tabId === tabId);
  const controller = new Controller(
    {
      startAt: () => latest().detail?.session.startedAt ?? 0,
      fullSnapshots: (tabId) => {
        const all = [...(stored(tabId)?.fullSnapshots ?? []), ...follower.snapshots(tabId)];
        return all.toSorted((a, b) => a - b);
      },
      isInProgress: () => !latest().isOver,
    },
    {
      fetchWindow: async (request, signal) =>
        follower.window(request) ?? fetchWindow(projectId, sessionId, request, signal),
      fetchAssets: assets.of,
      send,
      now: () => performance.now(),
    },
  );
  // Who goes back some seconds wants to see them, also where the visitor only looked on.
  controller.setSkipInactivity(false);
  const follower: Follower = new Follower({
    stream,
    sessionId,
    batchMs: BATCH_MS,
    kept: LAST_MINUTES,
    fetchAssets: (texts, signal) => assets.of(texts.join(""), signal),
    send,
    claim: (tabId) => controller.release(tabId),
    clockOffsetMs: () => latest().detail?.clockOffsetMs ?? null,
    onPosition: (at) => controller.position.set(at),
    onNews: (event, clockOffsetMs) => addNews(news, event, clockOffsetMs),
    now: () => Date.now(),
  });
  return { controller, follower, news };
}

/** Follow a session in the player page of a frame; `frame` is that page. */
export function useLive(of: LiveOf): Live & Pick<PlayerFrame, "frame"> {
  const { projectId, sessionId, stream, playerOrigin, visitor } = of;
  const player = useFrame(playerOrigin);
  const latest = useRef(of);
  latest.current = of;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only these make it another session
  const live = useMemo(
    () => createLive(latest.current, () => latest.current, player.send),
    [projectId, sessionId, stream, player],
  );
  const { controller, follower } = live;
  const hear = useCallback(
    (message: FromPlayer) => {
      // First the replay: it configures a player that is ready, and then the picture begins.
      controller.receive(message);
      follower.receive(message);
    },
    [controller, follower],
  );
  useMessages(player, playerOrigin, hear);
  useEffect(() => {
    controller.start();
    follower.start();
    return () => {
      follower.stop();
      controller.stop();
    };
  }, [controller, follower]);
  useEffect(() => follower.setVisitor(visitor), [follower, visitor]);
  useVisibility(useCallback((isVisible) => follower.setAsleep(!isVisible), [follower]));
  return { ...live, frame: player.frame };
}
