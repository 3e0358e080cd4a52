// A deploy of another kind and a harder one, held out: the resolver is never tuned on it.
(html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  let state = 77;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  const chance = (share) => random() < share;
  const all = () => [...page.body.querySelectorAll("*:not(svg *):not(script)")];
  const OTHER = ["Discover", "your", "next", "favourite", "season", "with", "better", "tools"];
  const words = (count) =>
    Array.from({ length: count }, () => OTHER[Math.floor(random() * OTHER.length)]).join(" ");

  for (const element of all()) {
    for (const name of [...element.classList]) {
      if (/^css-/.test(name)) element.classList.replace(name, `css-${Math.floor(random() * 1e9).toString(36)}`);
    }
    if (element.classList.length > 0 && chance(0.15)) element.classList.add(`is-v${Math.ceil(random() * 3)}`, "themed");
  }
  for (const link of page.querySelectorAll("a[href]")) {
    if (chance(0.1)) link.setAttribute("href", `/campaign/${words(1).toLowerCase()}`);
  }
  for (const element of all()) {
    const text = element.children.length === 0 ? element.textContent.trim() : "";
    if (/[a-z]{3}/i.test(text) && chance(0.1)) element.textContent = words(text.split(/\s+/).length);
  }
  for (const list of page.querySelectorAll("ul, ol, tbody, .row")) {
    const items = [...list.children];
    if (items.length < 3 || !chance(0.4)) continue;
    for (let at = items.length - 1; at > 0; at -= 1) {
      const other = Math.floor(random() * (at + 1));
      [items[at], items[other]] = [items[other], items[at]];
    }
    list.append(...items);
  }
  for (const item of page.querySelectorAll("li, tr, .card, .col")) {
    if (chance(0.04)) item.remove();
  }
  for (const element of all()) {
    if (!/^(div|section|p|h\d|article|ul)$/.test(element.localName) || !chance(0.06)) continue;
    if (element.parentElement?.localName === "ul") continue;
    const wrap = page.createElement(chance(0.5) ? "div" : "section");
    wrap.className = "layer";
    element.replaceWith(wrap);
    wrap.append(element);
  }
  const sections = [...page.body.children].filter((one) => one.localName !== "script");
  const middle = page.createElement("section");
  middle.innerHTML = '<h2>New</h2><p>Meet us in <a href="/berlin">Berlin</a></p><button>Sign up</button>';
  sections[Math.floor(sections.length / 2)]?.after(middle);
  const cookies = page.createElement("div");
  cookies.setAttribute("style", "position: fixed; left: 0; right: 0; bottom: 0; padding: 12px; background: #222; color: #fff");
  cookies.innerHTML = "We use cookies <button>Accept</button> <button>Reject</button>";
  page.body.append(cookies);
  return `<!doctype html>${page.documentElement.outerHTML}`;
};
