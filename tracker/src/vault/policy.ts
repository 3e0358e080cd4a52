/** What the site says of its own policy: no script can ask a policy beforehand. */

/** False where an attempt to ask the site itself for a file would be reported to it as a violation. */
export function mayAskSite(): boolean {
  return !document.querySelector("script[data-strict-policy]");
}
