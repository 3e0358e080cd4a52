import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo } from "react";
import { answerOf, api } from "../api";
import { useProject } from "../project";
import { Connection } from "./connection";
import { changeOf, Freshness } from "./freshness";
import { LiveContext } from "./live-context";
import { LiveProject } from "./live-project";

/** A tab that nobody has looked at for so long needs no connection, ms. */
const HIDDEN_MS = 300_000;
/** How often what is on the screen is asked for while nothing can be pushed, ms. */
const POLL_MS = 30_000;

/** Keeps the one connection of the dashboard, and what is on the screen up to date by it. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { projectId } = useProject();
  const connection = useMemo(createConnection, []);
  const project = useMemo(() => new LiveProject(connection, projectId), [connection, projectId]);
  const live = useMemo(() => ({ connection, project }), [connection, project]);
  useEffect(() => {
    connection.open();
    return () => connection.close();
  }, [connection]);
  useEffect(() => project.begin(), [project]);
  useRest(connection, project);
  useFreshness(connection, project);
  return <LiveContext value={live}>{children}</LiveContext>;
}

function createConnection(): Connection {
  return new Connection({
    openSocket: () => new WebSocket(socketAddress(window.location.href)),
    fetchTicket: async () => (await answerOf(api.POST("/api/live/tickets", {}))).ticket,
    now: () => Date.now(),
    chance: () => Math.random(),
  });
}

/** Where the server listens, for a dashboard that was loaded from `here`. */
export function socketAddress(here: string): string {
  const url = new URL("/live/admin", here);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  return url.href;
}

/** Rest while nobody looks, and come back at once when somebody does, or the network is back. */
function useRest(connection: Connection, project: LiveProject): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const restLater = () => {
      timer = setTimeout(() => (project.isWatched ? restLater() : connection.pause()), HIDDEN_MS);
    };
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") restLater();
      else connection.open();
    };
    const comeBack = () => connection.open();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", comeBack);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", comeBack);
    };
  }, [connection, project]);
}

function isVisible(): boolean {
  return document.visibilityState === "visible";
}

function useFreshness(connection: Connection, project: LiveProject): void {
  const queries = useQueryClient();
  useEffect(() => {
    const { projectId } = project;
    const freshness = new Freshness(queries, isVisible);
    const takeAll = () => freshness.take({ projectId, sessionIds: null });
    const takeMissed = () => {
      const quietMs = project.subscription.get()?.quietMs ?? 0;
      freshness.take({ projectId, sessionIds: null }, Date.now() - quietMs);
    };
    const look = () => freshness.refresh();
    document.addEventListener("visibilitychange", look);
    const poll = setInterval(() => {
      if (connection.state.get() !== "connected") takeAll();
    }, POLL_MS);
    const stops = [
      connection.on("data-stored", (stored) => freshness.take(changeOf(stored))),
      connection.on("session-recorded", ({ projectId: of, sessionId }) =>
        freshness.take({ projectId: of, sessionIds: [sessionId] }),
      ),
      connection.on("project-changed", ({ projectId: of, what }) =>
        queries.invalidateQueries({ queryKey: [what, of] }),
      ),
      // What was told before the subscription stood was missed.
      project.subscription.subscribe(takeMissed),
    ];
    return () => {
      clearInterval(poll);
      document.removeEventListener("visibilitychange", look);
      for (const stop of stops) stop();
      freshness.end();
    };
  }, [queries, connection, project]);
}
