import { Card } from "../../analytics/card";
import { DownloadMenu } from "../../analytics/download-menu";
import { LinkedBars } from "../../analytics/linked-bars";
import { PageLink } from "../../analytics/links";
import { useAnalytics } from "../../analytics/question";
import { ErrorMessage } from "../../components/message";
import { formatPage } from "../../format";
import { RowsSkeleton } from "./breakdown-card";

const SHOWN = 8;

/** The pages that were seen most; a name opens everything about it, a number its sessions. */
export function PagesCard() {
  const found = useAnalytics("/api/analytics/pages", { by: "url", limit: SHOWN });
  return (
    <Card
      title="Pages"
      actions={
        <DownloadMenu
          table="pages"
          label="Download the pages"
          more={{ by: "url" }}
          size="icon-small"
        />
      }
    >
      {found.isPending ? <RowsSkeleton /> : null}
      {found.isError ? (
        <ErrorMessage
          title="The pages could not be loaded"
          error={found.error}
          onRetry={() => void found.refetch()}
        />
      ) : null}
      {found.data ? (
        <LinkedBars
          rows={found.data.pages.map(({ pageURL, pageViews }) => ({
            key: pageURL,
            label: <PageLink page={pageURL}>{formatPage(pageURL)}</PageLink>,
            value: pageViews,
            more: { pageURL },
          }))}
          empty="No page was seen in this range."
        />
      ) : null}
    </Card>
  );
}
