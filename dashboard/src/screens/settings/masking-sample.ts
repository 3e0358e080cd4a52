import type { ProjectSettings } from "../../api";

/** Elements of a made-up page; what is private in any text is dots already. */
export const SAMPLE = [
  { tag: "h2", className: "status", text: "Your order is on its way" },
  { tag: "p", className: "product-name", text: "Coffee beans, 2 bags" },
  { tag: "p", className: "address", text: "Ada Lovelace, 12 Pier Road" },
  { tag: "p", className: "contact", text: "Mail: •••@•••••••.•••" },
] as const;

export interface MaskedSample {
  /** What is shown of each element of the sample. */
  texts: string[];
  hasPicture: boolean;
}

/** Show the sample as the recorder would record it: the browser itself decides what a selector names. */
export function maskedSample(
  mode: ProjectSettings["privacyMode"],
  masked: readonly string[],
  shown: readonly string[],
): MaskedSample {
  const isCustom = mode === "custom";
  const isBroken = isCustom && !masked.every(isSelector);
  const isAll = mode === "strict" || (isCustom && shown.length > 0) || isBroken;
  const texts = SAMPLE.map(({ tag, className, text }) => {
    const element = document.createElement(tag);
    element.className = className;
    const isMasked = isCustom && matches(element, masked);
    const isShown = isCustom && matches(element, shown);
    return isMasked || (isAll && !isShown) ? dots(text) : text;
  });
  return { texts, hasPicture: !isAll };
}

/** Hide a text but keep its shape. */
function dots(text: string): string {
  return text.replace(/\S/g, "•");
}

function matches(element: Element, selectors: readonly string[]): boolean {
  return selectors.some((selector) => isSelector(selector) && element.matches(selector));
}

function isSelector(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}
