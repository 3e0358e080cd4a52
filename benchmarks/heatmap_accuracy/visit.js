// Runs in each visited page before its own scripts: tells what a click really hit, and keeps the page
// as it is. The tracker, which listens at the document, comes first.
(() => {
  const truthOf = (element) => {
    for (let at = element; at; ) {
      if (at.dataset?.truth) return at.dataset.truth;
      const above = at.parentElement ?? at.getRootNode();
      at = above.nodeType === 1 ? above : (above.host ?? above.defaultView?.frameElement ?? null);
    }
    return "";
  };
  window.hits = [];
  const hear = (event) => {
    top.hits.push(truthOf(event.composedPath()[0]));
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const settle = () => document.documentElement.addEventListener("click", hear, true);
  if (document.documentElement) settle();
  else new MutationObserver((_, observer) => {
    if (document.documentElement) {
      observer.disconnect();
      settle();
    }
  }).observe(document, { childList: true });

  const CONTROL = "a,button,input,select,textarea,label,summary,[role=button],[onclick]";
  const elementsIn = (root) =>
    [...root.querySelectorAll("[data-truth]")].flatMap((one) => {
      const inner = one.shadowRoot ?? one.contentDocument;
      return inner ? [one, ...elementsIn(inner)] : [one];
    });
  const isDrawn = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  let seed = 0;
  const random = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
  let drawn = [];
  window.beginClicks = (number) => {
    seed = number;
    drawn = elementsIn(document).filter((one) => one.ownerDocument === document && isDrawn(one));
  };
  // The next place to click: seven of ten are links, buttons and fields.
  window.nextPlace = () => {
    const isControl = random() < 0.7;
    const wanted = drawn.filter((one) => (isControl ? one.matches(CONTROL) : one.children.length === 0));
    const from = wanted.length > 0 ? wanted : drawn;
    const element = from[Math.floor(random() * from.length)];
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const { left, top: upper, width, height } = element.getBoundingClientRect();
    const x = Math.round(left + (0.1 + 0.8 * random()) * width);
    const y = Math.round(upper + (0.1 + 0.8 * random()) * height);
    const isInside = x > 0 && y > 0 && x < innerWidth && y < innerHeight;
    return isInside && document.elementFromPoint(x, y) ? { x, y } : null;
  };
})();
