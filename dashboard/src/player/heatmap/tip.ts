/** The few words beside the pointer. They may come from a visitor, so they are only ever text. */

/** Distance to the pointer, so that it covers nothing. */
const GAP_PX = 14;

export class Tip {
  readonly #box = document.createElement("div");

  constructor(parent: HTMLElement) {
    this.#box.className = "tip";
    this.#box.hidden = true;
    parent.append(this.#box);
  }

  /** Show lines beside a place of the player page; nothing is shown without any. */
  show(x: number, y: number, lines: readonly string[]): void {
    this.#box.hidden = lines.length === 0;
    this.#box.replaceChildren(
      ...lines.map((line) => {
        const row = document.createElement("div");
        row.textContent = line;
        return row;
      }),
    );
    const { offsetWidth, offsetHeight } = this.#box;
    const left = x + GAP_PX + offsetWidth > innerWidth ? x - GAP_PX - offsetWidth : x + GAP_PX;
    const top = Math.min(y + GAP_PX, innerHeight - offsetHeight);
    this.#box.style.transform = `translate(${Math.max(0, left)}px, ${Math.max(0, top)}px)`;
  }

  hide(): void {
    this.#box.hidden = true;
  }
}
