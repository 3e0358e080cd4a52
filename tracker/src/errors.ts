/** Uncaught errors and rejected promises of the page. */

import { listen } from "./guarded";
import { ERRORS_PER_PAGE_VIEW, MESSAGE_LENGTH, STACK_LENGTH } from "./limits";
import { redact } from "./redact";
import { withoutQuery } from "./urls";
import type { PageError, PageView } from "./wire";

/** Tell of each error, at most twenty per page view; `shown` names the page view it belongs to. */
export function observeErrors(shown: () => PageView, onError: (error: PageError) => void): void {
  let counted = "";
  let count = 0;

  function report(place: Partial<PageError>, thrown: unknown, message: string): void {
    const { id, url } = shown();
    count = id === counted ? count + 1 : 1;
    counted = id;
    if (count > ERRORS_PER_PAGE_VIEW) return;
    onError({
      at: Date.now(),
      pageViewId: id,
      url,
      source: "",
      line: 0,
      column: 0,
      ...place,
      message: clean(message, MESSAGE_LENGTH),
      stack: clean(thrown instanceof Error ? (thrown.stack ?? "") : "", STACK_LENGTH),
    });
  }

  listen<ErrorEvent>(window, "error", (event) => {
    // Images that fail to load come here as well, without a message.
    if (!event.message) return;
    const { filename, lineno, colno, error, message } = event;
    report({ source: withoutQuery(filename), line: lineno, column: colno }, error, message);
  });
  listen<PromiseRejectionEvent>(window, "unhandledrejection", ({ reason }) => {
    report(
      {},
      reason,
      reason instanceof Error ? `${reason.name}: ${reason.message}` : String(reason),
    );
  });
}

/** Messages quote URLs, and URLs carry secrets in their queries. */
export function clean(text: string, length: number): string {
  // Cut first: the patterns then never see a text of unknown length.
  const cut = text.slice(0, length);
  return redact(cut.replace(/([a-z][a-z+.-]*:\/\/[^\s?#]*)[?#][^\s:)]*/gi, "$1"));
}
