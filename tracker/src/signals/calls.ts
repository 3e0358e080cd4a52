/** What the page's scripts ask for: method and address of `fetch` and `XMLHttpRequest`. */

import { addressOf, type Begun } from "./pending";
import { tap } from "./tap";

type OnBegun = (request: Begun) => void;

/** Be told of each request as it begins. Returns what ends it. */
export function observeCalls(onBegun: OnBegun): () => void {
  const ends = [tapFetch(onBegun), ...tapXhr(onBegun)];
  return () => {
    for (const end of ends) end();
  };
}

function begun(method: unknown, url: string, rest: Partial<Begun>): Begun | null {
  const address = addressOf(url);
  if (!address) return null;
  return {
    method: String(method).toUpperCase(),
    url: address,
    initiator: "fetch",
    startedAt: performance.now(),
    isOpaque: false,
    isAborted: () => false,
    status: () => 0,
    ...rest,
  };
}

function tapFetch(onBegun: OnBegun): () => void {
  return tap(window, "fetch", (_, args) => {
    const [input, init] = args as Partial<Parameters<typeof fetch>>;
    const asked = input instanceof Request ? input : undefined;
    // Anything else is turned into a text by the browser; to do that twice might be noticed.
    if (!(asked || typeof input === "string" || input instanceof URL)) return;
    const signal = init?.signal ?? asked?.signal;
    const request = begun(init?.method ?? asked?.method ?? "GET", asked?.url ?? String(input), {
      isOpaque: (init?.mode ?? asked?.mode) === "no-cors",
      isAborted: () => signal?.aborted === true,
    });
    if (request) onBegun(request);
  });
}

function tapXhr(onBegun: OnBegun): (() => void)[] {
  const { prototype } = XMLHttpRequest;
  const opened = new WeakMap<XMLHttpRequest, readonly [method: unknown, url: string]>();
  return [
    tap(prototype, "open", (self, [method, url]) => {
      if (typeof url === "string" || url instanceof URL) {
        opened.set(self as XMLHttpRequest, [method, String(url)]);
      }
    }),
    tap(prototype, "send", (self) => {
      const xhr = self as XMLHttpRequest;
      const asked = opened.get(xhr);
      let isAborted = false;
      xhr.addEventListener("abort", () => {
        isAborted = true;
      });
      const request =
        asked &&
        begun(...asked, {
          initiator: "xmlhttprequest",
          isAborted: () => isAborted,
          status: () => xhr.status,
        });
      if (request) onBegun(request);
    }),
  ];
}
