/** Keeps the images and fonts that a style sheet names, and refers to them. */

import { type Cache, isOwn } from "./cache";
import { referenceTo } from "./references";
import type { Uploads } from "./uploads";

const FONT_FACE = /@font-face\s*\{[^{}]*\}/gi;
const ADDRESS = /url\(\s*["']?([^"')\s]+)["']?\s*\)/gi;

/** What of it the project wants. */
interface Wanted {
  readonly images: boolean;
  readonly fonts: boolean;
}

/** The style text, its addresses absolute, with references to what the server has now. */
export async function withInner(
  css: string,
  { images, fonts }: Wanted,
  cache: Cache,
  send: Uploads["send"],
): Promise<string> {
  if (!images && !fonts) return css;
  const inFonts = ownAddresses((css.match(FONT_FACE) ?? []).join(""));
  const others = ownAddresses(css.replace(FONT_FACE, ""));
  const named = [
    ...(fonts ? inFonts.map((url) => [url, "font"] as const) : []),
    ...(images ? others.map((url) => [url, "image"] as const) : []),
  ];
  const hashes = await send(
    await Promise.all(named.map(([url, kind]) => cache.read(bare(url), kind))),
  );
  const references = new Map<string, string>();
  named.forEach(([url], index) => {
    const hash = hashes[index];
    if (hash) references.set(url, referenceTo(hash));
  });
  return css.replace(ADDRESS, (whole, url: string) => {
    const reference = references.get(url);
    return reference ? `url("${reference}")` : whole;
  });
}

function ownAddresses(css: string): string[] {
  const found = Array.from(css.matchAll(ADDRESS), ([, url = ""]) => url);
  return [...new Set(found)].filter(isOwn);
}

/** `font.eot?#iefix` is one file with `font.eot`. */
const bare = (url: string): string => url.replace(/#.*$/, "");
