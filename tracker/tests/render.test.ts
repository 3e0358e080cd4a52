// @vitest-environment happy-dom
import fc from "fast-check";
import { expect, it } from "vitest";
import { MESSAGE_LENGTH } from "../src/limits";
import { renderArguments } from "../src/signals/render";

class Order {
  total = 34;
}

it.each([
  [["a", 1, true, null, undefined, 2n], "a 1 true null undefined 2n"],
  [["%s of %d%%, %i", "half", 50, 7, "and more"], "half of 50%, 7 and more"],
  [["%c styled", "color: red"], " styled"],
  [["%s without"], "%s without"],
  [[{ a: { b: { c: { d: 1 } } } }], "{a: {b: {c: {…}}}}"],
  [[[1, ["two", [[]]]]], '[1, ["two", [Array(0)]]]'],
  [[Array.from({ length: 12 }, (_, n) => n)], "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …]"],
  [[new Order()], "Order {total: 34}"],
  [[new Date(0), new Date(Number.NaN)], "1970-01-01T00:00:00.000Z Invalid Date"],
  [[/a+/g, new Set([1]), new Uint8Array(4)], "/a+/g Set(1) Uint8Array(4)"],
  [
    [{ password: "x", nested: { authToken: "y" } }],
    "{password: ••••••••, nested: {authToken: ••••••••}}",
  ],
  [['{"password":"hunter2","name":"Ada"}'], '{"password":"••••••••","name":"Ada"}'],
  [["pin = 1234; done"], "pin = ••••••••; done"],
])("writes arguments, case %#", (args, text) => {
  expect(renderArguments(args)).toBe(text);
});

it("names an error with its stack, once", () => {
  const error = new TypeError("no such thing");
  error.stack = "TypeError: no such thing\n    at buy (https://a.test/app.js?v=1:3:4)";

  expect(renderArguments(["failed", error])).toBe(
    "failed TypeError: no such thing\n    at buy (https://a.test/app.js:3:4)",
  );
});

it("runs nothing of the page", () => {
  let runs = 0;
  const count = (): string => {
    runs += 1;
    return String(runs);
  };
  const trap = {
    get price() {
      return count();
    },
    toString: () => count(),
    toJSON: () => count(),
  };

  expect(renderArguments([trap])).toBe("{price: (…), toString: ƒ toString(), toJSON: ƒ toJSON()}");
  expect(runs).toBe(0);
});

it("never throws, is never long, and hides what is private, whatever it is given", () => {
  const anything = fc.array(fc.anything({ withBigInt: true, withDate: true, withMap: true }));
  fc.assert(
    fc.property(anything, fc.string({ maxLength: 3_000 }), (values, text) => {
      const line = renderArguments([...values, text, "bob@example.com"]);

      expect(line.length).toBeLessThanOrEqual(MESSAGE_LENGTH);
      expect(line).not.toContain("bob@example");
    }),
  );
});
