import { describe, expect, it } from "vitest";
import { describeError, problemOf } from "./errors";

describe("a refusal", () => {
  it("is told in the server's words", () => {
    const problem = problemOf(409, {
      title: "Conflict",
      status: 409,
      code: "last_owner",
      detail: "A project keeps at least one owner.",
    });

    expect(problem).toMatchObject({ status: 409, code: "last_owner" });
    expect(describeError(problem)).toBe("A project keeps at least one owner.");
  });

  it.each([["<html>Bad gateway</html>"], [null], [{ detail: 7 }], [undefined]])(
    "without a problem document (%j) still says what is known",
    (body) => {
      expect(describeError(problemOf(502, body))).toBe("The server answered with status 502.");
    },
  );

  it("is told apart from a server that is not there", () => {
    expect(describeError(new TypeError("Failed to fetch"))).toBe(
      "The server cannot be reached. Check that it is running, then try again.",
    );
  });
});
