// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from "vitest";
import { firstProject, rememberProject, safeNext } from "./account";

const ORIGIN = "https://pulse.example";

describe("the way back after login", () => {
  it("keeps the screen with its filters", () => {
    expect(safeNext("/p/prj_1/sessions?device=mobile#x", ORIGIN)).toBe(
      "/p/prj_1/sessions?device=mobile#x",
    );
  });

  it.each([
    undefined,
    "",
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "/\t/evil.example",
    "javascript:alert(1)",
    "/login?next=/login",
  ])("%j leads to the start, never to another site", (next) => {
    expect(safeNext(next, ORIGIN)).toBe("/");
  });
});

describe("the project to open first", () => {
  const projects = [{ projectId: "prj_a" }, { projectId: "prj_b" }];
  beforeEach(() => localStorage.clear());

  it("is the last one used", () => {
    rememberProject("prj_b");

    expect(firstProject(projects)).toEqual({ projectId: "prj_b" });
  });

  it("is the first one when the last one is gone", () => {
    rememberProject("prj_deleted");

    expect(firstProject(projects)).toEqual({ projectId: "prj_a" });
    expect(firstProject([])).toBeUndefined();
  });
});
