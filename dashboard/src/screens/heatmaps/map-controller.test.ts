import { describe, expect, it } from "vitest";
import type { FromMap, Heat, ToMap } from "../../player/heatmap/messages";
import { type Backdrop, MapController } from "./map-controller";

const HEAT: Heat = { kind: "density", elements: [], points: [{ x: 1, y: 2, value: 3 }] };
const REGION = { left: 1, top: 2, right: 30, bottom: 40 };
const PLACED: FromMap = {
  type: "map-placed",
  run: 1,
  placed: [],
  hidden: [],
  unresolved: [],
  highest: 1,
};
const PAGE: Backdrop = { sessionId: "s", tabId: "t", at: 7 };

function shown(run: number): FromMap {
  return { type: "map-shown", run, width: 390, height: 844, pageHeight: 3_000, breakpoints: [] };
}

function open(fetchPage = async () => new ArrayBuffer(1)) {
  const sent: ToMap[] = [];
  const told: unknown[] = [];
  const controller = new MapController({
    projectKey: "pk_1",
    fetchPage,
    fetchAssets: async () => [],
    send: (message) => sent.push(message),
    onElement: (elementId) => told.push(elementId),
    onRegion: (region) => told.push(region),
  });
  return { controller, sent, told, types: () => sent.map(({ type }) => type) };
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

  it("asks what lies in the rectangle of a link when the heat is placed, and after every change", async () => {
    const { controller, sent, told } = open();
    controller.onReady();
    controller.setRegion(REGION);
    await controller.show(PAGE, null);
    controller.receive(shown(1));
    controller.receive(PLACED);
    controller.receive({ type: "map-region", run: 1, region: REGION, parts: [], sum: 0 });
    controller.receive(PLACED);

    const asked = sent.filter(({ type }) => type === "map-region");
    expect(asked).toEqual(Array(2).fill({ type: "map-region", run: 1, region: REGION }));
    // It stands in the link already.
    expect(told).toEqual([]);
  });

  it("tells of a rectangle that somebody drew, and of an element that was pressed", async () => {
    const { controller, told } = open();
    await controller.show(PAGE, null);
    controller.receive({ type: "map-region", run: 1, region: REGION, parts: [], sum: 3 });
    expect(controller.state.get().drawn).toEqual({ region: REGION, parts: [], sum: 3 });

    controller.receive({ type: "map-picked", elementId: "00000000000000aa", x: 1, y: 2 });
    expect(controller.state.get().drawn).toBeNull();
    expect(told).toEqual([REGION, "00000000000000aa"]);
  });

  it("hands pictures over in the order in which they were asked for", async () => {
    const { controller } = open();
    const pictures = Promise.all([controller.takePicture(null), controller.takePicture(320)]);
    const [first, second] = [new ArrayBuffer(1), new ArrayBuffer(2)];
    controller.receive({ type: "map-pictured", run: 0, png: first, backdrop: "whole" });
    controller.receive({ type: "map-pictured", run: 0, png: second, backdrop: "missing" });

    expect((await pictures).map(({ png }) => png?.byteLength)).toEqual([1, 2]);
  });

  it("keeps why a page could not be fetched", async () => {
    const failure = new Error("gone");
    const { controller } = open(() => Promise.reject(failure));
    await controller.show(PAGE, null);

    expect(controller.state.get().error).toBe(failure);
  });
});
