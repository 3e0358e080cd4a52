/**
 * Draws the visible part of a recorded page into a picture.
 *
 * A browser gives nobody the pixels of a page, but it draws an SVG that holds a copy of one. Such a
 * copy runs no script and fetches nothing. What it cannot hold (frames, shadow roots, videos) stays
 * empty, and the caller is told.
 */

/** What the picture shows: the viewport and how far it is scrolled, CSS pixels. */
interface Shot {
  width: number;
  height: number;
  left: number;
  top: number;
}

export interface PagePicture {
  image: HTMLImageElement;
  /** Background of the page where nothing stands. */
  background: string;
  /** Whether the copy holds everything that is on the page. */
  isWhole: boolean;
}

const SVG = "http://www.w3.org/2000/svg";
/** Not part of what is seen, or not to be had in a copy. */
const LEFT_OUT = new Set(["script", "style", "link", "noscript", "template", "meta", "title"]);
const EMPTY = new Set(["iframe", "video", "audio", "object", "embed"]);
/** XML knows fewer names than HTML: `@click` and `:class` are none. */
const XML_NAME = /^[a-z_][\w.-]*$/i;
/** Characters that no XML may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** All rules of a page as text, also those that scripts added. */
function cssOf(page: Document): string {
  const sheets = [...page.styleSheets, ...page.adoptedStyleSheets];
  const rules = sheets.flatMap((sheet) => {
    try {
      return Array.from(sheet.cssRules, (rule) => rule.cssText);
    } catch {
      return [];
    }
  });
  // The root of the copy is the SVG around the page.
  return rules.join("\n").replace(/:root\b/g, ":is(html,:root)");
}

class Copier {
  isWhole = true;
  readonly #shot: Shot;

  constructor(shot: Shot) {
    this.#shot = shot;
  }

  /** Copy an element with what stands in it; null for what is not seen. */
  copy(element: Element): Element | null {
    if (LEFT_OUT.has(element.localName)) return null;
    if (element.shadowRoot || EMPTY.has(element.localName)) this.isWhole &&= !isShown(element);
    const made = element.localName === "canvas" ? pictureOfCanvas(element) : null;
    const copy = made ?? (element.cloneNode(false) as Element);
    for (const { name, namespaceURI } of [...copy.attributes]) {
      if (!namespaceURI && !XML_NAME.test(name)) copy.removeAttribute(name);
    }
    if (made || EMPTY.has(element.localName)) return copy;
    this.#fill(element, copy);
    keepState(element, copy);
    this.#keepPlace(element, copy);
    return copy;
  }

  #fill(element: Element, copy: Element): void {
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) copy.append(child.cloneNode());
      if (child.nodeType !== Node.ELEMENT_NODE) continue;
      const inner = this.copy(child as Element);
      if (inner) copy.append(...this.#withHole(child as Element, inner));
    }
  }

  /** What sticks stands where it is now; its hole in the page stays. */
  #withHole(element: Element, copy: Element): Element[] {
    const view = element.ownerDocument.defaultView;
    if (view?.getComputedStyle(element).position !== "sticky") return [copy];
    const { left, top, width, height } = element.getBoundingClientRect();
    if (top > this.#shot.height || top + height < 0) return [copy];
    const hole = copy.cloneNode(true) as HTMLElement;
    hole.style?.setProperty("visibility", "hidden", "important");
    hole.style?.setProperty("position", "static", "important");
    const place = {
      position: "fixed",
      left,
      top,
      width,
      height,
      margin: 0,
      "box-sizing": "border-box",
    };
    for (const [name, value] of Object.entries(place)) {
      const text = typeof value === "number" ? `${value}px` : value;
      (copy as HTMLElement).style?.setProperty(name, text, "important");
    }
    return [hole, copy];
  }

  /** What is scrolled inside of a box is moved by as much. */
  #keepPlace(element: Element, copy: Element): void {
    if (element.localName === "html" || element.localName === "body") return;
    const { scrollLeft, scrollTop } = element;
    if (!scrollLeft && !scrollTop) return;
    for (const child of copy.children) {
      (child as HTMLElement).style?.setProperty("translate", `${-scrollLeft}px ${-scrollTop}px`);
    }
  }
}

function isShown(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
}

function pictureOfCanvas(element: Element): Element | null {
  const page = element.ownerDocument;
  const image = page.createElement("img");
  try {
    image.src = (element as HTMLCanvasElement).toDataURL();
  } catch {
    return null;
  }
  for (const { name, value } of element.attributes) {
    if (XML_NAME.test(name)) image.setAttribute(name, value);
  }
  return image;
}

/** What a visitor chose or typed stands in no attribute. */
function keepState(element: Element, copy: Element): void {
  const { localName } = element;
  if (localName === "textarea") copy.textContent = (element as HTMLTextAreaElement).value;
  if (localName === "option") {
    copy.toggleAttribute("selected", (element as HTMLOptionElement).selected);
  }
  if (localName !== "input") return;
  const { value, checked } = element as HTMLInputElement;
  copy.setAttribute("value", value);
  copy.toggleAttribute("checked", checked);
}

function backgroundOf(page: Document): string {
  const colours = [page.documentElement, page.body].map((element) =>
    element ? (page.defaultView?.getComputedStyle(element).backgroundColor ?? "") : "",
  );
  return (
    colours.find((colour) => colour && !/^(transparent|rgba\(.*, 0\))$/.test(colour)) ?? "#fff"
  );
}

/** Place the copy as the page is scrolled; its box takes the place of the viewport. */
function setRoot(page: Document, root: HTMLElement, { width, height, left, top }: Shot): void {
  const { fontSize } = page.defaultView?.getComputedStyle(page.documentElement) ?? { fontSize: "" };
  const style = { margin: `${-top}px 0 0 ${-left}px`, width: `${width}px`, "font-size": fontSize };
  for (const [name, value] of Object.entries(style)) {
    root.style.setProperty(name, value, "important");
  }
  root.style.setProperty("min-height", `${height + top}px`);
  root.style.setProperty("overflow", "visible", "important");
}

/** Return the SVG that shows a page, as text. */
export function svgOf(page: Document, shot: Shot): { svg: string; isWhole: boolean } {
  const copier = new Copier(shot);
  const root = copier.copy(page.documentElement) as HTMLElement;
  setRoot(page, root, shot);
  const style = page.createElement("style");
  style.textContent = cssOf(page);
  root.prepend(style);
  const { width, height } = shot;
  const size = `width="${width}" height="${height}"`;
  const { fontSize } = root.style;
  const inside = new XMLSerializer().serializeToString(root).replace(NOT_XML, "");
  const svg = `<svg xmlns="${SVG}" ${size} style="font-size:${fontSize}"><foreignObject ${size}>${inside}</foreignObject></svg>`;
  return { svg, isWhole: copier.isWhole };
}

/** Return the picture of a page, or null where the browser cannot draw its copy. */
export async function pictureOfPage(page: Document, shot: Shot): Promise<PagePicture | null> {
  const { svg, isWhole } = svgOf(page, shot);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  try {
    await image.decode();
  } catch {
    return null;
  }
  return { image, background: backgroundOf(page), isWhole };
}

/** Return the PNG of a canvas; null where the browser keeps it to itself. */
export async function pngOf(canvas: HTMLCanvasElement): Promise<ArrayBuffer | null> {
  try {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
    return blob ? await blob.arrayBuffer() : null;
  } catch {
    return null;
  }
}
