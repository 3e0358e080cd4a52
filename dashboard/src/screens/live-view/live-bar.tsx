import { ExternalLink } from "lucide-react";
import { Badge, LiveDot } from "../../components/badge";
import { DeviceIcon } from "../../components/device";
import { formatSpan } from "../../format";
import type { LiveTab, LiveVisitor } from "../../live/messages";
import { useStore } from "../../store";
import { safeAddress } from "../replay/address-bar";
import { badgeWords } from "./badge-words";
import type { Live } from "./use-live";

/** What the visitor's browser shows above the page, and how near to it the picture is. */
export function LiveBar({
  live: { controller, follower },
  visitor,
  isOver,
}: {
  live: Live;
  visitor: LiveVisitor | null;
  isOver: boolean;
}) {
  const tabId = useStore(follower.state, (state) => state.tabId);
  const size = useStore(controller.state, (state) => state.size);
  const tab = visitor?.tabs.find((one) => one.tabId === tabId) ?? visitor?.tabs[0];
  const address = safeAddress(tab?.pageURL ?? "");
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-line border-b bg-surface px-3 text-xs">
      <LiveBadge live={{ controller, follower }} isOver={isOver} />
      <DeviceIcon
        device={visitor?.device ?? ""}
        className="size-4 shrink-0 text-ink-faint max-sm:hidden"
      />
      <Page tab={tab} />
      {address ? (
        <a
          href={address}
          target="_blank"
          rel="noopener noreferrer"
          aria-label="Open this page"
          className="shrink-0 rounded-sm p-1 text-ink-faint hover:text-ink"
        >
          <ExternalLink className="size-3.5" aria-hidden="true" />
        </a>
      ) : null}
      {size ? (
        <span className="shrink-0 text-ink-faint tabular-nums" data-testid="viewport">
          {size.width} × {size.height}
        </span>
      ) : null}
    </div>
  );
}

function Page({ tab }: { tab: LiveTab | undefined }) {
  return (
    <span className="min-w-0 flex-1 truncate text-ink-muted" data-testid="address">
      {tab?.title ? <bdi className="mr-2 font-medium text-ink">{tab.title}</bdi> : null}
      {tab?.pageURL ?? ""}
    </span>
  );
}

/** Live and how far behind, or which moment else is shown. */
function LiveBadge({
  live,
  isOver,
}: {
  live: Pick<Live, "controller" | "follower">;
  isOver: boolean;
}) {
  const state = useStore(live.follower.state, (held) => held);
  const behind = useStore(live.controller.position, (at) => formatSpan(live.follower.now() - at));
  const { words, detail, isLive } = badgeWords(state, isOver, behind);
  return (
    <Badge tone={isLive ? "live" : "neutral"} data-testid="live-badge" className="shrink-0">
      {isLive ? <LiveDot /> : null}
      {words}
      {detail ? <span className="font-normal opacity-80">{detail}</span> : null}
    </Badge>
  );
}
