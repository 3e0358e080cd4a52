import { expect, it } from "vitest";
import { parseFunnelSearch, stepWords } from "./search";

it("reads steps from an address, and leaves out what is none", () => {
  const steps = "page:/,event:signup,page:,other:x";

  expect(parseFunnelSearch({ steps })).toEqual({ steps: ["page:/", "event:signup"] });
  expect(parseFunnelSearch({ steps: ["page:/plans/*"] })).toEqual({ steps: ["page:/plans/*"] });
  expect(parseFunnelSearch({ steps: "" })).toEqual({ steps: undefined });
});

it("takes no more steps than the server", () => {
  const steps = Array.from({ length: 20 }, (_, n) => `page:/${n}`);

  expect(parseFunnelSearch({ steps }).steps).toHaveLength(8);
});

it("keeps colons of an address", () => {
  expect(stepWords("page:https://a.example/b")).toEqual({
    kind: "page",
    wanted: "https://a.example/b",
  });
});
