/** Orders of lists that change by the second and must not jump about. */

/**
 * The order of a list of which the newest stand first. While it is `isHeld` (a pointer or the focus
 * is in it) nothing moves: who comes waits at the end.
 */
export function newestFirst(
  before: readonly string[],
  arrivals: readonly { id: string; at: number }[],
  isHeld: boolean,
): string[] {
  const sorted = arrivals.toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  const ids = sorted.map(({ id }) => id);
  if (!isHeld) return ids;
  const present = new Set(ids);
  const known = new Set(before);
  return [...before.filter((id) => present.has(id)), ...ids.filter((id) => !known.has(id))];
}

/** Only who is so many times as busy as the one before takes its place … */
const MUCH_BUSIER = 2;
/** … and by so much at least, events per second: one move of a pointer is nothing. */
const AT_LEAST_BUSIER = 1;

/** The busiest first, but a place is given up only to somebody who is much busier. Newcomers come last. */
export function busiestFirst(
  before: readonly string[],
  activities: ReadonlyMap<string, number>,
): string[] {
  const known = new Set(before);
  const busy = (id: string) => activities.get(id) ?? 0;
  const newcomers = [...activities.keys()]
    .filter((id) => !known.has(id))
    .toSorted((a, b) => busy(b) - busy(a));
  const order = [...before.filter((id) => activities.has(id)), ...newcomers];
  // From the end: within one pass the busiest can come up all the way.
  for (let place = order.length - 1; place > 0; place -= 1) {
    const [ahead, here] = [order[place - 1], order[place]];
    if (ahead === undefined || here === undefined) continue;
    if (busy(here) < busy(ahead) * MUCH_BUSIER || busy(here) - busy(ahead) < AT_LEAST_BUSIER) {
      continue;
    }
    order[place - 1] = here;
    order[place] = ahead;
  }
  return order;
}
