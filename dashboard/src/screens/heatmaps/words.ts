/** Numbers of maps in words. */

import { formatCount, formatSpan } from "../../format";
import type { MapType } from "./kinds";

/** What lies on an element: pointers rest for milliseconds, everything else is counted. */
export function valueText(type: MapType, value: number): string {
  return type === "hover" ? formatSpan(value) : formatCount(value);
}

/** `12.3 %`. */
export function shareText(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A difference of shares in percentage points, with its sign: `+3.1`, `−0.4`. */
export function pointsText(difference: number): string {
  const points = (difference * 100).toFixed(1);
  if (Number(points) === 0) return "0.0";
  return difference < 0 ? points.replace("-", "−") : `+${points}`;
}
