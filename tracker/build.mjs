/** Builds `pulse.js` and the files that it loads into the Python package. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { rrwebPatches } from "./rrweb-patches.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");

/** The package's version stands in one place, in Python. */
function packageVersion() {
  const source = readFileSync(join(root, "src/pagepulse/__init__.py"), "utf8");
  const found = /^__version__ = "([^"]+)"$/m.exec(source);
  if (!found) throw new Error("src/pagepulse/__init__.py names no __version__");
  return found[1];
}

function recorderVersion() {
  const entry = createRequire(import.meta.url).resolve("@rrweb/record");
  return JSON.parse(readFileSync(join(dirname(entry), "../package.json"), "utf8")).version;
}

/** Build all files into a folder. */
export async function buildTracker(/** @type {string} */ outdir) {
  await build({
    entryPoints: {
      pulse: join(here, "src/pulse.ts"),
      rescue: join(here, "src/rescue/main.ts"),
      capture: join(here, "src/capture/capture.ts"),
      rules: join(here, "src/rules/main.ts"),
      interactions: join(here, "src/interactions/main.ts"),
      reactions: join(here, "src/reactions/main.ts"),
      signals: join(here, "src/signals/main.ts"),
      vitals: join(here, "src/vitals/main.ts"),
      identify: join(here, "src/identify/main.ts"),
      badge: join(here, "src/badge/main.ts"),
      live: join(here, "src/live/main.ts"),
      vault: join(here, "src/vault/main.ts"),
      frames: join(here, "src/frames/main.ts"),
      canvas: join(here, "src/canvas/main.ts"),
      recorder: join(here, "src/recorder/recorder.ts"),
    },
    outdir,
    bundle: true,
    format: "iife",
    target: "es2020",
    minify: true,
    legalComments: "none",
    plugins: [rrwebPatches(here)],
    define: {
      TRACKER_VERSION: JSON.stringify(packageVersion()),
      RECORDER_VERSION: JSON.stringify(recorderVersion()),
    },
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await buildTracker(join(root, "src/pagepulse/static/tracker"));
}
