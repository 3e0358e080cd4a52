import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { ArrowDown, ArrowUp, Filter, Plus, X } from "lucide-react";
import { useState } from "react";
import { DownloadMenu } from "../../analytics/download-menu";
import { SessionsNumber } from "../../analytics/links";
import { formatShare } from "../../analytics/metrics";
import { analyticsQuery, useQuestion } from "../../analytics/question";
import { AnalyticsScreen } from "../../analytics/screen";
import { Button, IconButton } from "../../components/button";
import { Input } from "../../components/input";
import { Message } from "../../components/message";
import { Select } from "../../components/select";
import { happening } from "../../filters/happenings";
import { useFilterValues } from "../../filters/values";
import { formatCount, formatPlural, formatSpan } from "../../format";
import { SavedFunnelButtons, SavedFunnels } from "./saved";
import { MAX_STEPS, stepWords } from "./search";

const route = getRouteApi("/p/$projectId/funnels");

function useFunnel(steps: readonly string[]) {
  const question = useQuestion();
  return useQuery({
    ...analyticsQuery("/api/analytics/funnel", question, { step: [...steps] }),
    enabled: steps.length > 0,
  });
}

type Funnel = NonNullable<ReturnType<typeof useFunnel>["data"]>;
type Step = Funnel["steps"][number];

/** How many sessions take ordered steps, and where the others are lost. */
export function FunnelsScreen() {
  const { steps, set } = useSteps();
  const found = useFunnel(steps);
  if (steps.length === 0) {
    const nothing = { ...found, data: { sessions: 0, steps: [] }, isError: false } as typeof found;
    return (
      <AnalyticsScreen title="Funnels" found={nothing} tools={<Editor />}>
        {() => (
          <Message
            icon={Filter}
            title="Which steps should visitors take?"
            actions={<SavedFunnelButtons onChoose={set} />}
          >
            Add a page or an event for each step, such as <code>/plans/</code>, then{" "}
            <code>/checkout/</code>, then the event <code>order</code>. The address of this screen
            keeps them: bookmark or share it.
          </Message>
        )}
      </AnalyticsScreen>
    );
  }
  return (
    <AnalyticsScreen title="Funnels" found={found} tools={<Editor />}>
      {(funnel) => <Steps funnel={funnel} />}
    </AnalyticsScreen>
  );
}

function useSteps() {
  const { steps = [] } = route.useSearch();
  const navigate = useNavigate({ from: "/p/$projectId/funnels" });
  const set = (next: readonly string[]) =>
    void navigate({
      search: (previous) => ({ ...previous, steps: next.length > 0 ? next : undefined }),
    });
  return { steps, set };
}

function Editor() {
  const { steps, set } = useSteps();
  const [kind, setKind] = useState<"page" | "event">("page");
  const [text, setText] = useState("");
  const known = useFilterValues().data;
  const offered = (kind === "page" ? known?.pageURLs : known?.events) ?? [];
  const isFull = steps.length >= MAX_STEPS;
  return (
    <form
      className="flex w-full flex-wrap items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const wanted = text.trim();
        if (wanted === "" || isFull) return;
        set([...steps, `${kind}:${wanted.replaceAll(",", "*")}`]);
        setText("");
      }}
    >
      <Select
        aria-label="Kind of step"
        value={kind}
        choices={[
          { value: "page", label: "Page" },
          { value: "event", label: "Event" },
        ]}
        onChange={setKind}
        className="h-8"
      />
      <Input
        aria-label={kind === "page" ? "Page of the next step" : "Event of the next step"}
        placeholder={kind === "page" ? "/plans/, or a part with *" : "signup"}
        list="funnel-offers"
        value={text}
        disabled={isFull}
        onChange={(event) => setText(event.target.value)}
        className="h-8 w-72 max-sm:w-full"
      />
      <datalist id="funnel-offers">
        {offered.map(({ value }) => (
          <option key={value} value={value} />
        ))}
      </datalist>
      <Button type="submit" disabled={text.trim() === "" || isFull}>
        <Plus aria-hidden="true" /> Add a step
      </Button>
      <SavedFunnels steps={steps} onChoose={set} />
      {steps.length > 0 ? (
        <DownloadMenu table="funnel" label="Download the steps" more={{ step: [...steps] }} />
      ) : null}
      {isFull ? <span className="text-ink-muted text-xs">A funnel has eight steps.</span> : null}
    </form>
  );
}

function Steps({ funnel }: { funnel: Funnel }) {
  // The same step may stand in a funnel twice.
  const rows = funnel.steps.map((step, at) => ({ id: `${at} ${step.step}`, step, at }));
  return (
    <>
      <p className="text-ink-muted">
        Of {formatPlural(funnel.sessions, "session")}, {formatCount(funnel.steps[0]?.sessions ?? 0)}{" "}
        took the first step, and{" "}
        <b className="font-medium text-ink">{formatShare(funnel.steps.at(-1)?.fromStart ?? 0)}</b>{" "}
        of those the last.
      </p>
      <ol className="flex flex-col gap-3">
        {rows.map(({ id, step, at }) => (
          <li key={id}>
            <StepRow step={step} at={at} />
          </li>
        ))}
      </ol>
    </>
  );
}

function StepRow({ step, at }: { step: Step; at: number }) {
  const { steps, set } = useSteps();
  const { kind, wanted } = stepWords(step.step);
  const move = (by: number) => {
    const next = [...steps];
    const [moved = ""] = next.splice(at, 1);
    next.splice(at + by, 0, moved);
    set(next);
  };
  return (
    <section className="rounded-lg border border-line bg-surface p-3">
      <header className="flex flex-wrap items-center gap-2">
        <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-sunken text-ink-muted text-xs tabular-nums">
          {at + 1}
        </span>
        <span className="min-w-0 truncate font-medium" title={wanted}>
          {wanted}
        </span>
        <span className="text-ink-faint text-xs">{kind}</span>
        <span className="ml-auto flex">
          <IconButton
            label="Earlier"
            size="icon-small"
            disabled={at === 0}
            onClick={() => move(-1)}
          >
            <ArrowUp />
          </IconButton>
          <IconButton
            label="Later"
            size="icon-small"
            disabled={at === steps.length - 1}
            onClick={() => move(1)}
          >
            <ArrowDown />
          </IconButton>
          <IconButton
            label="Take this step away"
            size="icon-small"
            onClick={() => set(steps.filter((_, n) => n !== at))}
          >
            <X />
          </IconButton>
        </span>
      </header>
      <div className="mt-2 h-7 overflow-hidden rounded-md bg-sunken">
        <div className="h-full rounded-md bg-pulse" style={{ width: `${step.fromStart * 100}%` }} />
      </div>
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-ink-muted tabular-nums">
        <SessionsNumber more={happening("took", steps.slice(0, at + 1).join(","))}>
          {formatPlural(step.sessions, "session")}
        </SessionsNumber>
        <span>{formatShare(step.fromStart)} of the first step</span>
        {at > 0 ? (
          <>
            <span>{formatShare(step.fromPrevious)} of the step before</span>
            {step.medianTime === null ? null : <span>after {formatSpan(step.medianTime)}</span>}
            {step.lost > 0 ? (
              <SessionsNumber more={happening("lost", steps.slice(0, at + 1).join(","))}>
                {formatCount(step.lost)} lost here
              </SessionsNumber>
            ) : null}
          </>
        ) : null}
      </p>
    </section>
  );
}
