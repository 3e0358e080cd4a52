/** Tells the visitor, where the admin chose so, that the visit is being recorded or watched. */

import { guarded } from "../guarded";
import { wordsFor } from "./words";

/** Important: the page's own rules must not hide it. It takes no room and no clicks. */
const LOOKS = `:host{all:initial!important;position:fixed!important;z-index:2147483647!important;
width:0!important;height:0!important;left:0!important;bottom:0!important;display:block!important;
visibility:visible!important;opacity:1!important;pointer-events:none!important}
p{position:fixed;left:12px;bottom:12px;margin:0;padding:6px 12px 6px 10px;border-radius:999px;
background:#111827;color:#fff;border:1px solid #fff;font:13px/1.4 system-ui,sans-serif;
white-space:nowrap}
p::before{content:"";display:inline-block;width:8px;height:8px;margin-right:8px;border-radius:50%;
background:#f87171}
@media print{:host{display:none!important}}`;

export interface Badge {
  /** Say it, or nothing. */
  show(isShown: boolean, isWatched: boolean): void;
}

/** Nothing of it is in the recording but a box without size. */
export function openBadge(): Badge {
  let host: HTMLElement | undefined;
  let words: HTMLElement | undefined;

  function build(): void {
    host = document.createElement("pulse-badge");
    // Blocked, so that the recorder takes the empty box; closed, so that nobody else looks inside.
    host.setAttribute("data-pulse-block", "");
    const root = host.attachShadow({ mode: "closed" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOKS);
    root.adoptedStyleSheets = [sheet];
    words = document.createElement("p");
    words.setAttribute("role", "status");
    root.append(words);
    document.documentElement.append(host);
  }

  return {
    show: guarded((isShown: boolean, isWatched: boolean) => {
      if (!isShown) {
        host?.remove();
        host = undefined;
        return;
      }
      if (!host?.isConnected) build();
      // Apps may change the language of the page at any time.
      const { lang } = document.documentElement;
      const [recorded, watched] = wordsFor(lang);
      if (words) words.textContent = isWatched ? watched : recorded;
    }),
  };
}
