import { expect, test } from "vitest";
import { badgeWords } from "./badge-words";
import type { FollowerState } from "./follower";

const STATE: FollowerState = {
  connection: "watching",
  mode: "live",
  flow: "flowing",
  tabId: "a",
  tabs: ["a"],
  chosenTab: null,
  lagMs: 182,
};

test.each<[string, Partial<FollowerState>, boolean, object]>([
  ["live, with the lag", {}, false, { words: "LIVE", detail: "182 ms", isLive: true }],
  [
    "live before anything moved",
    { lagMs: null },
    false,
    { words: "LIVE", detail: "", isLive: true },
  ],
  ["no longer live behind a hole", { flow: "resyncing" }, false, { words: "RESYNCING" }],
  ["waiting before the first picture", { flow: "waiting" }, false, { words: "WAITING" }],
  ["connecting without a server", { connection: "offline" }, false, { words: "CONNECTING" }],
  ["paused", { mode: "paused" }, false, { words: "PAUSED", detail: "12 s behind" }],
  [
    "rewound, whatever the stream does",
    { mode: "rewound", flow: "resyncing" },
    false,
    { words: "REWOUND" },
  ],
  ["over when the visitor is gone", {}, true, { words: "OVER", isLive: false }],
])("the badge says %s", (_what, part, isOver, words) => {
  expect(badgeWords({ ...STATE, ...part }, isOver, "12 s")).toMatchObject(words);
});
