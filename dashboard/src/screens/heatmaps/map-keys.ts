import { useKeys } from "../../shell/keys";
import type { MapController } from "./map-controller";

/** What one press of an arrow scrolls, CSS pixels: what a browser does. */
const LINE_PX = 40;
/** A page down leaves some of what was seen, as a share of the screen. */
const PAGE_SHARE = 0.9;

/** The keys of the heatmap screen, while no reel plays. */
export function useMapKeys(
  controller: MapController,
  { isOn, onBack }: { isOn: boolean; onBack: () => void },
): void {
  const by = (px: number) => controller.scrollTo(Math.max(0, controller.top.get() + px));
  const page = () => (controller.state.get().shown?.height ?? 0) * PAGE_SHARE;
  const end = () => controller.state.get().shown?.pageHeight ?? 0;
  const bindings = [
    { keys: "ArrowDown", does: "Scroll the page down", run: () => by(LINE_PX) },
    { keys: "ArrowUp", does: "Scroll the page up", run: () => by(-LINE_PX) },
    { keys: "PageDown", does: "A screen down", run: () => by(page()) },
    { keys: "PageUp", does: "A screen up", run: () => by(-page()) },
    { keys: "Home", does: "To the top of the page", run: () => controller.scrollTo(0) },
    { keys: "End", does: "To the end of the page", run: () => controller.scrollTo(end()) },
    { keys: "Escape", does: "Back to all elements", run: onBack },
  ];
  useKeys("Heatmap", isOn ? bindings : []);
}
