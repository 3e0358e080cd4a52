import { type RefObject, useEffect, useState } from "react";
import type { SessionSummary } from "../../api";

/** Scrolled less than this, the reader is at the top and may see new rows come in. */
const AT_TOP_PX = 8;

/**
 * Keep new rows back while someone reads further down, so that nothing moves under the pointer.
 *
 * `count` rows wait above; `release` shows them and goes to the top.
 */
export function useHeldRows(
  sessions: readonly SessionSummary[],
  scroller: RefObject<HTMLElement | null>,
) {
  const [firstId, setFirstId] = useState<string | null>(null);
  const topId = sessions[0]?.sessionId ?? null;
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () =>
      setFirstId((held) => (element.scrollTop <= AT_TOP_PX ? null : (held ?? topId)));
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [scroller, topId]);
  const count = countAbove(sessions, firstId);
  const release = () => {
    setFirstId(null);
    scroller.current?.scrollTo({ top: 0 });
  };
  return { rows: count > 0 ? sessions.slice(count) : [...sessions], count, release };
}

/** How many sessions stand above the one with an id; none when it is not in the list. */
export function countAbove(
  sessions: readonly { sessionId: string }[],
  firstId: string | null,
): number {
  if (firstId === null) return 0;
  return Math.max(
    0,
    sessions.findIndex((session) => session.sessionId === firstId),
  );
}
