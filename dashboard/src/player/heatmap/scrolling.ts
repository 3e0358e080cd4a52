/** Scrolls the frozen page by hand: its frame takes no input, so that nothing in it can be pressed. */

/** Where the wheel counts lines or pages instead of pixels. */
const LINE_PX = 40;

/** Return how far a turn of the wheel goes, CSS pixels. */
export function wheelDistance(
  { deltaX, deltaY, deltaMode }: Pick<WheelEvent, "deltaX" | "deltaY" | "deltaMode">,
  pagePx: number,
): { left: number; top: number } {
  const unit = [1, LINE_PX, pagePx][deltaMode] ?? 1;
  return { left: deltaX * unit, top: deltaY * unit };
}

/** The element at a place of the viewport, also inside of open shadow roots. */
export function elementAt(page: Document, x: number, y: number): Element | null {
  let found = page.elementFromPoint(x, y);
  while (found?.shadowRoot) {
    const inner = found.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === found) break;
    found = inner;
  }
  return found;
}

function parentOf(element: Element): Element | null {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

function canScroll(element: Element, top: number): boolean {
  const { overflowY } = getComputedStyle(element);
  if (overflowY !== "auto" && overflowY !== "scroll") return false;
  const room = element.scrollHeight - element.clientHeight;
  return top < 0 ? element.scrollTop > 0 : element.scrollTop < room - 1;
}

/** Scroll what is at a place: the innermost box that can still move, or else the page. */
export function scrollAt(
  page: Document,
  x: number,
  y: number,
  distance: { left: number; top: number },
): void {
  let element = elementAt(page, x, y);
  const isPage = (one: Element) => one === page.documentElement || one === page.body;
  while (element && !isPage(element) && !canScroll(element, distance.top)) {
    element = parentOf(element);
  }
  const target = element && !isPage(element) ? element : page.defaultView;
  target?.scrollBy({ ...distance, behavior: "instant" });
}

function scrollsByItself(element: Element): boolean {
  const { overflowY } = getComputedStyle(element);
  const isBox = overflowY === "auto" || overflowY === "scroll";
  return isBox && element.scrollHeight > element.clientHeight;
}

function middleOf(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

/**
 * Bring an element to the middle of the frozen page. The browser's own way would also move whatever
 * stands around the frame of the player page.
 */
export function bringIntoView(page: Document, element: Element): void {
  const own = element.ownerDocument;
  for (let box = parentOf(element); box; box = parentOf(box)) {
    const isPage = box === own.documentElement || box === own.body;
    if (!isPage && scrollsByItself(box)) box.scrollTop += middleOf(element) - middleOf(box);
  }
  const view = own.defaultView;
  view?.scrollBy({ top: middleOf(element) - view.innerHeight / 2, behavior: "instant" });
  const frame = own === page ? null : view?.frameElement;
  if (frame) bringIntoView(page, frame);
}
