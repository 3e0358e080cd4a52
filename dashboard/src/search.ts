/** Read a query string into plain text fields: `?t=5` is `{ t: "5" }`; routes give them types. */
export function parseSearch(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** Write search parameters as plain text, lists joined by commas: links stay readable and short. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parts = Object.entries(search)
    .map(([name, value]) => [name, String(value ?? "")] as const)
    .filter(([, value]) => value !== "")
    // These characters are allowed in a query and make up most of a page's address.
    .map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(value).replace(/%(2F|3A|2C)/g, decodeURIComponent)}`,
    );
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}
