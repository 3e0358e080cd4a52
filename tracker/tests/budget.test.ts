import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildTracker } from "../build.mjs";

const folder = mkdtempSync(join(tmpdir(), "pulse-"));
beforeAll(() => buildTracker(folder));
afterAll(() => rmSync(folder, { recursive: true }));

// Kilobytes of 1,024 bytes after gzip -9: what a visitor of the site downloads.
it.each([
  ["pulse.js", 6],
  ["capture.js", 2],
  ["rules.js", 2],
  ["rescue.js", 3],
  ["recorder.js", 28],
  ["vault.js", 3.5],
  ["canvas.js", 1.5],
  ["frames.js", 2],
  ["interactions.js", 2.5],
  ["reactions.js", 2.9],
  ["signals.js", 4],
  ["vitals.js", 7],
  ["identify.js", 1],
  ["live.js", 5],
  ["badge.js", 1.5],
])("%s stays below %d KB compressed", (name, kilobytes) => {
  const file = readFileSync(join(folder, name));

  expect(gzipSync(file, { level: 9 }).length).toBeLessThan(kilobytes * 1_024);
});
