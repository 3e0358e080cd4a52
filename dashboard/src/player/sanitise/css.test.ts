import { expect, test } from "vitest";
import { withoutAddresses } from "./css";

test.each([
  ["a{background:url(https://e.example/x)}", 'a{background:url("data:,")}'],
  ["a{background:URL( 'https://e.example/x' )}", 'a{background:url("data:,")}'],
  ['a{background:url("/api/x")}', 'a{background:url("data:,")}'],
  ['@import "https://e.example/x.css"; a{b:c}', " a{b:c}"],
  ["@IMPORT url(https://e.example/x.css) screen; a{b:c}", " a{b:c}"],
  [
    "a{background:url(data:image/png;base64,AA==)}",
    "a{background:url(data:image/png;base64,AA==)}",
  ],
  ["a{background:image-set('/x' 1x)}", "a{background:no-image-set('/x' 1x)}"],
  [
    "a{b:c}@font-face { font-family: F; src: url(/f.woff2) format('woff2') }d{e:f}",
    "a{b:c}@font-face{}d{e:f}",
  ],
  [
    "@font-face{src:url(/f.eot);src:url(data:font/woff2;base64,AA==)}",
    '@font-face{src:url("data:,");src:url(data:font/woff2;base64,AA==)}',
  ],
  ["a{fill:url(#g)}", "a{fill:url(#g)}"],
  ["a{color:red}", "a{color:red}"],
])("%s becomes %s", (css, expected) => {
  expect(withoutAddresses(css)).toBe(expected);
});
