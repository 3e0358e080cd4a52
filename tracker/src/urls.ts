/** URLs without what may be secret in them. */

import { URL_LENGTH } from "./limits";
import { redact } from "./redact";

/**
 * Drop credentials, query and fragment of a page's URL; only `utm_*` stays: it tells where a visit
 * came from. Empty when nothing is left that names a page.
 */
export function pageUrl(url: string): string {
  try {
    const { searchParams } = new URL(url);
    const bare = Object.assign(new URL(url), { username: "", password: "", search: "", hash: "" });
    return (redact(bare.href) + campaign(searchParams)).slice(0, URL_LENGTH);
  } catch {
    return withoutQuery(url);
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

/** Cut a URL of any kind at its query or fragment. */
export function withoutQuery(url: string): string {
  return redact(url.replace(/[?#].*$/s, "")).slice(0, URL_LENGTH);
}
