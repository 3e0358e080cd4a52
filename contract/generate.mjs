// Writes openapi.json from the Python models and api.ts from openapi.json.
// With --check it only tells whether api.ts is what openapi.json says.
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("openapi.json", import.meta.url);
const target = new URL("api.ts", import.meta.url);
const heading = "// Made of openapi.json by generate.mjs; after a change of the API run ./dev fix.\n\n";

async function typesOf(description) {
  return heading + astToString(await openapiTS(description, { alphabetize: true }));
}

async function check() {
  const [committed, fresh] = await Promise.all([readFile(target, "utf8"), typesOf(source)]);
  if (committed !== fresh) {
    console.error("contract/api.ts differs from contract/openapi.json: run ./dev fix");
    process.exitCode = 1;
  }
}

async function generate() {
  const { stdout } = await promisify(execFile)("pagepulse", ["openapi"], {
    maxBuffer: 64 * 1024 * 1024,
  });
  await writeFile(source, stdout);
  await writeFile(target, await typesOf(source));
}

await (process.argv.includes("--check") ? check() : generate());
