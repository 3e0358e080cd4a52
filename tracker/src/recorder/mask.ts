/** How hidden values look: always the same length, so that nothing can be guessed from it. */

import { BULLET } from "../redact";

/** Stands for any value of a field. */
export const MASK = BULLET.repeat(8);

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

/** Fields whose input is not recorded; the value of a file input cannot be set in a replay. */
export const IGNORED = '[data-pulse-ignore],[data-pulse-ignore] *,input[type="file"]';

/** Elements whose text is what a visitor wrote. */
const WRITTEN = 'textarea,[contenteditable]:not([contenteditable="false"]),[role="textbox"]';

/** Elements whose text is never recorded as it is. */
export const MASKED_TEXT = `[data-pulse-mask],option,optgroup,noscript,svg title,svg desc,${WRITTEN}`;

/** rrweb's `maskTextFn`: called for each text inside of `MASKED_TEXT`. */
export function maskTextOf(text: string, parent: HTMLElement | null): string {
  const isWritten = parent?.closest(WRITTEN);
  return isWritten && text.trim() ? MASK : maskText(text);
}
