import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Flame, ImageOff } from "lucide-react";
import { useCallback } from "react";
import { Card } from "../../analytics/card";
import { formatShare } from "../../analytics/metrics";
import { analyticsQuery } from "../../analytics/question";
import { Button } from "../../components/button";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { useProject } from "../../project";
import { reasonLabel } from "../capture-reason";
import { heatOf } from "../heatmaps/heat";
import { backdropsQuery, type HeatRequest, heatmapQuery } from "../heatmaps/queries";
import { Thumbnails, usePicture } from "../heatmaps/thumbnails";
import { useBareQuestion, useSeenQuestion } from "./question";

interface Screen {
  name: string;
  /** The viewport that the page is shown in, CSS pixels. */
  viewport: number;
  /** Of the box, as width by height. */
  ratio: string;
  className: string;
}

const DESKTOP: Screen = {
  name: "Desktop",
  viewport: 1_280,
  ratio: "16 / 10",
  className: "min-w-0 flex-1",
};
const PHONE: Screen = { name: "Phone", viewport: 390, ratio: "9 / 16", className: "w-[26%]" };
/** Pixels of the screen per pixel of a box: sharp on a fine screen. */
const PICTURE_PX: Record<string, number> = { Desktop: 1_000, Phone: 390 };

/** The page as it was recorded, with its clicks over it, wide and narrow; a press opens the map. */
export function Pictures({ page }: { page: string }) {
  const question = useBareQuestion();
  const request: HeatRequest = { ...question, pageURL: page, type: "click" };
  const backdrops = useQuery(backdropsQuery(request, undefined));
  const { projectId } = question;
  return (
    <Card
      title="Where visitors click"
      actions={
        <Button asChild look="ghost" size="small">
          <Link
            to="/p/$projectId/heatmaps"
            params={{ projectId }}
            search={(previous) => ({ ...previous, pageURL: page })}
          >
            <Flame aria-hidden="true" /> Open the heatmap
          </Link>
        </Button>
      }
    >
      {backdrops.isPending ? <Skeleton className="h-64 w-full rounded-md" /> : null}
      {backdrops.isError && !backdrops.data ? (
        <ErrorMessage
          title="The recorded page could not be loaded"
          error={backdrops.error}
          onRetry={() => void backdrops.refetch()}
        />
      ) : null}
      {backdrops.data?.snapshots.length === 0 ? <NoPicture page={page} /> : null}
      {backdrops.data && backdrops.data.snapshots.length > 0 ? (
        <Thumbnails>
          <div className="flex items-start gap-3">
            {[DESKTOP, PHONE].map((screen) => (
              <Picture key={screen.name} request={request} screen={screen} />
            ))}
          </div>
        </Thumbnails>
      ) : null}
    </Card>
  );
}

function Picture({ request, screen }: { request: HeatRequest; screen: Screen }) {
  const { projectId, pageURL } = request;
  const queries = useQueryClient();
  const told = JSON.stringify(request);
  const { name, viewport, ratio, className } = screen;
  const find = useCallback(async () => {
    const asked = JSON.parse(told) as HeatRequest;
    const [{ snapshots }, heat] = await Promise.all([
      queries.fetchQuery(backdropsQuery(asked, viewport)),
      queries.fetchQuery(heatmapQuery(asked)),
    ]);
    const [backdrop] = snapshots;
    const width = PICTURE_PX[name] ?? viewport;
    return backdrop ? { backdrop, heat: heatOf(heat), viewport, width } : null;
  }, [told, queries, name, viewport]);
  const { box, address } = usePicture(`${name} ${told}`, find);
  return (
    <figure className={className}>
      <Link
        to="/p/$projectId/heatmaps"
        params={{ projectId }}
        search={(previous) => ({ ...previous, pageURL, width: viewport })}
        aria-label={`Open the heatmap as on a ${name.toLowerCase()}`}
        className="block overflow-hidden rounded-md border border-line bg-sunken transition-colors hover:border-pulse"
      >
        <span
          ref={box}
          style={{ aspectRatio: ratio }}
          className="flex items-center justify-center text-ink-faint"
        >
          {address ? (
            <img
              src={address}
              alt=""
              className="size-full animate-appear object-cover object-top"
            />
          ) : address === null ? (
            <span className="flex items-center gap-2 p-2 text-xs">
              <ImageOff className="size-4" aria-hidden="true" /> No picture could be made
            </span>
          ) : (
            <Skeleton className="size-full" />
          )}
        </span>
      </Link>
      <figcaption className="mt-1 text-ink-faint text-xs">
        {name}, {viewport} px
      </figcaption>
    </figure>
  );
}

/** Why there is no picture: what came of the page views of these sessions. */
function NoPicture({ page }: { page: string }) {
  const { projectId } = useProject();
  const found = useQuery(analyticsQuery("/api/analytics/capture", useSeenQuestion(page), {}));
  const [main] = found.data?.reasons ?? [];
  return (
    <div className="flex min-h-40 flex-col items-center justify-center gap-2 text-center text-ink-muted">
      <ImageOff className="size-5" aria-hidden="true" />
      <p className="font-medium text-ink">No picture of this page yet</p>
      <p className="max-w-md">
        Nobody was recorded on it in these days.
        {main
          ? ` Of the page views of these sessions, ${formatShare(main.share)}: ${main.reason === "" ? "not told" : reasonLabel(main.reason)}.`
          : null}{" "}
        As soon as a visitor is recorded here, the page stands here with its clicks.
      </p>
      <Button asChild>
        <Link
          to="/p/$projectId/capture"
          params={{ projectId }}
          search={(previous) => ({ ...previous, pageURL: page })}
        >
          Why it is not recorded
        </Link>
      </Button>
    </div>
  );
}
