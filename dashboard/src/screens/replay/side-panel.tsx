import { PanelRightClose, PanelRightOpen } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../../components/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../../components/tabs";
import { useProject } from "../../project";
import { ConsolePanel } from "./console-panel";
import type { Controller } from "./controller";
import { DetailsPanel } from "./details-panel";
import { EventsPanel } from "./events-panel";
import { NetworkPanel } from "./network-panel";
import { PagesPanel } from "./pages-panel";
import type { SessionDetail } from "./recording";

const CONTENT = "min-h-0 flex-1 data-[state=inactive]:hidden";

/** What is known beside the picture; folds away to give the page the room. */
export function SidePanel({
  controller,
  detail,
  onSeek,
}: {
  controller: Controller;
  detail: SessionDetail;
  onSeek: (at: number, tabId: string) => void;
}) {
  const { settings } = useProject();
  const [isOpen, setOpen] = useState(true);
  if (!isOpen) {
    return (
      <div className="border-line border-l bg-surface p-1 max-lg:hidden">
        <IconButton label="Show the panel" onClick={() => setOpen(true)}>
          <PanelRightOpen />
        </IconButton>
      </div>
    );
  }
  return (
    <aside
      aria-label="Session"
      className="flex min-h-0 flex-1 flex-col border-line bg-surface max-lg:border-t lg:w-92 lg:flex-none lg:border-l"
    >
      <Tabs defaultValue="events" className="flex min-h-0 flex-1 flex-col">
        <div className="relative shrink-0">
          <TabsList className="gap-0 px-1.5 lg:pr-10">
            <TabsTrigger value="events" className="px-1.5">
              Events
            </TabsTrigger>
            <TabsTrigger value="console" className="px-1.5">
              Console
            </TabsTrigger>
            <TabsTrigger value="network" className="px-1.5">
              Network
            </TabsTrigger>
            <TabsTrigger value="pages" className="px-1.5">
              Pages
            </TabsTrigger>
            <TabsTrigger value="details" className="px-1.5">
              Details
            </TabsTrigger>
          </TabsList>
          <span className="absolute top-1 right-1 max-lg:hidden">
            <IconButton label="Hide the panel" onClick={() => setOpen(false)}>
              <PanelRightClose />
            </IconButton>
          </span>
        </div>
        <TabsContent value="events" className={CONTENT}>
          <EventsPanel controller={controller} detail={detail} onSeek={onSeek} />
        </TabsContent>
        <TabsContent value="console" className={CONTENT}>
          <ConsolePanel controller={controller} detail={detail} onSeek={onSeek} />
        </TabsContent>
        <TabsContent value="network" className={CONTENT}>
          <NetworkPanel controller={controller} detail={detail} onSeek={onSeek} />
        </TabsContent>
        <TabsContent value="pages" className={CONTENT}>
          <PagesPanel controller={controller} detail={detail} onSeek={onSeek} />
        </TabsContent>
        <TabsContent value="details" className={CONTENT}>
          <DetailsPanel
            detail={detail}
            timeZone={settings.timeZone}
            privacyMode={settings.privacyMode}
            onSeek={onSeek}
          />
        </TabsContent>
      </Tabs>
    </aside>
  );
}
