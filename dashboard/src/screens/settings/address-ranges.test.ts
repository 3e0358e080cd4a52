import { expect, it } from "vitest";
import { parseRange } from "./address-ranges";

it.each(["203.0.113.7", "203.0.113.0/24", "2001:db8::/48", "::1"])("takes %s", (typed) => {
  expect(parseRange(` ${typed} `)).toEqual({ ok: true, entry: typed });
});

it.each(["", "203.0.113", "203.0.113.256", "203.0.113.0/33", "2001:db8::/129", "office", "1/2/3"])(
  "refuses %j and says what is right",
  (typed) => {
    expect(parseRange(typed)).toMatchObject({ ok: false });
  },
);
