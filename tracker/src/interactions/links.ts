/** Where links lead, as far as the recording knows: paths, without what may be private. */

import { isPrivate } from "./private";

/** The path of a link's address; empty when it is that of its page, or says nothing. */
export function pathOf(href: string | null, base: string): string {
  if (!href) return "";
  try {
    const { pathname, protocol } = new URL(href, base);
    const isElsewhere = protocol.startsWith("http") && pathname !== new URL(base).pathname;
    return isElsewhere && !isPrivate(pathname) ? pathname : "";
  } catch {
    return "";
  }
}
