/** Reads images and fonts of the page's own origin that the browser holds already; asks nobody. */

import { MEDIA_MAX_BYTES, PAGE_MEDIA_BYTES } from "../limits";
import { mayAskSite } from "./policy";
import type { Asset } from "./uploads";

export interface Cache {
  /** Null where it is not held, not of this kind, or too large. `node` is drawn where it is an SVG. */
  read(url: string, kind: "image" | "font", node?: Node | null): Promise<Asset | null>;
}

export function openCache(): Cache {
  let spent = 0;

  async function content(url: string, kind: string, node?: Node | null): Promise<Blob | null> {
    if (!mayAskSite()) return null;
    // Only where it is cached: the site's server is asked nothing.
    const answer = await fetch(url, { cache: "only-if-cached", mode: "same-origin" });
    const type = answer.headers.get("Content-Type") ?? "";
    if (!answer.ok || /html|json|javascript/.test(type)) return null;
    // A drawing can hold scripts and addresses; its picture cannot.
    if (/svg/.test(type))
      return kind === "image" && node ? picture(node as HTMLImageElement) : null;
    return answer.blob();
  }

  return {
    async read(url, kind, node) {
      const blob = await content(url, kind, node).catch(() => null);
      if (!blob || blob.size > MEDIA_MAX_BYTES || spent + blob.size > PAGE_MEDIA_BYTES) return null;
      spent += blob.size;
      return { kind, content: new Uint8Array(await blob.arrayBuffer()) };
    },
  };
}

/** The address of what an element shows, where that is an image of our own origin. */
export function shownImage(node: Node | null): string | null {
  const { complete, naturalWidth, currentSrc } = (node ?? {}) as Partial<HTMLImageElement>;
  return complete && naturalWidth && isOwn(currentSrc ?? "") ? (currentSrc ?? null) : null;
}

export function isOwn(url: string): boolean {
  return url.startsWith(`${location.origin}/`);
}

function picture(image: HTMLImageElement): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = image.width * devicePixelRatio;
  canvas.height = image.height * devicePixelRatio;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve));
}
