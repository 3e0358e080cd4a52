/** Whether the page answers clicks; a click without any answer is dead. */

import type { Click, ReactionsHost } from "../bridge";
import { guarded, listen } from "../guarded";
import { AMBIENT_MS, BROKEN_MS, DEAD_MS } from "../limits";
import { eachDocument } from "./documents";

/** A click whose answer is waited for. */
export interface Waiting extends Click {
  hasAnswer: boolean;
}

/** They answer inside, where nobody looks, or by passing the click on. */
const SILENT = "html,body,canvas,video,audio,embed,object,iframe,label,select,option,[download]";
/** Attributes whose change can be seen; others change without the visitor noticing. */
const VISIBLE =
  "class style hidden open src href disabled checked value aria-expanded aria-selected aria-checked aria-pressed aria-hidden";
/** What the visitor takes for an answer, beside changes of the document. */
const ANSWERS = "scroll focusin selectionchange input change play pause toggle";

/** Begin to look for answers. Returns what is told of each click. */
export function watchAnswers({ watch, send }: ReactionsHost): (click: Waiting) => void {
  let waiting: Waiting[] = [];
  /** When a node last changed by itself: what does so answers nobody. */
  const ambient = new WeakMap<Node, number>();

  function answer(): void {
    for (const click of waiting) click.hasAnswer = true;
    waiting = [];
  }
  const look = guarded((mutations: MutationRecord[]) => {
    const now = Date.now();
    for (const { target } of mutations) {
      if (waiting.length === 0) ambient.set(target, now);
      else if (now - (ambient.get(target) ?? 0) > AMBIENT_MS) answer();
    }
  });
  const giveUp = guarded((click: Waiting) => {
    if (!click.hasAnswer) send({ ...click.interaction, type: "dead" });
    waiting = waiting.filter((other) => other !== click);
  });

  eachDocument((page) => {
    const attributeFilter = VISIBLE.split(" ");
    const what = { subtree: true, childList: true, characterData: true, attributeFilter };
    const observer = new MutationObserver(look);
    observer.observe(page, what);
    watch.onStop(() => observer.disconnect());
    for (const type of ANSWERS.split(" ")) listen(page, type, answer);
  });
  listen(window, "pagehide", answer);
  listen(window, "blur", answer);
  return (click) => {
    if (click.target.matches(SILENT)) return;
    waiting.push(click);
    setTimeout(giveUp, DEAD_MS, click);
  };
}

/** Send again, as what it is, a click after which the page threw. */
export function watchErrors({ send }: ReactionsHost): (click: Click) => void {
  let last: Click | undefined;
  const look = (): void => {
    if (last && Date.now() - last.interaction.at < BROKEN_MS) {
      send({ ...last.interaction, type: "error" });
    }
    last = undefined;
  };
  listen(window, "error", look);
  listen(window, "unhandledrejection", look);
  return (click) => {
    last = click;
  };
}
