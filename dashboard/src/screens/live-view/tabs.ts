/** Which of a visitor's browser tabs is shown. */

import type { LiveVisitor } from "../../live/messages";

/** Whether the visitor looks at none of the tabs. */
export function isAway(visitor: LiveVisitor | null): boolean {
  return visitor !== null && visitor.tabs.length > 0 && visitor.tabs.every((tab) => !tab.isVisible);
}

/**
 * Return the tab that the visitor looks at: the visible one that was shown last, else the one that was
 * last heard of. `known` are the tabs that sent something, the one that did so last at the end.
 */
export function frontTab(visitor: LiveVisitor | null, known: readonly string[]): string | null {
  const visible = (visitor?.tabs ?? [])
    .filter(({ isVisible }) => isVisible)
    .toSorted((a, b) => b.shownAt - a.shownAt);
  const front = visible.find(({ tabId }) => known.includes(tabId)) ?? visible[0];
  return front?.tabId ?? known.at(-1) ?? null;
}

/** Return the tabs with a picture, with the names of their pages, in the order they were opened. */
export function namedTabs(
  visitor: LiveVisitor | null,
  withPicture: readonly string[],
): { tabId: string; name: string }[] {
  return withPicture.map((tabId) => {
    const tab = visitor?.tabs.find((one) => one.tabId === tabId);
    return { tabId, name: tab?.title || tab?.pageURL || "closed" };
  });
}
