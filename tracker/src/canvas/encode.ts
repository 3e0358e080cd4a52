/** Turns what a canvas shows into a small picture. */

/** A data URL of at most `side` pixels each way; empty when the browser does not let it be read. */
export async function encode(
  canvas: HTMLCanvasElement,
  side: number,
  quality: number,
): Promise<string> {
  const scale = Math.min(1, side / Math.max(canvas.width, canvas.height));
  // A new one each time: once it has shown a picture of another site it can never be read again.
  const copy = document.createElement("canvas");
  copy.width = Math.max(1, Math.round(canvas.width * scale));
  copy.height = Math.max(1, Math.round(canvas.height * scale));
  try {
    copy.getContext("2d")?.drawImage(canvas, 0, 0, copy.width, copy.height);
    return await dataUrl(await blobOf(copy, quality));
  } catch {
    return "";
  }
}

/** Encoded on another thread, where the browser can. */
function blobOf(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject()), "image/webp", quality);
  });
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = reject;
    reader.readAsDataURL(blob);
  });
}
