/** How a picture of a canvas stands in a recording. */

/** The tag of rrweb's custom event. */
export const PICTURE = "pulse:canvas";

export interface CanvasPicture {
  /** rrweb's id of the canvas. */
  readonly id: number;
  /** A data URL: WebP, or PNG where the browser writes no WebP. */
  readonly image: string;
}

const IMAGE = /^data:image\/(webp|png);base64,[\w+/]*={0,2}$/;

/** False for whatever else somebody may have put in the place of a picture. */
export function isPicture(payload: unknown): payload is CanvasPicture {
  const { id, image } = (payload ?? {}) as Partial<CanvasPicture>;
  return typeof id === "number" && typeof image === "string" && IMAGE.test(image);
}
