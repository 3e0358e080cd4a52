import { Link } from "@tanstack/react-router";
import { Card } from "../../analytics/card";
import { Change } from "../../analytics/change";
import { SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { useAnalytics } from "../../analytics/question";
import { Button } from "../../components/button";
import { ErrorMessage } from "../../components/message";
import { useFilters } from "../../filters/use-filters";
import { formatCount } from "../../format";
import { useProject } from "../../project";

type Goals = NonNullable<ReturnType<typeof useAnalytics<"/api/analytics/goals">>["data"]>;
type Goal = Goals["goals"][number];

/** Rows that the card shows; the Goals screen has all. */
const SHOWN = 8;

/** What the sessions came to, where the project has said what counts. */
export function GoalsCard() {
  const { projectId } = useProject();
  const { data, error, refetch } = useAnalytics("/api/analytics/goals", { compare: "previous" });
  if (data?.goals.length === 0 || !(data || error)) return null;
  return (
    <Card
      title="Goals"
      actions={
        <Button asChild look="ghost" size="small">
          <Link to="/p/$projectId/goals" params={{ projectId }} search={(previous) => previous}>
            All goals
          </Link>
        </Button>
      }
    >
      {data ? null : (
        <ErrorMessage
          title="The goals could not be loaded"
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      <ul className="divide-y divide-line">
        {data?.goals.slice(0, SHOWN).map((goal) => (
          <GoalLine key={goal.goalId} goal={goal} />
        ))}
      </ul>
    </Card>
  );
}

function GoalLine({ goal }: { goal: Goal }) {
  const { filters } = useFilters();
  const reached = [...new Set([...(filters.goal ?? []), goal.definition])];
  return (
    <li className="flex min-h-9 items-center gap-3">
      <span className="min-w-0 flex-1 truncate">{goal.name}</span>
      {goal.previous ? (
        <Change now={goal.conversionRate} before={goal.previous.conversionRate} isMoreGood={true} />
      ) : null}
      <span className="w-16 text-right font-medium tabular-nums">
        {formatShare(goal.conversionRate)}
      </span>
      <span className="w-14 text-right">
        <SessionsNumber more={{ goal: reached }}>{formatCount(goal.conversions)}</SessionsNumber>
      </span>
    </li>
  );
}
