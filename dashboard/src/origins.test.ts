import { describe, expect, it } from "vitest";
import { parseOrigin } from "./origins";

describe("an origin as people type it", () => {
  it.each([
    ["https://www.example.com", "https://www.example.com"],
    ["example.com/shop?x=1", "https://example.com"],
    ["  HTTP://Example.com:8080/ ", "http://example.com:8080"],
    ["https://example.com:443", "https://example.com"],
    ["localhost:3000", "http://localhost:3000"],
    ["127.0.0.1:8300/cafe", "http://127.0.0.1:8300"],
    ["bücher.example", "https://xn--bcher-kva.example"],
    ["*", "*"],
  ])("%s is %s", (typed, origin) => {
    expect(parseOrigin(typed)).toEqual({ ok: true, origin });
  });

  it.each(["", "   ", "example", "ftp://example.com", "javascript:alert(1)", "https://"])(
    "%j is refused with a reason",
    (typed) => {
      expect(parseOrigin(typed)).toEqual({ ok: false, reason: expect.stringMatching(/\.$/) });
    },
  );
});
