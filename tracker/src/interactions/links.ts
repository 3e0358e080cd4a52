/** Where links lead, as far as the recording knows: paths, without what may be private. */

import { isPrivate } from "./private";

/** The path of a link's address; empty when it is that of its page, or says nothing. */
export function pathOf(href: string | null, base: string): string {
  try {
    const { pathname, protocol } = new URL(href ?? base, base);
    const isElsewhere = /^http/.test(protocol) && pathname !== new URL(base).pathname;
    // The recorder writes `:id` for the keys among these.
    const parts = pathname.split("/").filter((part) => !/^:id$|^(?=.*\d).{16}/.test(part));
    const path = parts.join("/");
    return isElsewhere && !isPrivate(path) ? path : "";
  } catch {
    return "";
  }
}
