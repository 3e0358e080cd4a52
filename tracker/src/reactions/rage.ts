/** Rows of clicks at one place that the page does not answer. */

import type { Click, ReactionsHost } from "../bridge";
import { RAGE_CLICKS, RAGE_DISTANCE, RAGE_MS } from "../limits";
import type { Waiting } from "./answers";

function isSamePlace(one: Click, other: Click): boolean {
  const { x = 0, y = 0 } = one.interaction;
  const { x: otherX = 0, y: otherY = 0 } = other.interaction;
  return one.target === other.target || Math.hypot(x - otherX, y - otherY) <= RAGE_DISTANCE;
}

/** Tell of a row once, unless each click had its own answer: that is a stepper. */
export function watchRage({ send, watch }: ReactionsHost): (click: Waiting) => void {
  let row: Waiting[] = [];
  let isTold = false;
  return (click) => {
    const last = row[row.length - 1];
    const pause = click.interaction.at - (last?.interaction.at ?? 0);
    if (!last || pause >= RAGE_MS || !isSamePlace(last, click)) {
      row = [];
      isTold = false;
    }
    const isIgnored = row.some((earlier) => !earlier.hasAnswer);
    row.push(click);
    if (isTold || !isIgnored || row.length < RAGE_CLICKS) return;
    isTold = true;
    send({ ...click.interaction, type: "rage", value: row.length });
    watch.onTrigger("rage-click");
  };
}
