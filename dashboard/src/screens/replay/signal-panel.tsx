import type { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { useProject } from "../../project";

/** The rows of a query; while they come, when they fail, and when there are none. */
export function Signals<T>({
  query,
  what,
  nothing,
  children,
}: {
  query: Pick<ReturnType<typeof useQuery<T[]>>, "data" | "error" | "refetch">;
  /** `console messages`, `requests`. */
  what: string;
  /** Stands there when there are none. */
  nothing: ReactNode;
  children: (rows: T[]) => ReactNode;
}) {
  const { data, error } = query;
  if (data && data.length > 0) {
    return <div className="flex h-full min-h-0 flex-col">{children(data)}</div>;
  }
  if (data) return nothing;
  if (error) {
    return (
      <ErrorMessage
        title={`The ${what} could not be read`}
        error={error}
        onRetry={() => void query.refetch()}
      />
    );
  }
  return (
    <div className="flex flex-col gap-2 p-3" aria-busy="true">
      <Skeleton className="h-6" />
      <Skeleton className="h-6" />
      <Skeleton className="h-6" />
    </div>
  );
}

/** Why there are none, for who can change that; `isCaptured`: whether the project captures them now. */
export function NoneCaptured({ what, isCaptured }: { what: string; isCaptured: boolean }) {
  const { projectId } = useProject();
  return (
    <div className="flex flex-col items-center gap-3 p-6 text-center text-ink-muted">
      {isCaptured ? (
        <p>
          The pages of this session told of no {what}. A session from before capture was switched
          on, or in the strict privacy mode, has none.
        </p>
      ) : (
        <p>
          This project does not capture {what}. Sessions that begin after it is switched on have
          them.
        </p>
      )}
      <Link
        to="/p/$projectId/settings/capture"
        params={{ projectId }}
        className="font-medium text-pulse hover:underline"
      >
        Settings › Capture
      </Link>
    </div>
  );
}
