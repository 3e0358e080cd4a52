// A larger deploy that the resolver may be tuned on: a section of the site was reworked.
(html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  let state = 4242;
  const random = () => {
    state = (Math.imul(state, 22695477) + 1) >>> 0;
    return state / 2 ** 32;
  };
  const chance = (share) => random() < share;
  const any = (list) => list[Math.floor(random() * list.length)];
  const all = () => [...page.body.querySelectorAll("*:not(svg *):not(script)")];
  const NEW = ["Start", "today", "made", "easy", "for", "every", "team", "plan", "ahead", "simple"];
  const phrase = (count) => Array.from({ length: Math.max(1, count) }, () => any(NEW)).join(" ");
  const isText = (one) => one.children.length === 0 && /[a-z]{3}/i.test(one.textContent);
  const forget = (item) => {
    for (const one of [item, ...item.querySelectorAll("*")]) {
      one.removeAttribute("data-truth");
      one.removeAttribute("id");
      if (isText(one)) one.textContent = phrase(2);
      if (one.localName === "a") one.setAttribute("href", `/new/${phrase(1).toLowerCase()}`);
    }
    return item;
  };

  // Classes of a build are all other ones, and some of people's.
  for (const element of all()) {
    for (const name of [...element.classList]) {
      if (/^css-/.test(name)) element.classList.replace(name, `css-${(name.length * 7919).toString(36)}${name.slice(-3)}z9`);
      else if (chance(0.06)) element.classList.remove(name);
    }
    if (chance(0.06)) element.classList.add(any(["is-wide", "u-gap", "box", "tone"]));
    if (element.id && chance(0.1)) element.id = `${element.id}-${any(["main", "area", "part"])}`;
  }
  // Texts are reworded, in part or whole; links lead elsewhere.
  for (const element of all().filter(isText)) {
    const words = element.textContent.trim().split(/\s+/);
    if (chance(0.05)) element.textContent = phrase(words.length);
    else if (chance(0.08)) {
      words[Math.floor(random() * words.length)] = any(NEW);
      element.textContent = words.join(" ");
    }
  }
  for (const link of page.querySelectorAll("a[href]")) {
    if (chance(0.1)) link.setAttribute("href", `/${phrase(1).toLowerCase()}/${any(NEW)}`);
  }
  // Lists get new items, lose some, and are put into another order.
  for (const list of all()) {
    const items = [...list.children].filter((one) => one.localName === list.firstElementChild.localName);
    if (items.length < 3 || items.length < list.children.length || list === page.body) continue;
    for (const item of items) if (items.length > 4 && chance(0.06)) item.remove();
    if (chance(0.3)) list.insertBefore(forget(items[0].cloneNode(true)), any([...list.children]));
    const left = [...list.children];
    if (chance(0.15)) list.append(...left.reverse());
    else if (chance(0.15)) list.append(...left.sort(() => random() - 0.5));
  }
  // Headings move up or down, boxes get other names, some are wrapped and some unwrapped.
  const renamed = (element, tag) => {
    const one = page.createElement(tag);
    for (const { name, value } of element.attributes) one.setAttribute(name, value);
    one.append(...element.childNodes);
    element.replaceWith(one);
  };
  for (const element of all()) {
    const { localName } = element;
    if (/^h[2-5]$/.test(localName) && chance(0.1)) renamed(element, `h${Number(localName[1]) + 1}`);
    else if (localName === "div" && chance(0.03)) renamed(element, "section");
    else if (/^(div|p|section|ul)$/.test(localName) && chance(0.04)) {
      const wrap = page.createElement("div");
      wrap.className = any(["", "inner", "stack"]);
      element.replaceWith(wrap);
      wrap.append(element);
    } else if (localName === "div" && element.children.length === 1 && chance(0.04)) {
      element.replaceWith(element.firstElementChild);
    }
  }
  // A part of the page moves to its end, and another one is new.
  const parts = [...page.body.querySelectorAll("section, main > *, body > div")].filter((one) => one.children.length > 1);
  if (parts.length > 2) parts[1].parentElement.append(parts[1]);
  const news = page.createElement("section");
  news.innerHTML = '<h2>News</h2><p>What is new in our shop. <a href="/news">Read more</a></p><button type="button">Subscribe</button>';
  (parts[0] ?? page.body).prepend(news);
  return `<!doctype html>${page.documentElement.outerHTML}`;
};
