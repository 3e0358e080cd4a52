import { useEffect, useMemo, useRef } from "react";
import type { Project } from "../../api";
import { type Region, readFromMap } from "../../player/heatmap/messages";
import { readFromPlayer } from "../../player/protocol";
import { createAssetSource } from "../replay/assets";
import { fetchAsset, fetchWindow } from "../replay/recording";
import { type Backdrop, MapController } from "./map-controller";

/** Who hears what a hand does on the map. */
type Hearer = { onElement(elementId: string | null): void; onRegion(region: Region): void };

/** Where the pages of a map are read from: by a member of the project, or through a share link. */
export interface PageSource {
  /** Public key of the project. */
  projectKey: string;
  fetchPage(backdrop: Backdrop, signal: AbortSignal): Promise<ArrayBuffer>;
  /** Null when there is no such asset. */
  fetchAsset(hash: string, signal: AbortSignal): Promise<ArrayBuffer | null>;
}

/** Make the controller of a map of a project, and connect it with the player page in `frame`. */
export function useMap(
  { projectId, projectKey }: Pick<Project, "projectId" | "projectKey">,
  playerOrigin: string,
  hearer?: Hearer,
) {
  const source = useMemo<PageSource>(
    () => ({
      projectKey,
      fetchPage: ({ sessionId, tabId, at }, signal) =>
        fetchWindow(projectId, sessionId, { tabId, from: at, to: at, continued: false }, signal),
      fetchAsset: (hash, signal) => fetchAsset(projectId, hash, signal),
    }),
    [projectId, projectKey],
  );
  return useMapOn(source, playerOrigin, hearer);
}

/** Make the controller of a map on these pages, and connect it with the player page in `frame`. */
export function useMapOn(source: PageSource, playerOrigin: string, hearer: Hearer = DEAF) {
  const frame = useRef<HTMLIFrameElement>(null);
  const latest = useRef(hearer);
  latest.current = hearer;
  const controller = useMemo(() => {
    const { projectKey, fetchPage } = source;
    const fetchAssets = createAssetSource(source.fetchAsset).of;
    return new MapController({
      projectKey,
      fetchPage,
      fetchAssets,
      send: (message) => frame.current?.contentWindow?.postMessage(message, playerOrigin),
      onElement: (elementId) => latest.current.onElement(elementId),
      onRegion: (region) => latest.current.onRegion(region),
    });
  }, [source, playerOrigin]);

  useEffect(() => {
    const onMessage = (event: MessageEvent<unknown>) => {
      const player = frame.current?.contentWindow ?? null;
      if (readFromPlayer(event, player, playerOrigin)?.type === "ready") controller.onReady();
      const message = readFromMap(event, player, playerOrigin);
      if (message) controller.receive(message);
    };
    window.addEventListener("message", onMessage);
    return () => {
      window.removeEventListener("message", onMessage);
      controller.stop();
    };
  }, [controller, playerOrigin]);
  return { controller, frame };
}

const DEAF: Hearer = { onElement: () => undefined, onRegion: () => undefined };
