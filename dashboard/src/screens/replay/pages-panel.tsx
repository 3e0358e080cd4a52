import { cn } from "../../components/class-names";
import { formatDuration } from "../../format";
import { useStore } from "../../store";
import { isRecorded, reasonLabel } from "../capture-reason";
import type { PanelProps } from "./panel-props";
import type { PageVisit } from "./recording";
import { pageAt } from "./timeline";

/** The pages of the session in the order they were opened. */
export function PagesPanel({ controller, detail, onSeek }: PanelProps) {
  const tabId = useStore(controller.state, (state) => state.tabId);
  const current = useStore(
    controller.position,
    (at) => pageAt(detail.pages, tabId, at)?.pageViewId ?? "",
  );
  if (detail.pages.length === 0) {
    return <p className="p-6 text-center text-ink-muted">No page view was told in this session.</p>;
  }
  return (
    <ol className="h-full overflow-auto py-1">
      {detail.pages.map((page) => (
        <PageRow
          key={page.pageViewId}
          page={page}
          isCurrent={page.pageViewId === current}
          startAt={detail.session.startedAt}
          onSeek={onSeek}
        />
      ))}
    </ol>
  );
}

function PageRow({
  page,
  isCurrent,
  startAt,
  onSeek,
}: {
  page: PageVisit;
  isCurrent: boolean;
  startAt: number;
  onSeek: (at: number, tabId: string) => void;
}) {
  return (
    <li>
      <button
        type="button"
        aria-current={isCurrent ? "true" : undefined}
        onClick={() => onSeek(page.at, page.tabId)}
        className={cn(
          "flex w-full items-baseline gap-2.5 border-transparent border-l-2 px-3 py-2 text-left hover:bg-hover",
          isCurrent && "border-pulse bg-pulse-tint",
        )}
      >
        <span className="w-12 shrink-0 text-right text-ink-faint text-xs tabular-nums">
          {formatDuration(page.at - startAt)}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{page.title || page.path}</span>
          <span className="block truncate text-ink-muted text-xs">{page.pageURL}</span>
          <HowRecorded reason={page.captureReason} />
        </span>
        <span className="shrink-0 text-ink-muted text-xs tabular-nums">
          {formatDuration(page.leftAt - page.at)}
        </span>
      </button>
    </li>
  );
}

/** Said where there is more to say than that the page is recorded. */
function HowRecorded({ reason }: { reason: PageVisit["captureReason"] }) {
  if (reason === "recorded" || reason === "") return null;
  return (
    <span className={cn("block text-xs", isRecorded(reason) ? "text-pulse" : "text-attention")}>
      {isRecorded(reason) ? reasonLabel(reason) : `Not recorded: ${reasonLabel(reason)}`}
    </span>
  );
}
