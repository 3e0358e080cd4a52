import { useNavigate } from "@tanstack/react-router";
import { ExternalLink, Flame } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { IconButton } from "../../components/button";
import { DeviceIcon } from "../../components/device";
import { useProject } from "../../project";
import { useStore } from "../../store";
import { writeMoment } from "../heatmaps/search";
import type { Controller } from "./controller";
import type { PageVisit, SessionDetail } from "./recording";
import { pageAt } from "./timeline";

/** Return the address if it is one that a browser may open from here; visitors send anything. */
export function safeAddress(pageUrl: string): string | null {
  const url = URL.parse(pageUrl);
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : null;
}

/** The address of the page that is shown, and what a member can do with it. */
export function AddressBar({
  controller,
  detail,
}: {
  controller: Controller;
  detail: SessionDetail;
}) {
  const { projectId } = useProject();
  const navigate = useNavigate();
  const openHeatmap = ({ pageURL }: PageVisit) => {
    const { sessionId } = detail.session;
    const { tabId } = controller.state.get();
    // A session begins a moment before its first full snapshot: until then there is no picture.
    const first = detail.tabs.find((tab) => tab.tabId === tabId)?.fullSnapshots[0] ?? 0;
    const at = Math.max(first, controller.position.get());
    const moment = writeMoment({ sessionId, tabId, at });
    void navigate({
      to: "/p/$projectId/heatmaps",
      params: { projectId },
      search: { pageURL, moment },
    });
  };
  return (
    <AddressLine controller={controller} detail={detail}>
      {(page) => (
        <IconButton
          label="Heatmap of this moment"
          size="icon-small"
          onClick={() => openHeatmap(page)}
        >
          <Flame />
        </IconButton>
      )}
    </AddressLine>
  );
}

/** What the visitor's browser showed above the page: its address, and the size of the window. */
export function AddressLine({
  controller,
  detail,
  children,
}: {
  controller: Controller;
  detail: SessionDetail;
  /** Buttons about the page. */
  children?: (page: PageVisit) => ReactNode;
}) {
  const tabId = useStore(controller.state, (state) => state.tabId);
  const size = useStore(controller.state, (state) => state.size);
  const page = useStore(controller.position, (at) => pageAt(detail.pages, tabId, at));
  const address = useMemo(() => safeAddress(page?.pageURL ?? ""), [page]);
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-line border-b bg-surface px-3 text-xs">
      <DeviceIcon device={detail.session.device} className="size-4 shrink-0 text-ink-faint" />
      <span className="min-w-0 flex-1 truncate text-ink-muted" data-testid="address">
        {page?.title ? <span className="mr-2 font-medium text-ink">{page.title}</span> : null}
        {page?.pageURL ?? ""}
      </span>
      {page && children ? children(page) : null}
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
        <span className="shrink-0 text-ink-faint tabular-nums">
          {size.width} × {size.height}
        </span>
      ) : null}
    </div>
  );
}
