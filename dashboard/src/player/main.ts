/** The player page: connects the player with the dashboard that shows this page in a frame. */

import "rrweb/dist/style.css";
import "./player.css";
import { createDrawing } from "./guard/drawing";
import type { HeatMap } from "./heatmap/heat-map";
import { type FromMap, readToMap, type ToMap } from "./heatmap/messages";
import { afterPaint } from "./painting";
import { Player } from "./player";
import { DASHBOARD_PARAMETER, type FromPlayer, readToPlayer } from "./protocol";

const dashboard = window.parent;
const origin = new URLSearchParams(location.search).get(DASHBOARD_PARAMETER) ?? location.origin;
const root = document.createElement("main");
document.body.append(root);

/** The visitor's viewport in CSS pixels, as last told by the recording. */
let recorded = { width: 1, height: 1 };

/** Draw the visitor's viewport as large as fits into this page. */
function fit(): void {
  const { width, height } = recorded;
  const scale = Math.min(window.innerWidth / width, window.innerHeight / height);
  root.style.width = `${width}px`;
  root.style.height = `${height}px`;
  root.style.setProperty("--scale", String(scale));
}

function send(message: FromPlayer | FromMap): void {
  if (message.type === "size") {
    recorded = message;
    fit();
  }
  dashboard.postMessage(message, origin);
}

const { port1: toGuard, port2: ofGuard } = new MessageChannel();
const drawing = createDrawing(toGuard, afterPaint);

let map: Promise<HeatMap> | undefined;

/** Maps have a script of their own: who watches a replay does not wait for it. */
async function handleMap(message: ToMap): Promise<void> {
  map ??= import("./heatmap/heat-map").then(({ HeatMap }) => {
    return new HeatMap(root, send, (width, height) => {
      recorded = { width, height };
      fit();
    });
  });
  const loaded = await map;
  drawing.begin();
  loaded.handle(message);
}

const player = new Player(root, send, drawing.begin);
window.addEventListener("resize", fit);
window.addEventListener("message", (event: MessageEvent<unknown>) => {
  const message = readToPlayer(event, dashboard, origin);
  if (message && message.type !== "ping") drawing.begin();
  if (message) player.handle(message);
  const asked = readToMap(event, dashboard, origin);
  if (asked) void handleMap(asked);
});
dashboard.postMessage({ type: "ready" } satisfies FromPlayer, origin, [ofGuard]);
