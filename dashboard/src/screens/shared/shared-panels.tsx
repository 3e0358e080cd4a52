import { useQuery } from "@tanstack/react-query";
import { MessageList } from "../replay/console-panel";
import type { Controller } from "../replay/controller";
import { EventsPanel } from "../replay/events-panel";
import { RequestList } from "../replay/network-panel";
import { PagesPanel } from "../replay/pages-panel";
import type { SessionDetail } from "../replay/recording";
import { PanelFrame } from "../replay/side-panel";
import { Signals } from "../replay/signal-panel";
import type { OpenedShare } from "./opening";
import { sharedConsoleQuery, sharedRequestsQuery } from "./sources";

interface PanelsProps {
  opened: OpenedShare;
  controller: Controller;
  detail: SessionDetail;
  onSeek: (at: number, tabId: string) => void;
}

/** What is known beside the picture: console and requests only where the link shows them. */
export function SharedPanels(props: PanelsProps) {
  const { opened, ...about } = props;
  const details = [
    { name: "Console", content: <SharedConsole {...props} /> },
    { name: "Network", content: <SharedNetwork {...props} /> },
  ];
  return (
    <PanelFrame
      panels={[
        { name: "Events", content: <EventsPanel {...about} /> },
        ...(opened.replay?.showsDetails ? details : []),
        { name: "Pages", content: <PagesPanel {...about} /> },
      ]}
    />
  );
}

function SharedConsole({ opened, controller, detail, onSeek }: PanelsProps) {
  const query = useQuery(sharedConsoleQuery(opened));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Signals query={query} what="console messages" nothing={<None what="console messages" />}>
        {(messages) => (
          <MessageList
            controller={controller}
            messages={messages}
            startAt={detail.session.startedAt}
            onSeek={onSeek}
          />
        )}
      </Signals>
    </div>
  );
}

function SharedNetwork({ opened, controller, detail, onSeek }: PanelsProps) {
  const query = useQuery(sharedRequestsQuery(opened));
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Signals query={query} what="requests" nothing={<None what="requests" />}>
        {(requests) => (
          <RequestList
            controller={controller}
            requests={requests}
            detail={detail}
            onSeek={onSeek}
          />
        )}
      </Signals>
    </div>
  );
}

function None({ what }: { what: string }) {
  return (
    <p className="p-6 text-center text-ink-muted">The pages of this session told of no {what}.</p>
  );
}
