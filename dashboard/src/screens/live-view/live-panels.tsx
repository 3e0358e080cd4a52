import { useProject } from "../../project";
import { useStore } from "../../store";
import { ConsolePanel } from "../replay/console-panel";
import { DetailsPanel } from "../replay/details-panel";
import { NetworkPanel } from "../replay/network-panel";
import { PagesPanel } from "../replay/pages-panel";
import type { SessionDetail } from "../replay/recording";
import { PanelFrame } from "../replay/side-panel";
import { FeedPanel } from "./feed-panel";
import type { Live } from "./use-live";

/** What is known beside the live picture: what arrives, and what is stored already. */
export function LivePanels({
  live,
  detail,
  startedAt,
  onSeek,
}: {
  live: Live;
  detail: SessionDetail | undefined;
  /** When the visitor came, where nothing is stored yet; Unix ms. */
  startedAt: number | undefined;
  onSeek: (at: number, tabId: string) => void;
}) {
  const { settings } = useProject();
  const feed = useStore(live.news, (news) => news.feed);
  const console = useStore(live.news, (news) => news.console);
  const { controller } = live;
  const start = detail?.session.startedAt ?? startedAt ?? feed.entries[0]?.at ?? 0;
  const events = <FeedPanel live={live} feed={feed} startedAt={start} onSeek={onSeek} />;
  if (!detail) return <PanelFrame panels={[{ name: "Events", content: events }]} />;
  const stored = { controller, detail, onSeek };
  const { timeZone, privacyMode } = settings;
  return (
    <PanelFrame
      panels={[
        { name: "Events", content: events },
        { name: "Console", content: <ConsolePanel {...stored} live={console} /> },
        { name: "Network", content: <NetworkPanel {...stored} /> },
        { name: "Pages", content: <PagesPanel {...stored} /> },
        {
          name: "Details",
          content: <DetailsPanel {...{ detail, timeZone, privacyMode, onSeek }} />,
        },
      ]}
    />
  );
}
