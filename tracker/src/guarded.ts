/** The wall between the tracker and the page: nothing of ours ever throws into the host's code. */

let generation = 0;

/** Make all callbacks that were wrapped until now do nothing from now on. */
export function silence(): void {
  generation += 1;
}

/** Wrap a callback so that its failure is swallowed, and `silence` ends it. */
export function guarded<Args extends unknown[]>(
  callback: (...args: Args) => void,
): (...args: Args) => void {
  const born = generation;
  return unthrowing((...args) => {
    if (born === generation) callback(...args);
  });
}

/** Wrap a callback so that its failure is swallowed: the page must not notice the tracker. */
export function unthrowing<Args extends unknown[]>(
  callback: (...args: Args) => void,
): (...args: Args) => void {
  return (...args) => {
    try {
      callback(...args);
    } catch {
      // Deliberately silent: an error here would show up in the host's own error reports.
    }
  };
}

/** Listen without ever delaying or breaking the page: capture phase, passive, guarded. */
export function listen<E extends Event>(
  target: EventTarget,
  type: string,
  callback: (event: E) => void,
): void {
  const options = { capture: true, passive: true };
  target.addEventListener(type, guarded(callback as (event: Event) => void), options);
}
