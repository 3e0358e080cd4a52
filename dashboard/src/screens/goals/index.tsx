import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { Pencil, Plus, Target, X } from "lucide-react";
import { useState } from "react";
import { courseOf, type Interval, intervalOf } from "../../analytics/buckets";
import { Change } from "../../analytics/change";
import { DownloadMenu } from "../../analytics/download-menu";
import { SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { useAnalytics } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { Sparkline } from "../../charts/sparkline";
import { Button, IconButton } from "../../components/button";
import { Confirm } from "../../components/dialog";
import { Message } from "../../components/message";
import { Tinted } from "../../components/tinted";
import { useFilters } from "../../filters/use-filters";
import { formatCount, formatPlural } from "../../format";
import { useDeleteGoal } from "../../goals/goal-queries";
import { goalWords } from "../../goals/goal-text";
import { hasRole, useProject } from "../../project";
import { GoalDetail } from "./detail";
import { GoalDialog } from "./goal-form";
import type { GoalRow } from "./goal-row";

const route = getRouteApi("/p/$projectId/goals");

/** What counts as success, and how many sessions come to it. */
export function GoalsScreen() {
  const { goalId } = route.useSearch();
  const found = useAnalytics("/api/analytics/goals", { compare: "previous" });
  return (
    <AnalyticsScreen
      title="Goals"
      found={found}
      tools={<Tools hasGoals={(found.data?.goals.length ?? 0) > 0} />}
    >
      {({ goals, interval }) =>
        goals.length === 0 ? (
          <Nothing />
        ) : (
          <>
            <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
              {goals.map((goal) => (
                <li key={goal.goalId} className="min-w-0">
                  <GoalCard
                    goal={goal}
                    interval={intervalOf(interval)}
                    isOpen={goal.goalId === goalId}
                  />
                </li>
              ))}
            </ul>
            {goals
              .filter((goal) => goal.goalId === goalId)
              .map((goal) => (
                <GoalDetail key={goal.goalId} goal={goal} />
              ))}
          </>
        )
      }
    </AnalyticsScreen>
  );
}

function Tools({ hasGoals }: { hasGoals: boolean }) {
  return (
    <>
      <NewGoal />
      {hasGoals ? (
        <DownloadMenu table="goals" label="Download the goals" more={{ compare: "previous" }} />
      ) : null}
    </>
  );
}

function NewGoal() {
  const [open, setOpen] = useState(false);
  if (!hasRole(useProject(), "analyst")) return null;
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" /> New goal
      </Button>
      <GoalDialog goal={undefined} open={open} onOpenChange={setOpen} />
    </>
  );
}

function Nothing() {
  return (
    <Message icon={Target} title="What should visitors come to?">
      A goal is a page that they see, such as <code>/thanks</code>, or an event that your site
      sends, such as <code>pulse.track("order")</code>. It counts what is stored already, too, and
      becomes a filter of every screen.
    </Message>
  );
}

function GoalCard({
  goal,
  interval,
  isOpen,
}: {
  goal: GoalRow;
  interval: Interval;
  isOpen: boolean;
}) {
  const navigate = useNavigate({ from: "/p/$projectId/goals" });
  const toggle = () =>
    void navigate({
      search: (previous) => ({ ...previous, goalId: isOpen ? undefined : goal.goalId }),
      replace: true,
    });
  return (
    <section
      aria-label={goal.name}
      className={`flex h-full flex-col gap-2 rounded-lg border bg-surface p-3 ${isOpen ? "border-pulse" : "border-line"}`}
    >
      <header className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-medium">{goal.name}</h2>
          <p className="truncate text-ink-faint text-xs" title={goalWords(goal.definition)}>
            {goalWords(goal.definition)}
          </p>
        </div>
        <GoalActions goal={goal} />
      </header>
      <div className="flex items-baseline gap-2">
        <span className="font-semibold text-xl tabular-nums">
          <Tinted value={goal.conversionRate}>{formatShare(goal.conversionRate)}</Tinted>
        </span>
        {goal.previous ? (
          <Change
            now={goal.conversionRate}
            before={goal.previous.conversionRate}
            isMoreGood={true}
          />
        ) : null}
        <span className="text-ink-muted text-xs">
          of {formatPlural(goal.sessions, "session")}; {formatShare(goal.visitorConversionRate)} of
          visitors
        </span>
      </div>
      <Sparkline
        {...courseOf(goal.buckets, interval, Date.now(), ({ conversions }) => conversions)}
      />
      <footer className="mt-auto flex flex-wrap items-center gap-x-3 text-ink-muted text-sm">
        <Converted goal={goal} />
        <span className="tabular-nums">{formatPlural(goal.convertedVisitors, "visitor")}</span>
        <Button
          look="ghost"
          size="small"
          aria-expanded={isOpen}
          onClick={toggle}
          className="ml-auto"
        >
          {isOpen ? "Close" : "By source and page"}
        </Button>
      </footer>
    </section>
  );
}

/** The sessions that reached a goal, whatever goals they must have reached besides. */
function Converted({ goal: { definition, conversions } }: { goal: GoalRow }) {
  const { filters } = useFilters();
  const goals = [...new Set([...(filters.goal ?? []), definition])];
  return (
    <SessionsNumber more={{ goal: goals }}>
      {formatPlural(conversions, "conversion")}
    </SessionsNumber>
  );
}

function GoalActions({ goal }: { goal: GoalRow }) {
  const [isChanging, setChanging] = useState(false);
  const remove = useDeleteGoal();
  if (!hasRole(useProject(), "analyst")) return null;
  return (
    <span className="-mt-1 -mr-1 flex">
      <IconButton label={`Change ${goal.name}`} size="icon-small" onClick={() => setChanging(true)}>
        <Pencil />
      </IconButton>
      <Confirm
        title={`Delete “${goal.name}”?`}
        note={`${formatCount(goal.conversions)} sessions that reached it stay; alerts about it stop.`}
        confirmLabel="Delete"
        onConfirm={() => remove.mutateAsync(goal.goalId).catch(() => {})}
      >
        <IconButton label={`Delete ${goal.name}`} size="icon-small">
          <X />
        </IconButton>
      </Confirm>
      <GoalDialog goal={goal} open={isChanging} onOpenChange={setChanging} />
    </span>
  );
}
