/** What the Live screen shows of a visitor: one as a whole, many as tiles. */

export { LiveView, type LiveViewProps } from "./live-view";
export { LiveTile, type LiveTileProps } from "./tile";
