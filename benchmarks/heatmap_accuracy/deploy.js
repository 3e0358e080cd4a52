// The deploy that the resolver may be tuned on: what a site changes in a week.
(html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  let state = 1;
  const chance = (share) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 < share;
  };
  const all = () => [...page.body.querySelectorAll("*:not(svg *):not(script)")];

  for (const element of all()) {
    for (const name of [...element.classList]) {
      if (/^css-/.test(name)) element.classList.replace(name, `css-${name.slice(4).split("").reverse().join("")}x`);
    }
  }
  for (const list of page.querySelectorAll("ul, tbody, .row")) {
    if (list.children.length > 2 && chance(0.5)) list.append(list.firstElementChild);
  }
  for (const nav of page.querySelectorAll("nav ul, ul.nav, ul.navbar-nav")) {
    const item = nav.lastElementChild?.cloneNode(true);
    if (!item) continue;
    for (const one of [item, ...item.querySelectorAll("*")]) {
      one.removeAttribute("data-truth");
      one.removeAttribute("id");
    }
    const link = item.querySelector("a");
    if (link) link.textContent = "What is new";
    link?.setAttribute("href", "/news");
    nav.prepend(item);
  }
  for (const element of all()) {
    const isText = element.children.length === 0 && /[a-z]{3}/i.test(element.textContent);
    if (isText && chance(0.05)) element.textContent = `${element.textContent.trim()} today`;
  }
  for (const element of all()) {
    if (!/^(div|section|p|h\d|article)$/.test(element.localName) || !chance(0.05)) continue;
    const wrap = page.createElement("div");
    element.replaceWith(wrap);
    wrap.append(element);
  }
  const banner = page.createElement("div");
  banner.setAttribute("style", "padding: 20px; background: #fe8; position: relative");
  banner.innerHTML = '<strong>Free shipping</strong> until Sunday <a href="/sale">See all</a>';
  page.body.prepend(banner);
  return `<!doctype html>${page.documentElement.outerHTML}`;
};
