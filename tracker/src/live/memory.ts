/** What the next page of the tab has to know of a run, so that it records before it has asked. */

import { UNHEARD_MAX_MS } from "../limits";
import type { Store } from "../storage";
import { NO_RUN, type Run } from "./run";

interface Stored {
  readonly sessionKey: string;
  readonly recordingId: string;
  readonly isBadgeShown: boolean;
  /** When the server last said that the run is on, Unix ms. */
  readonly heardAt: number;
}

const NAME = "live";

export function remember(own: Store, sessionKey: string, run: Run, heardAt: number): void {
  const { recordingId, isBadgeShown } = run;
  const stored: Stored = { sessionKey, recordingId, isBadgeShown, heardAt };
  if (recordingId) own.write(NAME, stored);
  else own.remove(NAME);
}

/** The run that the tab's last page was recorded for, and when that was heard; or no run. */
export function recall(own: Store, sessionKey: string, now: number): [run: Run, heardAt: number] {
  const stored = own.read<Stored>(NAME);
  // Written so that a missing or damaged number counts as too old.
  const isOn = stored?.sessionKey === sessionKey && now - stored.heardAt < UNHEARD_MAX_MS;
  if (!isOn || typeof stored.recordingId !== "string") return [NO_RUN, now];
  const { recordingId, isBadgeShown, heardAt } = stored;
  return [{ ...NO_RUN, recordingId, isBadgeShown: isBadgeShown === true }, heardAt];
}
