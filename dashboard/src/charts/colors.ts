/** The theme's colours as a canvas takes them. */

const NAMES = [
  "canvas",
  "surface",
  "line",
  "line-strong",
  "ink",
  "ink-muted",
  "ink-faint",
  "pulse",
  "pulse-tint",
  "live",
  "attention",
  "good",
  "first",
  "second",
] as const;
type ColorName = (typeof NAMES)[number];
export type Colors = Record<ColorName, string>;

/** Read every colour in the theme of now. ECharts mixes colours, and knows only plain ones. */
export function readColors(): Colors {
  const probe = document.body.appendChild(document.createElement("span"));
  // Where motion is reduced everything has a short transition: a colour would be on its way still.
  probe.style.setProperty("transition", "none", "important");
  const pixel = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
  const pen = pixel.getContext("2d", { willReadFrequently: true });
  const read = (name: ColorName): string => {
    probe.style.color = `var(--color-${name})`;
    const { color } = getComputedStyle(probe);
    if (!pen) return color;
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };
  const colors = Object.fromEntries(NAMES.map((name) => [name, read(name)]));
  probe.remove();
  return colors as Colors;
}
