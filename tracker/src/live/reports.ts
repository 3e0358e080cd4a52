/** Tells the server whether the tab records for a run, each thing once for each connection. */

import type { ToServer } from "./messages";
import type { Socket } from "./socket";

type State = ToServer["recording"]["state"];

export interface Reports {
  /** `reason`: a capture reason, where it is refused. */
  tell(recordingId: string, state: State, reason?: string): void;
  /** The server may know nothing of it: another connection, or another run. */
  forget(): void;
}

export function openReports(joined: () => Socket | undefined): Reports {
  let told = "";
  return {
    tell(recordingId, state, reason = "") {
      const what = recordingId + state + reason;
      const socket = joined();
      if (!socket || told === what) return;
      told = what;
      socket.tell("recording", { recordingId, state, reason });
    },
    forget() {
      told = "";
    },
  };
}
