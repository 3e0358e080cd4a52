/** The wall between the tracker and the page: nothing of ours ever throws into the host's code. */

/** Wrap a callback so that its failure is swallowed: the page must not notice the tracker. */
export function guarded<Args extends unknown[]>(
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
