/**
 * Finds the text of a style sheet as its author wrote it.
 *
 * What a browser says of its rules loses shorthands with `var()` of which a part is set again
 * (`border: 0 solid var(--c); border-bottom-width: 2px`): their longhands come out empty.
 */

import { ASSET_MAX_BYTES } from "../limits";
import { mayAskSite } from "./policy";

/** A longhand that came out empty. */
const LOST = /:\s*(!important\s*)?;/;

/** The author's text, or null where nothing was lost or nothing better can be had. */
export async function rawText(text: string, node: Node | null): Promise<string | null> {
  if (!LOST.test(text)) return null;
  // Nodes of frames have classes of their own: what has no sheet is no style element.
  const element = node as HTMLStyleElement | HTMLLinkElement | null;
  const sheet = element?.sheet;
  const raw = sheet && (await sourceOf(element).catch(() => null));
  if (!raw || raw.length > ASSET_MAX_BYTES || !isSame(raw, sheet)) return null;
  return absolute(raw, sheet.href ?? document.baseURI);
}

async function sourceOf(element: HTMLStyleElement | HTMLLinkElement): Promise<string | null> {
  // Texts of several nodes are told apart by marks that only rrweb's own text has.
  if (!("href" in element)) return element.childNodes.length === 1 ? element.textContent : null;
  if (new URL(element.href).origin !== location.origin || !mayAskSite()) return null;
  // The browser has just drawn with it: it is in its cache.
  const answer = await fetch(element.href, { cache: "force-cache", credentials: "same-origin" });
  return answer.ok ? answer.text() : null;
}

/** True when the page shows this very text: scripts may have changed the rules since. */
function isSame(raw: string, live: CSSStyleSheet): boolean {
  const copy = new CSSStyleSheet();
  copy.replaceSync(raw);
  return textOf(copy) === textOf(live);
}

const textOf = ({ cssRules }: CSSStyleSheet): string =>
  Array.from(cssRules, ({ cssText }) => cssText).join("");

/** Addresses in it mean the same from anywhere. */
function absolute(css: string, base: string): string {
  return css.replace(
    /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)/gi,
    (whole, double?: string, single?: string, bare?: string) => {
      const path = double ?? single ?? bare ?? "";
      if (!path || /^(data:|#)/i.test(path) || !URL.canParse?.(path, base)) return whole;
      return `url("${new URL(path, base).href.replace(/"/g, "%22")}")`;
    },
  );
}
