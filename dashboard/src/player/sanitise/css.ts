/**
 * Takes remote addresses out of recorded style sheets.
 *
 * CSS can write an address in more ways than a pattern finds; the page's security policy is what
 * stops every request. This only keeps honest recordings from running into it.
 */

const IMPORT_RULE = /@import\b[^;]*(;|$)/gi;
const ADDRESS = /\burl\(\s*(?:"([^"]*)"|'([^']*)'|([^)"']*))\s*\)/gi;
/** Takes bare strings as addresses; without it the browser uses the declaration before. */
const IMAGE_SET = /\bimage-set\(/gi;
const FONT_FACE = /@font-face\s*\{[^{}]*\}/gi;
const LOST = 'url("data:,")';
const HELD_FONT = /\burl\(\s*["']?data:[^,]*,[^"')]/i;
const HELD_BY_RECORDING = /^\s*(data:|#)/i;

/** A font without a file is an error for the browser; an empty rule keeps the numbers of the others. */
function withoutLostFonts(css: string): string {
  if (!css.includes(LOST)) return css;
  return css.replace(FONT_FACE, (rule) =>
    rule.includes(LOST) && !HELD_FONT.test(rule) ? "@font-face{}" : rule,
  );
}

const REFERENCE = /^pulse-asset:([0-9a-f]{64})$/;

/** Return the hash of the asset that a text refers to, or null when it is no reference. */
export function referencedHash(text: string): string | null {
  return REFERENCE.exec(text)?.[1] ?? null;
}

/**
 * Return the style text with every address gone that is not part of the recording.
 *
 * `replace` may name a `data:` address to take the place of one.
 */
export function withoutAddresses(
  css: string,
  replace: (url: string) => string | null = () => null,
): string {
  if (!/@import|url\(|image-set\(/i.test(css)) return css;
  const held = css
    .replace(IMPORT_RULE, "")
    .replace(IMAGE_SET, "no-image-set(")
    .replace(ADDRESS, (whole: string, double?: string, single?: string, bare?: string) => {
      const url = (double ?? single ?? bare ?? "").trim();
      if (HELD_BY_RECORDING.test(url)) return whole;
      const held = replace(url);
      return held ? `url("${held}")` : LOST;
    });
  return withoutLostFonts(held);
}
