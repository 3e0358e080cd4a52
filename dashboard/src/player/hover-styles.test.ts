import { expect, test } from "vitest";
import { adaptHover, HoverStyles } from "./hover-styles";

test.each([
  ["a:hover{b:c}", "a:hover,a.\\:hover{b:c}"],
  ["a, b:hover > i {b:c}", "a, b:hover > i,a, b.\\:hover > i {b:c}"],
  ["a{b:c}b:hover{d:e}", "a{b:c}b:hover,b.\\:hover{d:e}"],
  ["@media (hover:hover){a:hover{b:c}}", "@media (hover:hover){a:hover,a.\\:hover{b:c}}"],
  ["a{b:c;&:hover{d:e}}", "a{b:c;&:hover,&.\\:hover{d:e}}"],
  ["/* a:hover { */p{b:c}", "p{b:c}"],
  ["a/* x */:hover{b:c}/* end", "a:hover,a.\\:hover{b:c}"],
  ['p{content:"}"}a:hover{b:c}', 'p{content:"}"}a:hover,a.\\:hover{b:c}'],
  ["p{background:url(data:x;{)}a:hover{b:c}", "p{background:url(data:x;{)}a:hover,a.\\:hover{b:c}"],
  ["@media (min-device-width:9px){a{b:c}}", "@media (min-width:9px){a{b:c}}"],
  [".a\\:hover{b:c}", ".a\\:hover{b:c}"],
  ["a{b:c}", "a{b:c}"],
])("%s becomes %s", (css, adapted) => {
  expect(adaptHover(css)).toBe(adapted);
});

test("a style sheet is adapted once", () => {
  const styles = new HoverStyles();

  expect(styles.get("a:hover{}")).toBe("a:hover,a.\\:hover{}");
  expect([...styles.keys()]).toEqual(["a:hover{}"]);
});
