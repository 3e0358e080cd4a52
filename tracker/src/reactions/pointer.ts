/** Where the pointer rests and where it goes, without ever asking for a layout while it moves. */

import type { ReactionsHost } from "../bridge";
import { guarded, listen } from "../guarded";
import { MOVE_BIN, MOVE_MS, MOVES_MS, REST_DISTANCE, REST_MAX_MS, REST_MS } from "../limits";
import type { Interaction } from "../wire";
import { eachDocument } from "./documents";

/** Where the pointer was seen. */
interface Seen {
  readonly target: Element;
  readonly x: number;
  readonly y: number;
  readonly at: number;
}

/** Follow a mouse or the like; fingers do not rest. */
export function watchPointer(host: ReactionsHost): void {
  if (!matchMedia("(pointer: fine)").matches) return;
  const rests = watchRests(host);
  const moves = watchMoves(host);
  eachDocument((page) => {
    listen<PointerEvent>(page, "pointermove", (event) => {
      const target = event.composedPath()[0] as Element;
      if (event.pointerType === "touch" || target.nodeType !== 1) return;
      const seen = { target, x: event.clientX, y: event.clientY, at: Date.now() };
      rests(seen);
      moves(seen);
    });
  });
}

function watchRests({ interactionAt, send }: ReactionsHost): (seen: Seen) => void {
  let anchor: Seen | undefined;
  let resting: Interaction | undefined;
  let timer: ReturnType<typeof setTimeout>;

  const end = (): void => {
    if (!resting) return;
    const durationMs = Math.min(Date.now() - resting.at, REST_MAX_MS);
    send({ ...resting, durationMs });
    resting = undefined;
  };
  // By a timer the page has been drawn: no layout is due.
  const begin = guarded((seen: Seen) => {
    const { target, at } = seen;
    if (target.isConnected) resting = { ...interactionAt(target, "rest", seen), at };
  });
  listen(document, "visibilitychange", end);
  return (seen) => {
    if (anchor && Math.hypot(seen.x - anchor.x, seen.y - anchor.y) < REST_DISTANCE) return;
    end();
    anchor = seen;
    clearTimeout(timer);
    timer = setTimeout(begin, REST_MS, seen);
  };
}

/** Four times a second, summed up by element and bin: where a pointer goes to and fro is one entry. */
function watchMoves({ interactionAt, send }: ReactionsHost): (seen: Seen) => void {
  let last = 0;
  let bins = new Map<string, Interaction>();

  const note = guarded((seen: Seen) => {
    if (!seen.target.isConnected) return;
    const move = interactionAt(seen.target, "move", seen);
    const bin = [move.elementId, move.pageX ?? 0, move.pageY ?? 0].map((one) =>
      typeof one === "number" ? Math.floor(one / MOVE_BIN) : one,
    );
    const known = bins.get(bin.join());
    bins.set(bin.join(), { ...(known ?? move), value: (known?.value ?? 0) + 1 });
  });
  const tell = guarded(() => {
    for (const move of bins.values()) send(move);
    bins = new Map();
  });
  listen(document, "visibilitychange", tell);
  return (seen) => {
    if (seen.at - last < MOVE_MS) return;
    last = seen.at;
    if (bins.size === 0) setTimeout(tell, MOVES_MS);
    setTimeout(note, 0, seen);
  };
}
