/** Decides which recorded pictures of canvases may be drawn. */

import { type Fields, fieldsOf, isNumber } from "./fields";

/** The tag of rrweb's custom events that hold a picture. */
const TAG = "pulse:canvas";
/** Characters of one picture; the tracker sends at most 200,000. */
const MAX_LENGTH = 1_000_000;
/**
 * Bitmaps alone, by what they say and by how they begin: a drawing in SVG could hold addresses and
 * is never decoded as one of these.
 */
const BITMAP =
  /^data:image\/(?:webp;base64,UklGR|png;base64,iVBORw0KGgo|jpeg;base64,\/9j\/)[\w+/]*={0,2}$/;

export interface CanvasPicture {
  /** rrweb's id of the canvas. */
  id: number;
  /** A data URL. */
  image: string;
}

export interface PictureEvent {
  data: { tag: typeof TAG; payload: CanvasPicture };
}

/** Return what a custom event may keep, or null when it holds no picture that may be drawn. */
export function sanitisePicture(fields: Fields): PictureEvent["data"] | null {
  const { id, image } = fieldsOf(fields.payload) ?? {};
  if (fields.tag !== TAG || !isNumber(id) || typeof image !== "string") return null;
  const isSafe = image.length <= MAX_LENGTH && BITMAP.test(image);
  return isSafe ? { tag: TAG, payload: { id, image } } : null;
}

/** True for events that passed `sanitisePicture`: no other custom event gets past the sanitiser. */
export function isPictureEvent(event: unknown): event is PictureEvent {
  return fieldsOf(fieldsOf(event)?.data)?.tag === TAG;
}
