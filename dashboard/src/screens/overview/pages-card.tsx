import { useNavigate } from "@tanstack/react-router";
import { Card } from "../../analytics/card";
import { DownloadMenu } from "../../analytics/download-menu";
import { useAnalytics } from "../../analytics/question";
import { RankedBars } from "../../analytics/ranked-bars";
import { ErrorMessage } from "../../components/message";
import { formatPage } from "../../format";
import { RowsSkeleton } from "./breakdown-card";

const SHOWN = 8;

/** The pages that were seen most; a row filters the screen by the sessions that saw it. */
export function PagesCard() {
  const found = useAnalytics("/api/analytics/pages", { by: "url", limit: SHOWN });
  const navigate = useNavigate();
  const filterBy = (pageURL: string) =>
    void navigate({ to: ".", search: (previous) => ({ ...previous, pageURL }) });
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
        <RankedBars
          rows={found.data.pages.map(({ pageURL, pageViews }) => ({
            key: pageURL,
            label: formatPage(pageURL),
            value: pageViews,
            hint: pageURL,
            onChoose: () => filterBy(pageURL),
          }))}
          empty="No page was seen in this range."
        />
      ) : null}
    </Card>
  );
}
