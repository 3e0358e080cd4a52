/** Which browser tab the visitor was looking at, from what happened in each. */

import type { SessionDetail } from "./recording";

/** From this moment on, this tab was the active one. */
interface TabSwitch {
  at: number;
  tabId: string;
}

/** Things that happen only in the tab in front; errors and resizes happen in hidden ones too. */
const IN_FRONT: ReadonlySet<string> = new Set(["click", "input", "page", "focus"]);

/** Return when the visitor went from tab to tab, in order of time; one entry for one tab. */
export function tabSwitches({ timeline, tabs }: SessionDetail): TabSwitch[] {
  const recorded = new Set(tabs.filter((tab) => tab.fullSnapshots.length > 0).map((t) => t.tabId));
  const switches: TabSwitch[] = [];
  for (const { at, tabId, kind } of timeline.markers) {
    if (!IN_FRONT.has(kind) || !recorded.has(tabId)) continue;
    if (switches.at(-1)?.tabId !== tabId) switches.push({ at, tabId });
  }
  return switches;
}

/** Return the tab in front at a moment; before the first switch it is the first tab. */
export function activeTabAt(switches: readonly TabSwitch[], at: number): string | undefined {
  const current = switches.findLast((change) => change.at <= at) ?? switches[0];
  return current?.tabId;
}

/** Return the next change to another tab after a moment. */
export function nextSwitch(
  switches: readonly TabSwitch[],
  at: number,
  tabId: string,
): TabSwitch | undefined {
  return switches.find((change) => change.at > at && change.tabId !== tabId);
}
