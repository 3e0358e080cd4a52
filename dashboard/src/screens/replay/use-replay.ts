import { QueryObserver, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { readFromPlayer } from "../../player/protocol";
import { createAssetSource } from "./assets";
import { Controller } from "./controller";
import { type Opening, openingOf, type Wanted } from "./opening";
import type { RecordingSource, SessionDetail } from "./recording";
import { activeTabAt, nextSwitch, tabSwitches } from "./tabs";

/**
 * Make the controller of a session and connect it with the player page in `frame`.
 *
 * Nothing waits for the screen: the player page loads while the server is asked about the session,
 * and the first window of the recording is asked for as soon as that is answered.
 */
export function useReplay(
  source: RecordingSource,
  wanted: Wanted,
  playerOrigin: string,
): { controller: Controller; frame: React.RefObject<HTMLIFrameElement | null> } {
  const frame = useRef<HTMLIFrameElement>(null);
  const queries = useQueryClient();
  const first = useRef(wanted);

  const controller = useMemo(() => {
    const detail = () => queries.getQueryData(source.session.queryKey);
    const tab = (tabId: string) => detail()?.tabs.find((one) => one.tabId === tabId);
    const assets = createAssetSource(source.fetchAsset);
    return new Controller(
      {
        startAt: () => detail()?.session.startedAt ?? 0,
        fullSnapshots: (tabId) => tab(tabId)?.fullSnapshots ?? [],
        isInProgress: () => detail()?.session.inProgress ?? false,
      },
      {
        fetchWindow: source.fetchWindow,
        fetchAssets: assets.of,
        send: (message) => frame.current?.contentWindow?.postMessage(message, playerOrigin),
        now: () => performance.now(),
      },
    );
  }, [queries, source, playerOrigin]);

  useEffect(() => {
    const watched = new QueryObserver(queries, source.session);
    const open = ({ data }: { data: SessionDetail | undefined }) => {
      if (!data) return;
      stop();
      if (data.session.hasRecording) show(controller, openingOf(data, first.current));
    };
    const stop = watched.subscribe(open);
    open(watched.getCurrentResult());
    return stop;
  }, [controller, queries, source]);

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

function show(controller: Controller, { tabId, at, mode }: Opening): void {
  if (mode === "following") controller.openNewest(tabId, at);
  else controller.open(tabId, at, mode === "playing");
}

/** Go to the tab that the visitor looked at, whenever that changes while it plays. */
export function useActiveTab(
  controller: Controller,
  detail: SessionDetail | undefined,
  isOn: boolean,
): void {
  const switches = useMemo(() => (detail ? tabSwitches(detail) : []), [detail]);
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
