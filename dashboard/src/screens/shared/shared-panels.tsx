import { useQuery } from "@tanstack/react-query";
import { MessageList } from "../replay/console-panel";
import { EventsPanel } from "../replay/events-panel";
import { RequestList } from "../replay/network-panel";
import { PagesPanel } from "../replay/pages-panel";
import type { PanelProps } from "../replay/panel-props";
import { PanelFrame } from "../replay/side-panel";
import { Signals } from "../replay/signal-panel";
import type { OpenedShare } from "./opening";
import { sharedConsoleQuery, sharedRequestsQuery } from "./sources";

interface SharedProps extends PanelProps {
  opened: OpenedShare;
}

/** What is known beside the picture: console and requests only where the link shows them. */
export function SharedPanels(props: SharedProps) {
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

function SharedConsole({ opened, ...about }: SharedProps) {
  const query = useQuery(sharedConsoleQuery(opened));
  return (
    <Signals query={query} what="console messages" nothing={<None what="console messages" />}>
      {(messages) => <MessageList {...about} messages={messages} />}
    </Signals>
  );
}

function SharedNetwork({ opened, ...about }: SharedProps) {
  const query = useQuery(sharedRequestsQuery(opened));
  return (
    <Signals query={query} what="requests" nothing={<None what="requests" />}>
      {(requests) => <RequestList {...about} requests={requests} />}
    </Signals>
  );
}

function None({ what }: { what: string }) {
  return (
    <p className="p-6 text-center text-ink-muted">The pages of this session told of no {what}.</p>
  );
}
