import { expect, it } from "vitest";
import { attentionSteps, reachSteps } from "./bands";
import type { Scene } from "./scene";

function sceneOf(
  ...standing: ReturnType<Scene["standing"]> extends Generator<infer One> ? One[] : never
) {
  return { standing: () => standing.values() } as unknown as Scene;
}

it("lays the time of a band where its element stands, and nothing between two elements", () => {
  const steps = attentionSteps(
    sceneOf(
      { top: 0, height: 1_600, cells: [{ share: 0, reach: 0, value: 4_000 }] },
      { top: 100, height: 1_600, cells: [{ share: 0, reach: 1 / 64, value: 1_000 }] },
    ),
  );

  expect(steps).toEqual([
    { y: 0, level: 1, value: 4_000 },
    { y: 25, level: 0, value: 0 },
    { y: 50, level: 0, value: 0 },
    { y: 75, level: 0, value: 0 },
    { y: 100, level: 0.25, value: 1_000 },
  ]);
});

it("adds up what was seen at two widths, where lines have other lengths, without stripes", () => {
  const lines = (count: number, value: number) =>
    Array.from({ length: 64 / count }, (_, line) => {
      return { share: (line * count) / 64, reach: count / 64, value };
    });

  const steps = attentionSteps(
    sceneOf({ top: 0, height: 100, cells: [...lines(16, 3_000), ...lines(32, 1_000)] }),
  );

  expect(steps.map(({ value }) => value)).toEqual([4_000, 4_000, 4_000, 4_000]);
});

it("is empty where nobody looked", () => {
  expect(attentionSteps(sceneOf())).toEqual([]);
});

it("tells the share of the views as it is", () => {
  expect(reachSteps([{ y: 10, share: 0.5 }])).toEqual([{ y: 10, level: 0.5, value: 0.5 }]);
});
