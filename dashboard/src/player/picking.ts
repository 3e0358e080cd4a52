/**
 * Lets somebody point at an element of the recorded page, and names it by a selector of the kind that
 * the server understands: tags, ids, classes, children.
 */

/** Names that a build made, or that number a row, are other ones tomorrow. */
const LASTING_NAME = /^[A-Za-z][A-Za-z_-]*\d{0,2}$/;
/** Classes of one element in a selector; more say nothing new. */
const MAX_CLASSES = 2;
/** Elements above that a selector names, until only one element fits. */
const MAX_ABOVE = 3;
const FRAME_PX = 2;

/** Return a selector of an element; where no name tells it apart it means its likes as well. */
export function selectorOf(element: Element): string {
  const { ownerDocument } = element;
  let selector = partOf(element);
  let above = element.parentElement;
  for (let level = 0; level < MAX_ABOVE && above; level += 1) {
    const isAlone = ownerDocument.querySelectorAll(selector).length <= 1;
    if (isAlone || selector.startsWith("#") || above === ownerDocument.body) break;
    selector = `${partOf(above)} > ${selector}`;
    above = above.parentElement;
  }
  return selector;
}

function partOf(element: Element): string {
  if (LASTING_NAME.test(element.id)) return `#${element.id}`;
  const classes = [...element.classList].filter((name) => LASTING_NAME.test(name));
  return [element.localName, ...classes.slice(0, MAX_CLASSES)].join(".");
}

/** Outlines what lies under the pointer while it is on, and tells what was chosen. */
export class Picking {
  readonly #root: HTMLElement;
  readonly #onPick: (selector: string) => void;
  readonly #outline = document.createElement("div");
  #isOn = false;

  constructor(root: HTMLElement, onPick: (selector: string) => void) {
    this.#root = root;
    this.#onPick = onPick;
    this.#outline.className = "picked";
    document.addEventListener("pointermove", (event) => this.#show(this.#under(event)));
    document.addEventListener("pointerleave", () => this.#show(null));
    document.addEventListener("click", (event) => this.#choose(this.#under(event)));
  }

  set(isOn: boolean): void {
    this.#isOn = isOn;
    this.#show(null);
  }

  #choose(element: Element | null): void {
    if (element) this.#onPick(selectorOf(element));
  }

  /** The element of the recorded page at a place of this one; the page itself is none. */
  #under({ clientX, clientY }: MouseEvent): Element | null {
    if (!this.#isOn) return null;
    const inside = this.#root.querySelector("iframe")?.contentDocument;
    const scale = this.#scale();
    const found = inside?.elementFromPoint(clientX / scale, clientY / scale) ?? null;
    const isPage = found === inside?.body || found === inside?.documentElement;
    return isPage ? null : found;
  }

  #scale(): number {
    return this.#root.getBoundingClientRect().width / (this.#root.offsetWidth || 1) || 1;
  }

  #show(element: Element | null): void {
    if (!element) {
      this.#outline.remove();
      return;
    }
    const { left, top, width, height } = element.getBoundingClientRect();
    const { style } = this.#outline;
    style.borderWidth = `${FRAME_PX / this.#scale()}px`;
    style.translate = `${left}px ${top}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    this.#root.append(this.#outline);
  }
}
