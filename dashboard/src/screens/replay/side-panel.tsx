import { PanelRightClose, PanelRightOpen } from "lucide-react";
import { type ReactNode, useState } from "react";
import { IconButton } from "../../components/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../../components/tabs";
import { useProject } from "../../project";
import { ConsolePanel } from "./console-panel";
import { DetailsPanel } from "./details-panel";
import { EventsPanel } from "./events-panel";
import { NetworkPanel } from "./network-panel";
import { PagesPanel } from "./pages-panel";
import type { PanelProps } from "./panel-props";

const CONTENT = "min-h-0 flex-1 data-[state=inactive]:hidden";

/** What is known beside the picture. */
export function SidePanel(props: PanelProps) {
  const { settings } = useProject();
  return (
    <PanelFrame
      panels={[
        { name: "Events", content: <EventsPanel {...props} /> },
        { name: "Console", content: <ConsolePanel {...props} /> },
        { name: "Network", content: <NetworkPanel {...props} /> },
        { name: "Pages", content: <PagesPanel {...props} /> },
        {
          name: "Details",
          content: (
            <DetailsPanel
              detail={props.detail}
              timeZone={settings.timeZone}
              privacyMode={settings.privacyMode}
              onSeek={props.onSeek}
            />
          ),
        },
      ]}
    />
  );
}

/** Panels of which one is shown; folds away to give the page the room. */
export function PanelFrame({
  panels,
}: {
  panels: readonly { name: string; content: ReactNode }[];
}) {
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
      <Tabs defaultValue={panels[0]?.name ?? ""} className="flex min-h-0 flex-1 flex-col">
        <div className="relative shrink-0">
          <TabsList className="gap-0 px-1.5 lg:pr-10">
            {panels.map(({ name }) => (
              <TabsTrigger key={name} value={name} className="px-1.5">
                {name}
              </TabsTrigger>
            ))}
          </TabsList>
          <span className="absolute top-1 right-1 max-lg:hidden">
            <IconButton label="Hide the panel" onClick={() => setOpen(false)}>
              <PanelRightClose />
            </IconButton>
          </span>
        </div>
        {panels.map(({ name, content }) => (
          <TabsContent key={name} value={name} className={CONTENT}>
            {content}
          </TabsContent>
        ))}
      </Tabs>
    </aside>
  );
}
