/** Goes to moments by hand, and to whichever tab the visitor looked at. */

import { useState } from "react";
import type { Controller } from "./controller";
import type { SessionDetail } from "./recording";
import { momentOf, type Range, shareOf } from "./timeline";
import { useActiveTab } from "./use-replay";

export interface TabChoice {
  /** Whether the replay goes to whichever tab the visitor looked at. */
  isFollowing: boolean;
  setFollowing(isFollowing: boolean): void;
}

export function useTabChoice(
  controller: Controller,
  detail: SessionDetail | undefined,
  tabId: string | undefined,
): TabChoice {
  const [isFollowing, setFollowing] = useState(tabId === undefined);
  useActiveTab(controller, detail, isFollowing);
  return { isFollowing, setFollowing };
}

/** Show a moment of a tab, the nearest one that is inside of the session; returns that. */
export function showMoment(
  controller: Controller,
  range: Range,
  moment: number,
  tabId: string,
): number {
  const inside = momentOf(range, shareOf(range, moment));
  if (tabId === controller.state.get().tabId) controller.seek(inside);
  else controller.open(tabId, inside, controller.isPlaying());
  return inside;
}
