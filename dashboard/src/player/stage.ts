/**
 * Plays the events of one tab in rrweb's Replayer.
 *
 * One Replayer serves every window of a tab: it keeps its frame and its parsed style sheets, so
 * that a seek to another window costs a rebuild of the page and not of the player.
 */

import {
  EventType,
  type eventWithTime,
  IncrementalSource,
  MouseInteractions,
  Replayer,
  ReplayerEvents,
} from "rrweb";
import { drawCanvases } from "./canvases";
import { HoverStyles } from "./hover-styles";

/** Ten years. The replayer ends at its last event and rebuilds the page after that; ours has none. */
const HORIZON_MS = 10 * 365 * 86_400_000;

export interface Stage {
  /** Replace all events; the first two of them are a Meta and a full snapshot. */
  show(events: readonly eventWithTime[]): void;
  /** Add what follows the events already there. */
  append(events: readonly eventWithTime[]): void;
  /** Forget everything before the last Meta event at or before `at`. */
  forgetBefore(at: number): void;
  /** Play on from a moment; everything before it is applied at once. */
  playFrom(at: number): void;
  /** Show a moment. */
  pauseAt(at: number): void;
  /** Stop where it is. */
  pause(): void;
  setSpeed(speed: number): void;
  /** The moment that is shown, Unix ms; only right while it plays. */
  now(): number;
  /** All events in order. */
  events(): readonly eventWithTime[];
  destroy(): void;
}

function nothingAt(timestamp: number): eventWithTime {
  return { type: EventType.DomContentLoaded, data: {}, timestamp };
}

function isTouch(event: eventWithTime): boolean {
  if (event.type !== EventType.IncrementalSnapshot) return false;
  const { data } = event;
  if (data.source === IncrementalSource.TouchMove) return true;
  const isInteraction = data.source === IncrementalSource.MouseInteraction;
  return isInteraction && data.type === MouseInteractions.TouchStart;
}

function createReplayer(root: HTMLElement): Replayer {
  // Made without a recording: its constructor draws the first page later, on its own timers.
  const replayer = new Replayer([nothingAt(0), nothingAt(HORIZON_MS)], {
    root,
    mouseTail: false,
    // Focus taken by a replayed field would take the keyboard from the dashboard.
    triggerFocus: false,
    showWarning: false,
    showDebug: false,
    // Everything that is replayed was sent by a visitor, also what it makes the replayer log.
    logger: { log: () => undefined, warn: () => undefined },
  });
  drawCanvases(replayer);
  // Private to rrweb: where it is called otherwise one day, style sheets only take longer again.
  return Object.assign(replayer, { cache: { stylesWithHoverClass: new HoverStyles() } });
}

/** Make the stage of one tab inside `root`; `onSize` hears of the visitor's viewport. */
export function createStage(
  root: HTMLElement,
  onSize: (width: number, height: number) => void,
): Stage {
  const replayer = createReplayer(root);
  const held = replayer.service.state.context.events;
  replayer.on(ReplayerEvents.Resize, (size: unknown) => {
    const { width, height } = size as { width: number; height: number };
    onSize(width, height);
  });

  const start = () => held[0]?.timestamp ?? 0;
  // The replayer applies what is before an offset; events of this very millisecond are meant too.
  const offsetOf = (at: number) => at - start() + 1;
  const markTouch = (events: readonly eventWithTime[]) => {
    const mouse = replayer.wrapper.querySelector(".replayer-mouse");
    if (events.some(isTouch)) mouse?.classList.add("touch-device");
  };

  return {
    show(events) {
      held.length = 0;
      for (const event of events) held.push(event);
      held.push(nothingAt(start() + HORIZON_MS));
      markTouch(events);
    },
    append(events) {
      markTouch(events);
      for (const event of events) replayer.addEvent(event);
    },
    forgetBefore(at) {
      let index = held.length - 1;
      const isStart = (event?: eventWithTime) =>
        event?.type === EventType.Meta && event.timestamp <= at;
      while (index > 0 && !isStart(held[index])) index -= 1;
      held.splice(0, index);
    },
    playFrom: (at) => replayer.play(offsetOf(at)),
    pauseAt: (at) => replayer.pause(offsetOf(at)),
    pause: () => replayer.pause(),
    setSpeed: (speed) => replayer.setConfig({ speed }),
    now: () => start() + replayer.getCurrentTime(),
    events: () => held.slice(0, -1),
    destroy: () => replayer.destroy(),
  };
}
