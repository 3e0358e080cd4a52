/** Says in a few words how near the picture is to what the visitor sees. */

import type { FollowerState } from "./follower";

export interface BadgeWords {
  words: string;
  /** The lag, or how long ago; "" where there is nothing to tell. */
  detail: string;
  isLive: boolean;
}

/** `behind`: how long ago what is shown happened, in words. */
export function badgeWords(
  { mode, flow, connection, lagMs }: FollowerState,
  isOver: boolean,
  behind: string,
): BadgeWords {
  if (isOver) return { words: "OVER", detail: "", isLive: false };
  if (mode === "paused") return { words: "PAUSED", detail: `${behind} behind`, isLive: false };
  if (mode === "rewound") return { words: "REWOUND", detail: `${behind} behind`, isLive: false };
  if (connection !== "watching") return { words: "CONNECTING", detail: "", isLive: false };
  if (flow === "waiting") return { words: "WAITING", detail: "", isLive: false };
  if (flow === "resyncing") return { words: "RESYNCING", detail: "", isLive: false };
  return { words: "LIVE", detail: lagMs === null ? "" : `${lagMs} ms`, isLive: true };
}
