import { describe, expect, it } from "vitest";
import {
  CALM_MS,
  MUTATION_BURST_BYTES,
  MUTATION_BYTES_PER_SECOND,
  RESYNC_MS,
  UNATTENDED_MS,
} from "../src/limits";
import { openGate } from "../src/recorder/gate";

const START = 1_000;

function floodedGate() {
  const gate = openGate(START);
  gate.onRecorded(2 * MUTATION_BURST_BYTES, false, START);
  return gate;
}

describe("changes of the page", () => {
  it("are dropped once they are more than the budget", () => {
    const gate = openGate(START);
    gate.onRecorded(MUTATION_BURST_BYTES - 1, false, START);
    expect(gate.isOpen(START)).toBe(true);
    gate.onRecorded(1, false, START);

    expect(gate.isOpen(START)).toBe(false);
    expect(gate.isOpen(START + 1)).toBe(true);
  });

  it("are dropped for long after a great one", () => {
    const refillMs = (MUTATION_BURST_BYTES / MUTATION_BYTES_PER_SECOND) * 1_000;

    expect(floodedGate().isOpen(START + refillMs)).toBe(false);
    expect(floodedGate().isOpen(START + refillMs + 1)).toBe(true);
  });

  it("are not dropped for the rest of one that is serialised in slices", () => {
    const gate = openGate(START);
    gate.onRecorded(10 * MUTATION_BURST_BYTES, true, START);

    expect(gate.isOpen(START + 1)).toBe(true);
  });

  it("are all dropped after the first that was, until a full snapshot", () => {
    const gate = openGate(START);
    gate.onDropped(START);
    expect(gate.isOpen(START + UNATTENDED_MS / 2)).toBe(false);
    gate.onFullSnapshot(0, START + UNATTENDED_MS / 2);

    expect(gate.isOpen(START + UNATTENDED_MS / 2)).toBe(true);
  });

  it("are dropped while nobody looks at the page", () => {
    const gate = openGate(START);
    expect(gate.isOpen(START + UNATTENDED_MS + 1)).toBe(false);
    gate.onInput(START + UNATTENDED_MS + 1);

    expect(gate.isOpen(START + UNATTENDED_MS + 1)).toBe(true);
  });
});

describe("a full snapshot makes up for dropped changes", () => {
  it("when the page is calm, and not before", () => {
    const gate = floodedGate();
    gate.onDropped(START + RESYNC_MS);

    expect(gate.isResyncDue(START + RESYNC_MS + CALM_MS - 1)).toBe(false);
    expect(gate.isResyncDue(START + RESYNC_MS + CALM_MS)).toBe(true);
  });

  it("at the earliest five seconds after the last", () => {
    const gate = floodedGate();
    gate.onDropped(START);

    expect(gate.isResyncDue(START + RESYNC_MS - 1)).toBe(false);
    expect(gate.isResyncDue(START + RESYNC_MS)).toBe(true);
  });

  it("on a page that is never calm, once the budget is whole again", () => {
    const gate = floodedGate();
    const isDue: boolean[] = [];
    for (let second = 1; second <= 90; second += 1) {
      const now = START + second * 1_000;
      gate.onDropped(now - 1);
      isDue.push(gate.isResyncDue(now));
    }

    expect(isDue.indexOf(true)).toBe(79);
  });

  it("so rarely that all of them take a twentieth of the time at most", () => {
    const gate = openGate(START);
    gate.onFullSnapshot(1_000, START);
    gate.onDropped(START);

    expect(gate.waitMs(START)).toBe(20_000);
    expect(gate.isResyncDue(START + 19_999)).toBe(false);
    expect(gate.isResyncDue(START + 20_000)).toBe(true);
  });

  it("not while nobody looks, and not when nothing was dropped", () => {
    const gate = openGate(START);
    expect(gate.isResyncDue(START + RESYNC_MS)).toBe(false);
    gate.onDropped(START + UNATTENDED_MS + 1);

    expect(gate.isResyncDue(START + 2 * UNATTENDED_MS)).toBe(false);
    gate.onInput(START + 2 * UNATTENDED_MS);
    expect(gate.isResyncDue(START + 2 * UNATTENDED_MS)).toBe(true);
  });
});
