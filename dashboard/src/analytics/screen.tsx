import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorMessage } from "../components/message";
import { Skeleton } from "../components/skeleton";
import { FilterBar } from "../filters/filter-bar";
import { useProject } from "../project";
import { TopBar } from "../shell/top-bar";
import { useTitle } from "../shell/use-title";

/** A screen of one question: its title, the filter bar, and what the answer says. */
export function AnalyticsScreen<Answer>({
  title,
  found,
  tools,
  children,
}: {
  title: string;
  found: UseQueryResult<Answer>;
  /** What the screen chooses beside the filters. */
  tools?: ReactNode;
  children: (answer: Answer) => ReactNode;
}) {
  useTitle(title, useProject().name);
  return (
    <>
      <TopBar
        title={title}
        updatedAt={found.dataUpdatedAt || undefined}
        isFailing={found.isRefetchError}
      >
        <FilterBar />
      </TopBar>
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[1440px] flex-col gap-4 p-3 sm:p-5">
          {tools ? <div className="flex flex-wrap items-center gap-2">{tools}</div> : null}
          {answerOrState(found, title, children)}
        </div>
      </main>
    </>
  );
}

function answerOrState<Answer>(
  found: UseQueryResult<Answer>,
  title: string,
  children: (answer: Answer) => ReactNode,
): ReactNode {
  if (found.data !== undefined) return children(found.data);
  if (found.isError) {
    return (
      <ErrorMessage
        title={`${title} could not be loaded`}
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  }
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-3">
      <Skeleton className="h-24 w-full rounded-lg" />
      <Skeleton className="h-96 w-full rounded-lg" />
    </div>
  );
}
