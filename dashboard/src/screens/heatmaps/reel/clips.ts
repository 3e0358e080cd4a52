/** Cuts the moments of a place into clips: only the seconds around each, session after session. */

import type { HeatMoment } from "../heat";
import { writeMoment } from "../search";

/** What led to a moment, and what became of it, ms. */
const LEAD_MS = 4_000;
const TAIL_MS = 6_000;

/** Some seconds of one tab; times in Unix ms. */
export interface Clip {
  /** Its first moment, as addresses name moments. */
  key: string;
  sessionId: string;
  tabId: string;
  visitorId: string;
  device: string;
  from: number;
  to: number;
  /** The moments that it shows, ascending. */
  moments: readonly number[];
}

/**
 * Return the clips of what was recorded: sessions in the order of the list, moments in the order in
 * which they happened; those that are near each other are one clip.
 */
export function clipsOf(moments: readonly HeatMoment[]): Clip[] {
  const byTab = new Map<string, HeatMoment[]>();
  for (const moment of moments) {
    if (!moment.hasRecording) continue;
    const tab = `${moment.sessionId}.${moment.tabId}`;
    byTab.set(tab, [...(byTab.get(tab) ?? []), moment]);
  }
  return [...byTab.values()].flatMap((ofTab) => {
    const clips: Clip[] = [];
    for (const moment of ofTab.toSorted((one, other) => one.at - other.at)) {
      const last = clips.at(-1);
      if (last && moment.at - LEAD_MS <= last.to) clips.splice(-1, 1, longer(last, moment.at));
      else clips.push(clipAt(moment));
    }
    return clips;
  });
}

function clipAt({ sessionId, tabId, visitorId, device, at }: HeatMoment): Clip {
  return {
    key: writeMoment({ sessionId, tabId, at }),
    sessionId,
    tabId,
    visitorId,
    device,
    from: at - LEAD_MS,
    to: at + TAIL_MS,
    moments: [at],
  };
}

function longer(clip: Clip, at: number): Clip {
  return { ...clip, to: at + TAIL_MS, moments: [...clip.moments, at] };
}

/** Return which clip shows a moment of the address; the first where none does. */
export function clipAtKey(clips: readonly Clip[], key: string): number {
  return Math.max(
    0,
    clips.findIndex((clip) => {
      const { sessionId, tabId, moments } = clip;
      return moments.some((at) => writeMoment({ sessionId, tabId, at }) === key);
    }),
  );
}
