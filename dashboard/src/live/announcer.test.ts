import { describe, expect, it } from "vitest";
import { createAnnouncer } from "./announcer";

function told(sessionId: string, fields: { isEnded?: boolean; duration?: number } = {}) {
  return {
    projectId: "p1",
    sessionId,
    pageURL: "https://shop.example/pricing?a=1",
    duration: 0,
    isEnded: false,
    recordingId: "",
    ...fields,
  };
}

describe("notices about sessions", () => {
  it("tell of a new one, and in its place of its end", () => {
    const announce = createAnnouncer(() => 0);

    expect([announce(told("a")), announce(told("a", { isEnded: true, duration: 42_400 }))]).toEqual(
      [
        { id: "a", text: "New session: /pricing", sessionId: "a" },
        { id: "a", text: "Session recorded: 42 s on /pricing", sessionId: "a" },
      ],
    );
  });

  it("become one where many come at once, until it is quiet again", () => {
    let now = 0;
    const announce = createAnnouncer(() => now);
    for (const id of ["a", "b", "c"]) announce(told(id));

    expect(announce(told("d"))).toEqual({
      id: "sessions",
      text: "4 new sessions",
      sessionId: null,
    });
    expect(announce(told("a", { isEnded: true, duration: 1_000 })).text).toBe(
      "3 new sessions, 1 session recorded",
    );
    now = 10_000;
    expect(announce(told("e")).id).toBe("e");
  });
});
