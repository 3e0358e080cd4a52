import { expect, test } from "vitest";
import type { SessionDetail } from "../replay/recording";
import { presentOf } from "./present";

/** Only what is looked at. */
function detail(endedAt: number, pages: object[]): SessionDetail {
  return { session: { startedAt: 0, endedAt, inProgress: false }, pages } as SessionDetail;
}

test("the session and the page of each tab reach to this moment", () => {
  const pages = [
    { tabId: "a", at: 0, leftAt: 10 },
    { tabId: "b", at: 5, leftAt: 20 },
    { tabId: "a", at: 10, leftAt: 25 },
  ];

  expect(presentOf(detail(30, pages), 90)).toEqual({
    session: { startedAt: 0, endedAt: 90, inProgress: true },
    pages: [
      { tabId: "a", at: 0, leftAt: 10 },
      { tabId: "b", at: 5, leftAt: 90 },
      { tabId: "a", at: 10, leftAt: 90 },
    ],
  });
});

test("what is stored is never cut", () => {
  expect(presentOf(detail(30, []), 20).session.endedAt).toBe(30);
});
