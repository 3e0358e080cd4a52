import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { Card } from "../../analytics/card";
import { DownloadMenu } from "../../analytics/download-menu";
import { LinkedBars } from "../../analytics/linked-bars";
import { useAnalytics } from "../../analytics/question";
import { Button } from "../../components/button";
import { cn } from "../../components/class-names";
import { ErrorMessage } from "../../components/message";
import { Skeleton } from "../../components/skeleton";
import { choiceLabel } from "../../filters/dimensions";
import { type ChoiceFilter, UNKNOWN } from "../../filters/filters";

/** Rows that a card shows; the filter bar finds all others. */
const SHOWN = 8;

/** Dimensions that can be filtered by, under the names of the filters. */
export type BreakdownDimension = Exclude<ChoiceFilter, "captureReason">;

export interface Choice {
  dimension: BreakdownDimension;
  label: string;
  /** What stands for an unknown value. */
  unknown: string;
}

/** Visitors by one of some dimensions; a value filters the screen, a number opens its sessions. */
export function BreakdownCard({ title, choices }: { title: string; choices: readonly Choice[] }) {
  const [at, setAt] = useState(0);
  const choice = choices[at] ?? choices[0];
  if (!choice) return null;
  return (
    <Card
      title={title}
      actions={
        <>
          {choices.map(({ label }, n) => (
            <Button
              key={label}
              look="ghost"
              size="small"
              aria-pressed={n === at}
              onClick={() => setAt(n)}
              className={cn(n === at && "bg-hover text-ink", choices.length === 1 && "hidden")}
            >
              {label}
            </Button>
          ))}
          <DownloadMenu
            table="breakdown"
            label={`Download ${choice.label.toLowerCase()}`}
            more={{ dimension: choice.dimension }}
            size="icon-small"
          />
        </>
      }
    >
      <Rows choice={choice} />
    </Card>
  );
}

function Rows({ choice: { dimension, unknown } }: { choice: Choice }) {
  const found = useAnalytics("/api/analytics/breakdown", { dimension, limit: SHOWN });
  const navigate = useNavigate();
  if (found.isPending) return <RowsSkeleton />;
  if (found.isError) {
    return (
      <ErrorMessage
        title="These numbers could not be loaded"
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  }
  const filterBy = (value: string) =>
    void navigate({ to: ".", search: (previous) => ({ ...previous, [dimension]: [value] }) });
  const rows = found.data.rows.map(({ value, visitors }) => {
    const chosen = value === "" ? UNKNOWN : value;
    return {
      key: value,
      label: (
        <button
          type="button"
          title="Show only these"
          onClick={() => filterBy(chosen)}
          className="truncate rounded-sm hover:text-pulse hover:underline"
        >
          {value === "" ? unknown : choiceLabel(dimension, value)}
        </button>
      ),
      value: visitors,
      more: { [dimension]: [chosen] },
    };
  });
  return <LinkedBars rows={rows} empty="No sessions in this range." />;
}

export function RowsSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-1.5 py-1">
      {["w-full", "w-4/5", "w-3/5", "w-2/5"].map((width) => (
        <Skeleton key={width} className={cn("h-7", width)} />
      ))}
    </div>
  );
}
