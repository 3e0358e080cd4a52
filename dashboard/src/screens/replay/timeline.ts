/** Where things stand on the bar under the player, as shares (0…1) of the session's time. */

import { type Entry, textOf } from "./event-list";
import type { Gap, Marker, PageVisit, SessionDetail } from "./recording";

/** The time that the bar shows, Unix ms. */
export interface Range {
  startAt: number;
  endAt: number;
}

interface Band {
  key: string;
  from: number;
  to: number;
  page: PageVisit;
}

/** Several markers that would lie on each other. */
interface MarkerGroup {
  share: number;
  at: number;
  count: number;
  label: string;
}

export function rangeOf({ session }: SessionDetail): Range {
  return { startAt: session.startedAt, endAt: Math.max(session.endedAt, session.startedAt + 1) };
}

/** Return where a moment lies; moments outside lie at the ends. */
export function shareOf({ startAt, endAt }: Range, at: number): number {
  return Math.min(Math.max((at - startAt) / (endAt - startAt), 0), 1);
}

export function momentOf({ startAt, endAt }: Range, share: number): number {
  return Math.round(startAt + Math.min(Math.max(share, 0), 1) * (endAt - startAt));
}

/** Return the page views of one tab as bands without overlap. */
export function bandsOf(range: Range, pages: readonly PageVisit[], tabId: string): Band[] {
  return pages
    .filter((page) => page.tabId === tabId)
    .map((page) => ({
      key: page.pageViewId,
      from: shareOf(range, page.at),
      to: shareOf(range, page.leftAt),
      page,
    }));
}

/** Return the page that was open at a moment: the last one opened before it. */
export function pageAt(
  pages: readonly PageVisit[],
  tabId: string,
  at: number,
): PageVisit | undefined {
  const own = pages.filter((page) => page.tabId === tabId);
  return own.findLast((page) => page.at <= at) ?? own[0];
}

function gapAt(gaps: readonly Gap[], at: number): Gap | undefined {
  return gaps.find((gap) => gap.fromAt <= at && at <= gap.toAt);
}

/** Return the markers of a kind, those nearer than `distance` (a share) as one. */
export function groupMarkers(
  range: Range,
  markers: readonly Marker[],
  distance: number,
): MarkerGroup[] {
  const groups: MarkerGroup[] = [];
  for (const { at, label } of markers) {
    const share = shareOf(range, at);
    const last = groups.at(-1);
    if (last && share - last.share < distance) last.count += 1;
    else groups.push({ share, at, count: 1, label });
  }
  return groups;
}

/** Return the index of the last marker at or before a moment; -1 before the first. Ascending. */
export function indexAt(markers: readonly { at: number }[], at: number): number {
  let low = 0;
  let high = markers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((markers[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Markers further than this from the pointer are not named under it, ms. */
const NEAR_SHARE = 0.006;

/** Return what to say about a moment under the pointer, most telling first. */
export function describeMoment(
  detail: SessionDetail,
  entries: readonly Entry[],
  tabId: string,
  at: number,
): string[] {
  const range = rangeOf(detail);
  const gap = gapAt(detail.gaps, at);
  const page = pageAt(detail.pages, tabId, at);
  const near = NEAR_SHARE * (range.endAt - range.startAt);
  const entry = entries.findLast((one) => Math.abs(one.at - at) <= near && one.kind !== "page");
  const lines: string[] = [];
  if (gap) lines.push(describeGap(gap));
  if (entry) lines.push(textOf(entry));
  if (page) lines.push(page.title || page.path || page.pageURL);
  return lines;
}

/** Say in words what is missing. */
export function describeGap({ missing }: Gap): string {
  // Nobody knows whether it never came or was lost with a disk.
  return missing === 1 ? "1 batch is missing" : `${missing} batches are missing`;
}
