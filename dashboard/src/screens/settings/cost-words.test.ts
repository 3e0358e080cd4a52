import { expect, it } from "vitest";
import { describeBytes, describeWork } from "./cost-words";

it.each([
  [0, "0.0 ms"],
  [4.24, "4.2 ms"],
  [180.4, "180 ms"],
  [1_340, "1.3 s"],
])("%d ms of work are %s", (ms, words) => {
  expect(describeWork(ms)).toBe(words);
});

it.each([
  [420, "0.4 kB"],
  [38_400, "38 kB"],
  [1_240_000, "1.2 MB"],
])("%d bytes are %s", (bytes, words) => {
  expect(describeBytes(bytes)).toBe(words);
});
