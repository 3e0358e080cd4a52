import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redactText } from "../src/recorder/cards";
import { redact } from "../src/redact";

describe.each([
  ["addresses, titles and errors", redact],
  ["texts of the page", redactText],
])("what is private in %s", (_, hide) => {
  it.each([
    [
      "an e-mail address",
      "Write to bob.smith+x@example.co.uk.",
      "Write to •••.•••••••@•••••••.••.••.",
    ],
    ["a card in groups", "Card 4111 1111 1111 1111, 12/29", "Card •••• •••• •••• ••••, 12/29"],
    ["a long run of digits", "Call 491701234567", "Call ••••••••••••"],
    ["a bank account", "DE89 3704 0044 0532 0130 00", "•••• •••• •••• •••• •••• ••"],
    ["a signed token", "t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc", `t=${"•".repeat(40)}`],
    ["a bearer token", "Authorization: Bearer abcdef123456", "Authorization: •••••• ••••••••••••"],
    ["a cloud key", "AKIAIOSFODNN7EXAMPLE", "•".repeat(20)],
  ])("hides %s and keeps its shape", (_, text, expected) => {
    expect(hide(text)).toBe(expected);
  });

  it.each([
    "Plain words, 1,299.00 €, 2026-11-23 10:20:30",
    "Table 12 34 56 78 90 12, 12345678",
    "@handle of someone, a@b",
    "/img/logo@2x.png",
    "IN24 HOURS OPEN, ISO9001 CERTIFIED",
  ])("leaves %j alone", (text) => {
    expect(hide(text)).toBe(text);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(hide(hide(text))).toBe(hide(text));
      }),
    );
  });

  it.each(["100000000bearer --+.AeyJ", "123456789DE89370400440532013000"])(
    "lays nothing bare by hiding what stands before: %j",
    (text) => {
      expect(hide(hide(text))).toBe(hide(text));
    },
  );

  it("keeps the length of a text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        expect(hide(text)).toHaveLength(text.length);
      }),
    );
  });

  it("is quick on a text made to be slow", () => {
    const begin = performance.now();
    hide("a".repeat(200_000));
    hide("1 ".repeat(100_000));
    hide(`${"a@".repeat(50_000)}.`);

    // Quadratic time would be minutes; the bound is wide for busy machines.
    expect(performance.now() - begin).toBeLessThan(3_000);
  });
});

describe("groups of digits", () => {
  it("are private in a text of the page only where they are a card", () => {
    expect(redactText("Order 12 4111-1111-1111-1111")).toBe("Order 12 ••••-••••-••••-••••");
    expect(redactText("Row 1299 1300 1301 1303")).toBe("Row 1299 1300 1301 1303");
  });

  it("are private elsewhere when they could be one", () => {
    expect(redact("Card 4111 1111 1111 1112")).toBe("Card •••• •••• •••• ••••");
  });
});

/** Texts dense with the beginnings of what is looked for. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "@",
        ".",
        " ",
        "-",
        "•",
        "DE89",
        "eyJ",
        "bearer ",
        "4111",
        "1111 ",
        "AKIA",
        "\n",
      ),
      fc.string({ maxLength: 6 }),
      fc.integer({ min: 0 }).map(String),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(""));
