import { createContext, useContext } from "react";
import { useStore } from "../store";
import type { Connection, ConnectionState } from "./connection";
import type { LiveProject } from "./live-project";
import type { Run } from "./messages";
import { currentRun, type Presence } from "./presence";

type Live = { connection: Connection; project: LiveProject };

export const LiveContext = createContext<Live | null>(null);

/** The connection to the server, and the project of the address over it. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error("useLive needs a LiveProvider around it");
  return live;
}

export function useConnectionState(): ConnectionState {
  return useStore(useLive().connection.state, (state) => state);
}

/** A part of who is online and what is recorded; it has to be the same object while nothing changes. */
export function usePresence<P>(part: (presence: Presence) => P): P {
  return useStore(useLive().project.presence, part);
}

/** The run of the project that goes on, if any. */
export function useCurrentRun(): Run | undefined {
  return usePresence(currentRun);
}
