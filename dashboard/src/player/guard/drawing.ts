/** What the player page says of its own work while it can. */
export interface Drawing {
  /** Something changes what is seen. */
  begin(): void;
}

/**
 * Tell through `port` when there is something to draw (true) and when it is drawn (false).
 *
 * A message through a port leaves at once. One by `postMessage` waits for the end of the task that
 * sent it, which never comes where that task hangs.
 */
export function createDrawing(
  port: Pick<MessagePort, "postMessage">,
  afterPaint: (callback: () => void) => void,
): Drawing {
  let isDrawing = false;
  return {
    begin() {
      if (isDrawing) return;
      isDrawing = true;
      port.postMessage(true);
      afterPaint(() => {
        isDrawing = false;
        port.postMessage(false);
      });
    },
  };
}
