import { expect, it } from "vitest";
import { createDrawing } from "./drawing";

it("tells once that there is something to draw, and once that it is drawn", () => {
  const told: boolean[] = [];
  const painted: (() => void)[] = [];
  const port = { postMessage: (isDrawing: boolean) => void told.push(isDrawing) };
  const drawing = createDrawing(port, (callback) => painted.push(callback));

  drawing.begin();
  drawing.begin();
  expect(told).toEqual([true]);
  for (const callback of painted.splice(0)) callback();
  drawing.begin();

  expect(told).toEqual([true, false, true]);
});
