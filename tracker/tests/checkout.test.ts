import { describe, expect, it } from "vitest";
import { CHECKOUT_BYTES, CHECKOUT_MS, CHECKOUT_MUTATIONS, SLOW_SNAPSHOT_MS } from "../src/limits";
import { watchCheckouts } from "../src/recorder/checkout";

const START = 1_760_000_000_000;
const snapshot = { type: 2, timestamp: START, data: {} };
const mutationAt = (timestamp: number) => ({ type: 3, timestamp, data: { source: 0 } });

describe("a new full snapshot", () => {
  it("is due after three minutes in which the page changed much", () => {
    const { isDue } = watchCheckouts();
    isDue(snapshot, 1);
    for (let count = 0; count < CHECKOUT_MUTATIONS; count += 1) isDue(mutationAt(START + 1), 1);

    expect(isDue(mutationAt(START + CHECKOUT_MS), 1)).toBe(false);
    expect(isDue(mutationAt(START + CHECKOUT_MS + 1), 1)).toBe(true);
  });

  it("is due after three minutes in which much was sent", () => {
    const { isDue } = watchCheckouts();
    isDue(snapshot, 1);

    expect(isDue(mutationAt(START + CHECKOUT_MS + 1), CHECKOUT_BYTES + 1)).toBe(true);
  });

  it("is never due on a page at rest", () => {
    const { isDue } = watchCheckouts();
    isDue(snapshot, 1);

    expect(isDue(mutationAt(START + 100 * CHECKOUT_MS), 1)).toBe(false);
  });

  it("begins to count again with each full snapshot", () => {
    const { isDue } = watchCheckouts();
    isDue(snapshot, 1);
    isDue(mutationAt(START + 1), CHECKOUT_BYTES + 1);
    isDue({ ...snapshot, timestamp: START + CHECKOUT_MS }, 1);

    expect(isDue(mutationAt(START + 3 * CHECKOUT_MS), 1)).toBe(false);
  });

  it("is due half as often once it took more than half a second", () => {
    const { isDue, onTaken } = watchCheckouts();
    isDue(snapshot, 1);
    isDue(mutationAt(START + 1), CHECKOUT_BYTES + 1);
    onTaken(SLOW_SNAPSHOT_MS + 1);

    expect(isDue(mutationAt(START + 2 * CHECKOUT_MS), 1)).toBe(false);
    expect(isDue(mutationAt(START + 2 * CHECKOUT_MS + 1), 1)).toBe(true);
  });
});
