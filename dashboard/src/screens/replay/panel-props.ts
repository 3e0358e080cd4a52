import type { Controller } from "./controller";
import type { SessionDetail } from "./recording";

/** What every panel beside the picture is about, and what a press on a moment in it does. */
export interface PanelProps {
  controller: Controller;
  detail: SessionDetail;
  onSeek: (at: number, tabId: string) => void;
}
