import { ErrorMessage } from "../../components/message";
import { FilterBar } from "../../filters/filter-bar";
import { formatCount } from "../../format";
import { useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { PlayerWarmUp } from "../replay/warm-up";
import { NoSessions } from "./empty";
import { SessionList, SessionListSkeleton } from "./list";
import { useSessions } from "./use-sessions";

/** Who came, and what they did: every session of the chosen days. */
export function SessionsScreen() {
  const found = useSessions();
  useTitle("Sessions", useProject().name);
  const { updatedAt, isFailing, total } = found;
  return (
    <>
      <TopBar
        title={
          <>
            Sessions{" "}
            {total === undefined ? null : (
              <span className="ml-1 font-normal text-ink-faint text-sm tabular-nums">
                {formatCount(total)}
              </span>
            )}
          </>
        }
        updatedAt={updatedAt}
        isFailing={isFailing}
      >
        <FilterBar />
      </TopBar>
      <main className="flex min-h-0 flex-1 flex-col">
        <Content found={found} />
        <PlayerWarmUp />
      </main>
    </>
  );
}

function Content({ found }: { found: ReturnType<typeof useSessions> }) {
  const { list, sessions } = found;
  if (list.isPending) return <SessionListSkeleton />;
  if (list.isError) {
    return (
      <ErrorMessage
        title="The sessions could not be loaded"
        error={list.error}
        onRetry={() => void list.refetch()}
      />
    );
  }
  if (sessions.length === 0 && !list.isPlaceholderData) return <NoSessions />;
  return <SessionList key={found.key} found={found} />;
}
