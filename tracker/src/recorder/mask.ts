/** How hidden values look: always the same length, so that nothing can be guessed from it. */

import type { Masking } from "../bridge";
import { BULLET } from "../redact";
import { closestAcross } from "./enclosing";

/** Stands for any value of a field. */
export const MASK = /* @__PURE__ */ BULLET.repeat(8);

/** Hide a value; that there is none may be seen. */
export function maskValue(value: string): string {
  return value && MASK;
}

/** Hide a text but keep its shape, so that the page looks the same. */
export function maskText(text: string): string {
  return text.replace(/[^\s•]/g, BULLET);
}

/** Elements that are drawn as an empty box; a document in an attribute is seen by no other rule. */
export const BLOCKED = "[data-pulse-block],iframe[srcdoc]:not([src])";
/** In the strict mode, pictures as well. */
const PICTURES = "img,picture,video,audio,canvas,object,embed,svg image";

/** Input in them is not recorded; the value of a file input cannot be set in a replay. */
export const IGNORED = '[data-pulse-ignore],input[type="file"]';

/** Elements whose text is what a visitor wrote. */
const WRITTEN = 'textarea,[contenteditable]:not([contenteditable="false"]),[role="textbox"]';

/** Elements whose text is never recorded as it is. */
export const MASKED_TEXT = `[data-pulse-mask],option,optgroup,noscript,svg title,svg desc,${WRITTEN}`;

/** What the strict mode shows nevertheless, because the page itself says so. */
const UNMASKED = "[data-pulse-unmask]";

/** Which elements are masked and blocked besides those that always are. */
export interface Rules {
  readonly masked: string;
  readonly blocked: string;
  /** rrweb's `maskTextFn`: called for each text inside of `masked`. */
  maskText(text: string, parent: Element | null): string;
}

/** `isSelector` tells whether the page understands a selector: one that it does not may hide all. */
export function rulesOf(masking: Masking, isSelector: (selector: string) => boolean): Rules {
  const always = [MASKED_TEXT, ...masking.selectors.filter(isSelector)].join();
  const isStrict = masking.isStrict || !masking.selectors.every(isSelector);
  const shown = [UNMASKED, ...masking.shown.filter(isSelector)].join();
  return {
    masked: isStrict ? "*" : always,
    blocked: isStrict ? `${BLOCKED},${PICTURES}` : BLOCKED,
    maskText(text, parent) {
      if (closestAcross(parent, WRITTEN) && text.trim()) return MASK;
      const isShown = isStrict && closestAcross(parent, shown) && !closestAcross(parent, always);
      return isShown ? text : maskText(text);
    },
  };
}
