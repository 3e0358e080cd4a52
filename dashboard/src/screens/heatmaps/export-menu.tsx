import { Download } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { IconButton } from "../../components/button";
import { copyText } from "../../components/copy";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "../../components/menu";
import type { MapController, Picture } from "./map-controller";
import { csvAddress, type HeatRequest } from "./queries";

/** What is told of a saved picture, by how much of the page is on it. */
const SAVED: Record<Picture["backdrop"], string> = {
  whole: "Picture saved: the part of the page that is seen, with its heat.",
  partial:
    "Picture saved. Frames, videos and custom elements of the page are empty on it: browsers give nobody their pixels.",
  missing: "Picture saved with the heat alone: this browser does not draw copies of pages.",
};

/** Take the map along: as a picture, as a table, as a link. */
export function ExportMenu({
  controller,
  request,
  isShown,
}: {
  controller: MapController;
  request: HeatRequest;
  /** Whether there is anything to make a picture of. */
  isShown: boolean;
}) {
  const [isBusy, setBusy] = useState(false);
  const savePicture = async () => {
    setBusy(true);
    const { png, backdrop } = await controller.takePicture(null);
    setBusy(false);
    if (!png) {
      toast.error("The browser made no picture of this page. Take a screenshot in its place.");
      return;
    }
    save(new Blob([png], { type: "image/png" }), `heatmap-${request.type}.png`);
    toast(SAVED[backdrop]);
  };
  const copyLink = async () => {
    if (await copyText(window.location.href)) toast("Link to this map copied.");
  };
  return (
    <Menu>
      <MenuTrigger asChild>
        <IconButton label="Export" look="outline" disabled={isBusy}>
          <Download className="text-ink-faint" />
        </IconButton>
      </MenuTrigger>
      <MenuContent align="end">
        <MenuItem disabled={!isShown} onSelect={() => void savePicture()}>
          Picture of what is seen (PNG)
        </MenuItem>
        <MenuItem asChild>
          <a href={csvAddress(request)} download>
            Elements as a table (CSV)
          </a>
        </MenuItem>
        <MenuItem onSelect={() => void copyLink()}>Copy a link to this map</MenuItem>
      </MenuContent>
    </Menu>
  );
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
