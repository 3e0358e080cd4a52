import { useEffect, useMemo, useRef } from "react";
import { DASHBOARD_PARAMETER, readFromPlayer } from "../../player/protocol";
import { createAssetSource } from "./assets";
import { Controller } from "./controller";
import { fetchAsset, fetchWindow, type SessionDetail } from "./recording";
import { activeTabAt, nextSwitch, tabSwitches } from "./tabs";

/** Where the player page is, told which dashboard it may listen to. */
export function playerAddress(playerOrigin: string): string {
  const url = new URL("/", playerOrigin);
  url.searchParams.set(DASHBOARD_PARAMETER, window.location.origin);
  return url.href;
}

/** Make the controller of a session and connect it with the player page in `frame`. */
export function useReplay(
  projectId: string,
  detail: SessionDetail,
  playerOrigin: string,
): { controller: Controller; frame: React.RefObject<HTMLIFrameElement | null> } {
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(detail);
  latest.current = detail;
  const { sessionId } = detail.session;

  const controller = useMemo(() => {
    const tab = (tabId: string) => latest.current.tabs.find((one) => one.tabId === tabId);
    const assets = createAssetSource((hash, signal) => fetchAsset(projectId, hash, signal));
    return new Controller(
      {
        startAt: () => latest.current.session.startedAt,
        fullSnapshots: (tabId) => tab(tabId)?.fullSnapshots ?? [],
        isInProgress: () => latest.current.session.inProgress,
      },
      {
        fetchWindow: (request, signal) => fetchWindow(projectId, sessionId, request, signal),
        fetchAssets: assets.of,
        send: (message) => frame.current?.contentWindow?.postMessage(message, playerOrigin),
        now: () => performance.now(),
      },
    );
  }, [projectId, sessionId, playerOrigin]);

  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      const player = frame.current?.contentWindow ?? null;
      const message = readFromPlayer(event, player, playerOrigin);
      if (message) controller.receive(message);
    };
    window.addEventListener("message", onMessage);
    controller.start();
    return () => {
      window.removeEventListener("message", onMessage);
      controller.stop();
    };
  }, [controller, playerOrigin]);
  return { controller, frame };
}

/** Go to the tab that the visitor looked at, whenever that changes while it plays. */
export function useActiveTab(controller: Controller, detail: SessionDetail, isOn: boolean): void {
  const switches = useMemo(() => tabSwitches(detail), [detail]);
  useEffect(() => {
    if (!isOn || switches.length < 2) return;
    const follow = () => {
      const { tabId, player, isLoading } = controller.state.get();
      if (isLoading || player === "paused") return;
      const at = controller.position.get();
      const active = activeTabAt(switches, at);
      // A tab that ended has nothing more to show until the visitor goes to another one.
      const later = player === "ended" ? nextSwitch(switches, at, tabId) : undefined;
      if (later) controller.open(later.tabId, later.at, true);
      else if (active && active !== tabId) controller.open(active, at, player === "playing");
    };
    const stops = [controller.position.subscribe(follow), controller.state.subscribe(follow)];
    return () => {
      for (const stop of stops) stop();
    };
  }, [controller, switches, isOn]);
}
