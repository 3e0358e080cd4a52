import { useCallback, useEffect, useMemo, useState } from "react";
import type { LiveVisitor } from "../../live/messages";
import type { LiveStream } from "../../live/stream";
import type { FromPlayer } from "../../player/protocol";
import { createStore, type Store } from "../../store";
import { Follower } from "./follower";
import { PRESENT_ONLY } from "./history";
import { assetsOf } from "./shared-assets";
import { type PlayerFrame, useFrame, useMessages, useVisibility } from "./use-frame";

/** How often a tile asks the visitor's batches for, ms: it tells what goes on, not every step of it. */
const BATCH_MS = 1_000;

export interface Size {
  width: number;
  height: number;
}

interface Tile extends Pick<PlayerFrame, "frame"> {
  follower: Follower;
  /** The visitor's viewport, CSS pixels; null before the first picture. */
  size: Store<Size | null>;
}

/** Follow a session in a small picture. */
export function useTile({
  projectId,
  sessionId,
  stream,
  playerOrigin,
  visitor,
}: {
  projectId: string;
  sessionId: string;
  stream: LiveStream;
  playerOrigin: string;
  visitor: LiveVisitor;
}): Tile {
  const player = useFrame(playerOrigin);
  const { follower, size } = useMemo(() => {
    let run = 0;
    const assets = assetsOf(projectId);
    const made = new Follower({
      stream,
      sessionId,
      batchMs: BATCH_MS,
      kept: PRESENT_ONLY,
      fetchAssets: (texts, signal) => assets.of(texts.join(""), signal),
      send: player.send,
      claim: () => {
        run += 1;
        return run;
      },
      // A tile shows what is, and needs no other clock than the visitor's.
      clockOffsetMs: () => null,
      onPosition: () => undefined,
      onNews: () => undefined,
      now: () => Date.now(),
    });
    return { follower: made, size: createStore<Size | null>(null) };
  }, [projectId, sessionId, stream, player]);
  const hear = useCallback(
    (message: FromPlayer) => {
      if (message.type === "size") size.set({ width: message.width, height: message.height });
      follower.receive(message);
    },
    [follower, size],
  );
  useMessages(player, playerOrigin, hear);
  useEffect(() => {
    follower.start();
    return () => follower.stop();
  }, [follower]);
  useEffect(() => follower.setVisitor(visitor), [follower, visitor]);
  useVisibility(useCallback((isVisible) => follower.setAsleep(!isVisible), [follower]));
  return { follower, size, frame: player.frame };
}

/** A picture that was in view goes on for so long, ms: who scrolls back finds it as it is. */
const LINGER_MS = 4_000;
/** Pictures begin a little before they come into view. */
const MARGIN = "120px";

/** Whether an element is in view, or was a moment ago. */
export function useInView(element: HTMLElement | null): boolean {
  const [isInView, setInView] = useState(false);
  useEffect(() => {
    if (!element) return;
    let leaving: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        clearTimeout(leaving);
        if (entries.at(-1)?.isIntersecting) setInView(true);
        else leaving = setTimeout(() => setInView(false), LINGER_MS);
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element);
    return () => {
      clearTimeout(leaving);
      observer.disconnect();
    };
  }, [element]);
  return isInView;
}
