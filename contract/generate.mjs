// Writes api.ts from openapi.json; with --check it only tells whether api.ts is up to date.
import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const source = new URL("openapi.json", import.meta.url);
const target = new URL("api.ts", import.meta.url);
const heading = "// Generated from openapi.json by generate.mjs: run ./dev fix after a change of the API.\n\n";

const fresh = heading + astToString(await openapiTS(source, { alphabetize: true }));

if (process.argv.includes("--check")) {
  const committed = await readFile(target, "utf8");
  if (committed !== fresh) {
    console.error("contract/api.ts differs from contract/openapi.json: run ./dev fix");
    process.exitCode = 1;
  }
} else {
  await writeFile(target, fresh);
}
