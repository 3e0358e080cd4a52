import { useEffect, useMemo, useRef } from "react";
import { readFromPlayer } from "../../../player/protocol";
import { createAssetSource } from "../../replay/assets";
import { Controller } from "../../replay/controller";
import { fetchAsset, fetchWindow } from "../../replay/recording";
import { firstWindow, type WindowRequest } from "../../replay/windows";
import type { Clip } from "./clips";

/** Between a session and one of its tabs, in what the controller takes for a tab. */
const JOINT = ".";

/** The controller knows tabs of one session; a reel has many, so its tabs carry their session. */
function tabOf({ sessionId, tabId }: Clip): string {
  return `${sessionId}${JOINT}${tabId}`;
}

/** The window that a clip begins with. */
function beginningOf(clip: Clip): WindowRequest {
  return firstWindow(tabOf(clip), [], clip.from);
}

function isSame(one: WindowRequest, other: WindowRequest): boolean {
  return one.tabId === other.tabId && one.from === other.from && one.to === other.to;
}

/** Fetches windows of any session; the first one of the next clip lies ready before it is asked for. */
function createSource(projectId: string) {
  let warm: { wanted: WindowRequest; bytes: Promise<ArrayBuffer> } | null = null;
  const never = new AbortController().signal;
  const fetch = (wanted: WindowRequest, signal: AbortSignal) => {
    const [sessionId = "", ...tab] = wanted.tabId.split(JOINT);
    return fetchWindow(projectId, sessionId, { ...wanted, tabId: tab.join(JOINT) }, signal);
  };
  return {
    warmUp(clip: Clip): void {
      const wanted = beginningOf(clip);
      if (warm && isSame(warm.wanted, wanted)) return;
      const bytes = fetch(wanted, never);
      // Whoever really needs it asks again, and hears what is wrong.
      bytes.catch(() => {
        warm = null;
      });
      warm = { wanted, bytes };
    },
    fetch(wanted: WindowRequest, signal: AbortSignal): Promise<ArrayBuffer> {
      return warm && isSame(warm.wanted, wanted) ? warm.bytes : fetch(wanted, signal);
    },
  };
}

/** Wait for as long as somebody else wants: nothing follows the end of a clip. */
function nothing(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

/** Play one clip after the other in the player page in `frame`; `onEnd` hears of each end. */
export function useReel(
  projectId: string,
  playerOrigin: string,
  clip: Clip,
  next: Clip | undefined,
  onEnd: () => void,
) {
  const frame = useRef<HTMLIFrameElement>(null);
  const current = useRef(clip);
  current.current = clip;
  const source = useMemo(() => createSource(projectId), [projectId]);
  const controller = useMemo(() => {
    const assets = createAssetSource((hash, signal) => fetchAsset(projectId, hash, signal));
    const made = new Controller(
      {
        startAt: () => current.current.from,
        fullSnapshots: () => [],
        isInProgress: () => false,
      },
      {
        fetchWindow: (wanted, signal) => {
          const isBeyond = wanted.continued && wanted.from >= current.current.to;
          return isBeyond ? nothing(signal) : source.fetch(wanted, signal);
        },
        fetchAssets: assets.of,
        send: (message) => frame.current?.contentWindow?.postMessage(message, playerOrigin),
        now: () => performance.now(),
      },
    );
    made.setSkipInactivity(false);
    return made;
  }, [projectId, playerOrigin, source]);

  useMessages(controller, frame, playerOrigin);
  useEffect(() => controller.open(tabOf(clip), clip.from, true), [controller, clip]);
  useEffect(() => {
    if (next) source.warmUp(next);
  }, [source, next]);
  useEnd(controller, clip, onEnd);
  return { controller, frame };
}

function useMessages(
  controller: Controller,
  frame: React.RefObject<HTMLIFrameElement | null>,
  playerOrigin: string,
): void {
  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      const message = readFromPlayer(event, frame.current?.contentWindow ?? null, playerOrigin);
      if (message) controller.receive(message);
    };
    window.addEventListener("message", onMessage);
    controller.start();
    return () => {
      window.removeEventListener("message", onMessage);
      controller.stop();
    };
  }, [controller, frame, playerOrigin]);
}

/** Tell once when a clip has been shown to its end, or its recording ended before. */
function useEnd(controller: Controller, clip: Clip, onEnd: () => void): void {
  const latest = useRef(onEnd);
  latest.current = onEnd;
  useEffect(() => {
    let isOver = false;
    const watch = () => {
      const { isLoading, player, loadedTo } = controller.state.get();
      if (isOver || isLoading || loadedTo === 0) return;
      const isEnded = player === "ended";
      if (!isEnded && controller.position.get() < clip.to) return;
      isOver = true;
      latest.current();
    };
    const stops = [controller.position.subscribe(watch), controller.state.subscribe(watch)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [controller, clip]);
}
