/**
 * What is changed in `@rrweb/record` while the recorder is built.
 *
 * Each change is a text that must stand exactly once in the version that is locked: a new version
 * that reads otherwise fails the build instead of losing a protection without a word.
 */

import { readFileSync } from "node:fs";

/**
 * What it is for, what stands there, what stands there instead.
 * @type {readonly (readonly [string, string, string])[]}
 */
const CHANGES = [
  [
    "a style attribute that is set in any document counts against the site's style-src",
    'old.setAttribute("style", m.oldValue)',
    "old.style.cssText = m.oldValue",
  ],
  [
    "an element without children may hold a shadow root or a frame; texts of a shadow root have no parent element",
    `el = node;
    if (!index.childNodes(el).length) {
      return false;
    }
  } else if (index.parentElement(node) === null) {
    return false;
  } else {
    el = index.parentElement(node);
  }`,
    `el = node;
  } else {
    el = elementAround(node);
    if (!el) return false;
  }`,
  ],
  [
    "masks reach into shadow roots and frames",
    "if (el.closest(maskTextSelector)) return true;",
    "if (closestAcross(el, maskTextSelector)) return true;",
  ],
  [
    "a text of a shadow root is judged by its host",
    "? maskTextFn(textContent2, index.parentElement(n))",
    "? maskTextFn(textContent2, elementAround(n))",
  ],
  [
    "a shadow root belongs to its host",
    "const el = node.nodeType === node.ELEMENT_NODE ? node : index.parentElement(node);\n  return el;",
    "return node.nodeType === node.ELEMENT_NODE ? node : elementAround(node);",
  ],
  [
    "blocks reach into shadow roots and frames",
    "if (checkAncestors && el.closest(blockSelector) !== null) return true;",
    "if (checkAncestors && closestAcross(el, blockSelector) !== null) return true;",
  ],
  [
    "fields are ignored inside of shadow roots and frames",
    "ignoreSelector && target.matches(ignoreSelector)",
    "ignoreSelector && closestAcross(target, ignoreSelector)",
  ],
  [
    "frames that are blocked or turned off are neither read nor watched",
    "if (iframeDoc && onIframeLoad) {",
    "if (iframeDoc && onIframeLoad && isRecordedFrame(n)) {",
  ],
  [
    "shadow roots inside of a frame that came later are watched as well",
    `if (hasShadowRoot(n)) {
              this.shadowDomManager.addShadowRoot(
                index.shadowRoot(n),
                this.doc
              );`,
    `if (hasShadowRoot(currentN)) {
              this.shadowDomManager.addShadowRoot(
                index.shadowRoot(currentN),
                this.doc
              );`,
  ],
  [
    "the recorder decides which changes rrweb sees, and when",
    "callbackWrapper(mutationBuffer.processMutations.bind(mutationBuffer))",
    "callbackWrapper(guardMutations(mutationBuffer))",
  ],
  [
    "the cost of rrweb's callbacks is measured",
    "return cb(...rest);",
    "return measured(() => cb(...rest));",
  ],
  [
    "many new nodes are serialised in slices",
    "while (this.addedSet.size) {",
    "while (this.addedSet.size && !isSliceOver()) {",
  ],
  [
    "what a slice left over waits for the next one",
    "this.addedSet = /* @__PURE__ */ new Set();\n",
    "\n",
  ],
  [
    "a style element that an earlier slice took has its text already",
    'parentTag === "STYLE" && addedIds.has(parentId)',
    'parentTag === "STYLE" && (addedIds.has(parentId) || takenStyles.has(parentId))',
  ],
  [
    "a style element takes its text with it",
    "addedIds.add(sn.id);",
    'addedIds.add(sn.id);\n          if (n.nodeName === "STYLE") takenStyles.add(sn.id);',
  ],
];

/**
 * What records canvases in rrweb: by a worker, which policies of sites forbid, or by wrapping every
 * drawing function. `src/canvas` does without both; what is left answers the calls of the others.
 */
const CANVAS_MANAGER = /\nconst jsContent = '[\s\S]*?\nclass CanvasManager \{[\s\S]*?\n\}\n/;
const NO_CANVAS_MANAGER = `
class CanvasManager {
  reset() {}
  freeze() {}
  unfreeze() {}
  lock() {}
  unlock() {}
}
`;

const IMPORTS =
  'import { closestAcross, elementAround } from "./src/recorder/enclosing";\n' +
  'import { isRecordedFrame } from "./src/recorder/recorded-frame";\n' +
  'import { guardMutations, isSliceOver, measured, takenStyles } from "./src/recorder/intake";\n';

function changed(/** @type {string} */ source) {
  let text = source;
  for (const [reason, before, after] of CHANGES) {
    if (text.split(before).length !== 2) throw new Error(`@rrweb/record has changed: ${reason}`);
    text = text.replace(before, () => after);
  }
  if (!CANVAS_MANAGER.test(text)) throw new Error("@rrweb/record has changed: its canvases");
  return IMPORTS + text.replace(CANVAS_MANAGER, () => NO_CANVAS_MANAGER);
}

/** The plugin for esbuild; `tracker` is the folder that this file is in. */
export const rrwebPatches = (/** @type {string} */ tracker) => ({
  name: "rrweb-patches",
  setup(/** @type {import("esbuild").PluginBuild} */ build) {
    build.onLoad({ filter: /[\\/]@rrweb[\\/]record[\\/]dist[\\/]record\.js$/ }, ({ path }) => ({
      contents: changed(readFileSync(path, "utf8")),
      resolveDir: tracker,
      loader: "js",
    }));
  },
});
