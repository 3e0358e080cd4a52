/** What is known of a visitor who is online, in the words of the screen. */

import { matchesAny } from "../../../../tracker/src/rules/patterns";
import { deviceLabel } from "../../components/device";
import { countryName, formatPage, formatPlural } from "../../format";
import type { LiveTab, LiveVisitor, RunFilter } from "../../live/messages";
import { reasonLabel } from "../capture-reason";

/** The tab that the visitor looks at, or looked at last. */
export function frontTab({ tabs }: LiveVisitor): LiveTab | undefined {
  return tabs.toSorted(
    (a, b) => Number(b.isVisible) - Number(a.isVisible) || b.shownAt - a.shownAt,
  )[0];
}

export type Standing = "recording" | "requested" | "stopping" | "away" | "online" | "unable";

/** What a visitor is to the admin, the most telling word first. */
export function standingOf(visitor: LiveVisitor): Standing {
  if (visitor.recordingState !== "idle") return visitor.recordingState;
  if (!visitor.canRecord) return "unable";
  return visitor.tabs.some(({ isVisible }) => isVisible) ? "online" : "away";
}

/** Whether there is something of the visitor to watch. */
export function isWatchable({ recordingState }: LiveVisitor): boolean {
  return recordingState === "recording" || recordingState === "requested";
}

const OBSTACLES: Record<string, string> = {
  "no-consent": "no consent",
  "opted-out": "opted out",
  gpc: "Global Privacy Control",
  dnt: "Do Not Track",
  "no-socket": "no live connection (older tracker, or blocked on the way)",
  "excluded-page": "page left out of recording",
};

/** Why a visitor cannot be recorded, in few words. */
export function obstacleOf(obstacle: string): string {
  return OBSTACLES[obstacle] ?? (reasonLabel(obstacle).toLowerCase() || "no reason told");
}

const DIRECT = "direct";

/** The source as a run's filter names it. */
export function sourceOf({ source }: LiveVisitor): string {
  return source || DIRECT;
}

/** Where the visitor came from; empty when nowhere else. */
export function cameFrom(visitor: LiveVisitor): string {
  const source = sourceOf(visitor);
  return source === DIRECT ? formatReferrer(visitor.referrer) : source;
}

function formatReferrer(referrer: string): string {
  return URL.canParse(referrer) ? new URL(referrer).hostname : "";
}

/** Everything of a visitor that a search may be about, in lower case. */
function wordsOf(visitor: LiveVisitor): string {
  const { visitorId, userId, sessionId, device, browser, os, country, referrer, source } = visitor;
  const pages = visitor.tabs.flatMap(({ pageURL, title }) => [formatPage(pageURL), title]);
  return [
    ...[visitorId, userId, sessionId, deviceLabel(device), browser, os, referrer, source],
    ...[country, countryName(country) ?? "", ...pages],
  ]
    .join("\n")
    .toLowerCase();
}

/** Those who match every word of a search. */
export function searched(visitors: readonly LiveVisitor[], search: string): LiveVisitor[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return visitors.filter((visitor) => {
    const text = wordsOf(visitor);
    return words.every((word) => text.includes(word));
  });
}

/** Whether a run with this filter is about a visitor; as the server decides it. */
export function isMeant(filter: RunFilter, visitor: LiveVisitor): boolean {
  const { page, device, country, source, visitorId, sessionIds } = filter;
  return (
    (page === "" || visitor.tabs.some(({ pageURL }) => matchesAny([page], pathOf(pageURL)))) &&
    (device === "" || device === visitor.device) &&
    (country === "" || country === visitor.country) &&
    (source === "" || source === sourceOf(visitor)) &&
    (visitorId === "" || visitorId === visitor.visitorId) &&
    (sessionIds.length === 0 || sessionIds.includes(visitor.sessionId))
  );
}

function pathOf(pageURL: string): string {
  return URL.canParse(pageURL) ? new URL(pageURL).pathname : pageURL;
}

export type Reach = {
  /** Visitors who would be recorded now. */
  now: number;
  /** Those among them who are in another run already. */
  taken: number;
  /** Visitors who are meant and cannot be recorded, by the reason; the commonest first. */
  unable: readonly { obstacle: string; count: number }[];
};

/** How many visitors a run would reach at this moment, and how many not, and why. */
export function reachOf(filter: RunFilter, visitors: readonly LiveVisitor[]): Reach {
  const meant = visitors.filter((visitor) => isMeant(filter, visitor));
  const able = meant.filter(({ canRecord }) => canRecord);
  const free = able.filter(({ recordingId }) => recordingId === "");
  const counts = new Map<string, number>();
  for (const { canRecord, obstacle } of meant) {
    if (!canRecord) counts.set(obstacle, (counts.get(obstacle) ?? 0) + 1);
  }
  return {
    now: filter.nextVisitors > 0 ? Math.min(filter.nextVisitors, free.length) : free.length,
    taken: able.length - free.length,
    unable: [...counts]
      .map(([obstacle, count]) => ({ obstacle, count }))
      .toSorted((a, b) => b.count - a.count),
  };
}

/** `3 visitors cannot be recorded: 2 Global Privacy Control, 1 …`; empty when all can. */
export function describeUnable({ unable }: Pick<Reach, "unable">): string {
  const total = unable.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return "";
  const reasons = unable.map(({ obstacle, count }) => `${count} × ${obstacleOf(obstacle)}`);
  return `${formatPlural(total, "visitor")} cannot be recorded: ${reasons.join(", ")}.`;
}
