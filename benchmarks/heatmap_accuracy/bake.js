// Names every element of a page by a data attribute, the ground truth, in words that the recorder
// keeps. Neither the tracker nor the resolver reads it.
(html) => {
  const WORDS = (
    "true false on off yes no open closed opening closing opened collapsed expanded active " +
    "inactive visible hidden dark light auto none horizontal vertical top bottom left right start " +
    "end center checked unchecked"
  ).split(" ");
  const nameOf = (number) => {
    let rest = number;
    const words = [];
    do {
      words.push(WORDS[rest % WORDS.length]);
      rest = Math.floor(rest / WORDS.length);
    } while (rest > 0);
    return words.join("-");
  };
  // Some sites have classes made by a build; every second page here gets them too.
  const page = new DOMParser().parseFromString(html, "text/html");
  const hasMadeClasses = html.length % 2 === 0;
  let count = 0;
  const visit = (root) => {
    // Pictures are one element: nobody asks which line of an icon was pressed.
    for (const element of root.querySelectorAll("*:not(svg *)")) {
      count += 1;
      element.setAttribute("data-truth", nameOf(count));
      if (hasMadeClasses && count % 3 === 0) {
        element.classList.add(`css-${((count * 2654435761) >>> 0).toString(36)}`);
      }
      if (element.localName === "template") visit(element.content);
    }
  };
  visit(page.body);
  return `<!doctype html>${page.documentElement.outerHTML}`;
};
