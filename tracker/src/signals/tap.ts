/** Listens to calls of the page's own functions without changing what they do. */

import { unthrowing } from "../guarded";

type Callable = (...args: never[]) => unknown;

/**
 * Be told of each call of `owner[name]`, before it happens. Returns what ends it.
 *
 * A Proxy, because it keeps all that a page can see of a function: its name, its properties, its
 * `toString`. What it is called with, returns and throws passes through untouched. Somebody who has
 * wrapped the function after us keeps our silent one inside.
 */
export function tap<Name extends string>(
  owner: Record<Name, Callable>,
  name: Name,
  onCall: (self: unknown, args: readonly unknown[]) => void,
): () => void {
  const original = owner[name];
  if (typeof original !== "function") return () => {};
  let isOn = true;
  const told = unthrowing(onCall);
  const tapped = new Proxy(original, {
    apply(target, self, args) {
      if (isOn) told(self, args);
      return Reflect.apply(target, self, args);
    },
  });
  owner[name] = tapped;
  return () => {
    isOn = false;
    if (owner[name] === tapped) owner[name] = original;
  };
}
