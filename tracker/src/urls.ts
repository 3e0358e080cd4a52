/** URLs without what may be secret in them. */

import { URL_LENGTH } from "./limits";
import { redact } from "./redact";

/** A part of a path that nobody made up: a token, a key, an id of many digits. */
const KEY_PART =
  /\/(?=[\w-]*\d)([\da-f-]{16,}|[a-z\d]{20,}|(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{16,})(?=\/|$)/g;

/**
 * Drop credentials, query and fragment of a page's URL; only `utm_*` stays: it tells where a visit
 * came from.
 */
export function pageUrl(url: string): string {
  const bare = withoutQuery(url);
  try {
    return (bare + campaign(new URL(url).searchParams)).slice(0, URL_LENGTH);
  } catch {
    return bare;
  }
}

function campaign(params: URLSearchParams): string {
  const kept = new URLSearchParams();
  params.forEach((value, name) => {
    if (/^utm_(source|medium|campaign|term|content|id)$/.test(name))
      kept.append(name, redact(value));
  });
  const query = kept.toString();
  return query && `?${query}`;
}

/** Cut a URL of any kind at its query or fragment, and take credentials and keys out of it. */
export function withoutQuery(url: string): string {
  const bare = url.replace(/[?#].*$/s, "").replace(/\/\/[^/@]*@/, "//");
  return redact(bare).replace(KEY_PART, "/:id").slice(0, URL_LENGTH);
}
