/** What is stored of a session, reaching to this moment: it lags some seconds behind. */

import type { PageVisit, SessionDetail } from "../replay/recording";

function isLastOfTab(pages: readonly PageVisit[], page: PageVisit): boolean {
  return pages.findLast(({ tabId }) => tabId === page.tabId) === page;
}

/** Return the detail as of `now`, Unix ms; the page that a tab shows is not left yet. */
export function presentOf(detail: SessionDetail, now: number): SessionDetail {
  const { session, pages } = detail;
  const endedAt = Math.max(session.endedAt, now);
  return {
    ...detail,
    session: { ...session, endedAt, inProgress: true },
    pages: pages.map((page) => (isLastOfTab(pages, page) ? { ...page, leftAt: endedAt } : page)),
  };
}
