/** Runs in words. */

import { deviceLabel } from "../../components/device";
import { shortVisitor } from "../../components/visitor";
import { countryName, formatCount, formatPlural } from "../../format";
import type { Run, RunFilter } from "../../live/messages";

export const EVERYONE: RunFilter = {
  page: "",
  device: "",
  country: "",
  source: "",
  visitorId: "",
  sessionIds: [],
  nextVisitors: 0,
};

/** Whom a run records: `Everyone`, or `Mobile, Germany, on /pricing`. */
export function describeFilter(filter: RunFilter): string {
  const { page, device, country, source, visitorId, sessionIds, nextVisitors } = filter;
  const parts = [
    nextVisitors > 0 && `the next ${formatPlural(nextVisitors, "visitor")}`,
    sessionIds.length > 0 && formatPlural(sessionIds.length, "chosen visitor"),
    visitorId !== "" && `visitor ${shortVisitor(visitorId)}`,
    device !== "" && deviceLabel(device).toLowerCase(),
    country !== "" && (countryName(country) ?? country),
    source !== "" && (source === "direct" ? "who came directly" : `from ${source}`),
    page !== "" && `on ${page}`,
  ].filter((part) => part !== false);
  const text = parts.join(", ") || "everyone";
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `12 recording, 2 requested, 3 without consent`; what is not, is not said. */
export function describeCounts({ recording, requested, withoutConsent }: Run): string {
  return [
    `${formatCount(recording)} recording`,
    requested > 0 && `${formatCount(requested)} requested`,
    withoutConsent > 0 && `${formatCount(withoutConsent)} without consent`,
  ]
    .filter(Boolean)
    .join(", ");
}

const REASONS: Record<Run["stopReason"], string> = {
  "": "",
  stopped: "Stopped by hand",
  "no-viewers": "Nobody watched any more",
  "time-limit": "Longest time reached",
  server: "The server stopped",
};

export function describeStop({ stopReason }: Pick<Run, "stopReason">): string {
  return REASONS[stopReason] || "Stopped";
}

/** How long a run went on, or has been going on at `now`, ms. */
export function lengthOf({ startedAt, stoppedAt }: Run, now: number): number {
  return Math.max(0, (stoppedAt || now) - startedAt);
}
