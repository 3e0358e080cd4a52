/** Which frames of the page's own origin are recorded; our patch of rrweb asks, too. */

import { OFF } from "../switch";
import { closestAcross } from "./enclosing";
import { BLOCKED } from "./mask";

/** False for a frame that is blocked, or whose own document is not to be observed. */
export function isRecordedFrame(frame: HTMLIFrameElement): boolean {
  return !(closestAcross(frame, BLOCKED) || frame.contentDocument?.querySelector(OFF));
}
