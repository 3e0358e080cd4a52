/** Reads from its style sheets at which widths a page looks different. */

/** Widths that no visitor's window has are of no use. */
const NARROWEST_PX = 280;
const WIDEST_PX = 3_840;
/** `em` in a media query is the browser's own font size. */
const EM_PX = 16;
/** Rules looked at: a page with more is answered from its first ones. */
const MAX_RULES = 50_000;

const WIDTH = /(?:(min|max)-width\s*:\s*|width\s*([<>]=?)\s*)([\d.]+)(px|r?em)/g;

/** Return the first widths of what the conditions of one media rule tell apart, CSS pixels. */
export function widthsOf(condition: string): number[] {
  return [...condition.matchAll(WIDTH)].map(([, edge, sign, number, unit]) => {
    const px = Number(number) * (unit === "px" ? 1 : EM_PX);
    // What ends at 767.98 px makes room for another layout from 768 px on.
    const isEnd = edge === "max" || sign === "<=" || sign === "<";
    return isEnd && sign !== "<" ? Math.floor(px) + 1 : Math.ceil(px);
  });
}

/** Return the widths at which the page's layout changes, ascending, CSS pixels. */
export function breakpointsOf(page: Document): number[] {
  const widths = new Set<number>();
  let left = MAX_RULES;
  const read = (rules: Iterable<CSSRule>) => {
    for (const rule of rules) {
      left -= 1;
      if (left < 0) return;
      if ("conditionText" in rule && "media" in rule) {
        for (const width of widthsOf(String(rule.conditionText))) widths.add(width);
      }
      if ("cssRules" in rule) read(rule.cssRules as CSSRuleList);
    }
  };
  for (const sheet of page.styleSheets) read(rulesOf(sheet));
  return [...widths]
    .filter((width) => width >= NARROWEST_PX && width <= WIDEST_PX)
    .sort((a, b) => a - b);
}

function rulesOf(sheet: CSSStyleSheet): Iterable<CSSRule> {
  try {
    return sheet.cssRules;
  } catch {
    // A sheet of another site cannot be read.
    return [];
  }
}
