import { expect, test } from "vitest";
import { reasonWords } from "./ledger-words";

test("a reason is told by its limit, by words of its own, or by its code", () => {
  expect(reasonWords("too_many_events", ["A batch may hold 1000 rrweb events at most."])).toBe(
    "A batch may hold 1000 rrweb events at most.",
  );
  expect(reasonWords("journal_full", [])).toBe("The server had no room. Trackers send them again.");
  expect(reasonWords("wrong_sender", [])).toBe("Wrong sender.");
});
