/** Clicks and touches, whatever the page makes of them. */

import type { ReactionsHost } from "../bridge";
import { listen } from "../guarded";
import { closestAcross } from "../recorder/enclosing";
import { BLOCKED } from "../recorder/mask";
import { InteractionFlag, type InteractionType } from "../wire";

type Host = Pick<ReactionsHost, "interactionAt" | "send" | "onClick">;

/** The element that an event is about; what is blocked is one box. */
function targetOf(event: Event): Element | null {
  const target = event.composedPath()[0] as Element;
  // By its type, not its class: elements of frames have classes of their own.
  return target.nodeType === 1 ? (closestAcross(target, BLOCKED) ?? target) : null;
}

/** Watch one document of the page; the host hears of the visitor's own clicks. */
export function watchClicks(page: Document, host: Host): void {
  function note(event: MouseEvent, type: InteractionType): void {
    const target = targetOf(event);
    if (!target) return;
    const { clientX, clientY, detail, isTrusted } = event;
    const isKeyboard = type === "click" && isTrusted && !detail;
    const made = isKeyboard
      ? host.interactionAt(target, type)
      : host.interactionAt(target, type, clientX, clientY);
    const how = isKeyboard ? InteractionFlag.keyboard : isTrusted ? 0 : InteractionFlag.untrusted;
    const interaction = { ...made, flags: (made.flags ?? 0) | how };
    host.send(interaction);
    if (type === "click" && isTrusted) host.onClick({ interaction, target });
  }
  listen<MouseEvent>(page, "click", (event) => note(event, "click"));
  listen<PointerEvent>(page, "pointerdown", (event) => {
    if (event.pointerType === "touch") note(event, "touch");
  });
}
