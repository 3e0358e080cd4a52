import { expect, test } from "vitest";
import { sanitisePicture } from "./pictures";

const WEBP = "data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==";

function picture(image: unknown, more: object = {}) {
  return sanitisePicture({ tag: "pulse:canvas", payload: { id: 7, image }, ...more });
}

test.each([
  ["WebP", WEBP],
  ["PNG", "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg=="],
  ["JPEG", "data:image/jpeg;base64,/9j/4AAQSkZJRg=="],
])("a picture as %s passes", (_, image) => {
  expect(picture(image)).toEqual({ tag: "pulse:canvas", payload: { id: 7, image } });
});

test.each([
  ["an address", "https://e.example/x.webp"],
  ["a drawing", "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4="],
  ["a drawing that says it is a bitmap", "data:image/png;base64,PHN2Zz48L3N2Zz4="],
  ["a type with a parameter", "data:image/png;x=svg;base64,iVBORw0KGgo="],
  ["text that is not base64", "data:image/png,iVBORw0KGgo"],
  ["a document", "data:text/html;base64,iVBORw0KGgo="],
  ["a second address behind it", `${WEBP}\nhttps://e.example/`],
  ["something too long", `data:image/png;base64,iVBORw0KGgo${"A".repeat(1_000_000)}`],
  ["a list", [WEBP]],
  ["nothing", undefined],
])("%s does not pass as a picture", (_, image) => {
  expect(picture(image)).toBeNull();
});

test.each([
  ["another tag", { tag: "x" }],
  ["no canvas", { payload: { id: "7", image: WEBP } }],
  ["an endless id", { payload: { id: Number.POSITIVE_INFINITY, image: WEBP } }],
])("a picture with %s does not pass", (_, more) => {
  expect(picture(WEBP, more)).toBeNull();
});

test("nothing else of the event is kept", () => {
  const payload = { id: 7, image: WEBP, more: 1 };

  expect(picture(WEBP, { payload, more: 1 })).toEqual({
    tag: "pulse:canvas",
    payload: { id: 7, image: WEBP },
  });
});
