import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchesAny } from "../src/rules/patterns";

describe("a pattern of paths", () => {
  it.each([
    ["/checkout", "/checkout"],
    ["/checkout", "/checkout/"],
    ["/checkout/", "/checkout"],
    ["/checkout", "/checkout/pay/card"],
    ["/checkout", "/Checkout"],
    ["/CHECKOUT", "/checkout"],
    ["/checkout*", "/checkouts/7"],
    ["*/checkout", "/de/checkout/pay"],
    ["/shop/*/cart", "/shop/7/cart"],
    ["/shop/*/cart", "/shop/7/8/cart/empty"],
    ["/a*a", "/aa"],
    ["/büro", "/b%C3%BCro"],
    ["/b%C3%BCro", "/b%C3%BCro"],
    ["/", "/"],
    ["/*", "/anything"],
    ["/shop/*", "/shop/"],
    ["/shop//", "/shop//"],
    ["/100%", "/100%"],
  ])("%s is about %s", (pattern, path) => {
    expect(matchesAny([pattern], path)).toBe(true);
  });

  it.each([
    ["/checkout", "/checkouts"],
    ["/checkout", "/de/checkout"],
    ["/", "/anything"],
    ["/shop/*/cart", "/shop/cart"],
    ["/a*a", "/a"],
    ["/a.c", "/abc"],
  ])("%s is not about %s", (pattern, path) => {
    expect(matchesAny([pattern], path)).toBe(false);
  });

  it("is decided soon, however many stars it has", () => {
    const path = `/${"a".repeat(2_000)}`;
    const startedAt = performance.now();

    expect(matchesAny([`/${"*a".repeat(90)}*b`], path)).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(50);
  });

  it("with stars finds whatever stands in their place", () => {
    const text = fc.stringMatching(/^[a-z0-9/]{0,10}$/);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), text, (pieces, filling) => {
        expect(matchesAny([`/${pieces.join("*")}`], `/${pieces.join(filling)}`)).toBe(true);
      }),
    );
  });
});
