import { useEffect, useRef, useSyncExternalStore } from "react";

/** A key, or two pressed one after the other (`g s`), as `KeyboardEvent.key` names them. */
type KeyBinding = { keys: string; does: string; run: () => void };
type KeyGroup = { title: string; bindings: readonly Omit<KeyBinding, "run">[] };

/** How long the first key of a pair waits for the second. */
const PAIR_MS = 1200;

let groups: readonly KeyGroup[] = [];
/** What works now, each part of the screen with its own: one matcher, so that no part takes half a pair. */
const active = new Set<{ readonly current: readonly KeyBinding[] }>();
const match = createMatcher(() => performance.now());
const listeners = new Set<() => void>();

function setGroups(next: readonly KeyGroup[]) {
  groups = next;
  for (const listener of listeners) listener();
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** A letter with Shift is another letter; a named key (an arrow) stays the same and needs a prefix. */
function nameOf({ key, shiftKey }: KeyboardEvent): string {
  return shiftKey && key.length > 1 ? `Shift+${key}` : key;
}

/** Whether a dialog or an open menu keeps the keys to itself. */
export function isCovered(): boolean {
  return (
    document.querySelector("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]") !==
    null
  );
}

/** Match presses against bindings, remembering the first key of a pair. */
export function createMatcher(now: () => number) {
  let first = "";
  let firstAt = 0;
  return <B extends { keys: string }>(key: string, bindings: readonly B[]): B | undefined => {
    const pair = now() - firstAt <= PAIR_MS ? `${first} ${key}` : key;
    const found =
      bindings.find((binding) => binding.keys === pair) ??
      bindings.find((binding) => binding.keys === key);
    const starts = bindings.some((binding) => binding.keys.startsWith(`${key} `));
    first = found || !starts ? "" : key;
    firstAt = now();
    return found;
  };
}

/** Keys of a part of the screen while it is shown; they also stand in the list that `?` opens. */
export function useKeys(title: string, bindings: readonly KeyBinding[]): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const listed = JSON.stringify(bindings.map(({ keys, does }) => ({ keys, does })));

  useEffect(() => {
    const group: KeyGroup = { title, bindings: JSON.parse(listed) };
    setGroups([...groups, group]);
    return () => setGroups(groups.filter((other) => other !== group));
  }, [title, listed]);

  useEffect(() => {
    active.add(latest);
    // Adding it once more changes nothing.
    window.addEventListener("keydown", onKeyDown);
    return () => {
      active.delete(latest);
      if (active.size === 0) window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target) || isCovered()) return;
  const found = match(
    nameOf(event),
    [...active].flatMap(({ current }) => current),
  );
  if (!found) return;
  event.preventDefault();
  found.run();
}

/** Every key that works on the screen at this moment. */
export function useKeyGroups(): readonly KeyGroup[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => groups,
  );
}
