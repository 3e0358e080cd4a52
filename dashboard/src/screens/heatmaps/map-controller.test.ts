import { describe, expect, it } from "vitest";
import type { FromMap, Heat, ToMap } from "../../player/heatmap/messages";
import { type Backdrop, MapController } from "./map-controller";

const HEAT: Heat = { kind: "density", elements: [], points: [{ x: 1, y: 2, value: 3 }] };
const PAGE: Backdrop = { sessionId: "s", tabId: "t", at: 7 };

function shown(run: number): FromMap {
  return { type: "map-shown", run, width: 390, height: 844, pageHeight: 3_000, breakpoints: [] };
}

function open(fetchPage = async () => new ArrayBuffer(1)) {
  const sent: ToMap[] = [];
  const controller = new MapController({
    projectKey: "pk_1",
    fetchPage,
    fetchAssets: async () => [],
    send: (message) => sent.push(message),
  });
  return { controller, sent, types: () => sent.map(({ type }) => type) };
}

describe("a map", () => {
  it("waits for the player page before it shows anything", async () => {
    const { controller, types } = open();
    await controller.show(PAGE, 390);
    expect(types()).toEqual([]);

    controller.onReady();
    expect(types()).toEqual(["map-show"]);
  });

  it("lays heat on a page, and on every page after it", async () => {
    const { controller, sent, types } = open();
    controller.onReady();
    controller.setHeat(HEAT);
    await controller.show(PAGE, null);
    expect(types()).toEqual(["map-show"]);

    controller.receive(shown(1));
    await controller.show(PAGE, 390);
    controller.receive(shown(2));

    expect(sent.filter(({ type }) => type === "map-heat")).toEqual([
      { type: "map-heat", run: 1, heat: HEAT },
      { type: "map-heat", run: 2, heat: HEAT },
    ]);
  });

  it("does not listen to what the player says about an earlier page", async () => {
    const { controller } = open();
    controller.onReady();
    await controller.show(PAGE, null);
    await controller.show(PAGE, 390);
    controller.receive(shown(1));

    expect(controller.state.get().shown).toBeNull();
  });

  it("keeps why a page could not be fetched", async () => {
    const failure = new Error("gone");
    const { controller } = open(() => Promise.reject(failure));
    await controller.show(PAGE, null);

    expect(controller.state.get().error).toBe(failure);
  });
});
