import { useQuery } from "@tanstack/react-query";
import { BellRing, Pencil, Plus, X } from "lucide-react";
import { useState } from "react";
import type { SavedRule } from "../../api";
import { Badge } from "../../components/badge";
import { Button, IconButton } from "../../components/button";
import { DataTableSkeleton } from "../../components/data-table";
import { Confirm } from "../../components/dialog";
import { ErrorMessage, Message } from "../../components/message";
import { When } from "../../components/when";
import { describeSegment } from "../../filters/segments";
import { hasRole, useProject } from "../../project";
import { TopBar } from "../../shell/top-bar";
import { useTitle } from "../../shell/use-title";
import { Section } from "../settings/section";
import { Channels } from "./channels";
import { Firings } from "./firings";
import { alertsQuery, useDeleteRule } from "./queries";
import { RuleDialog } from "./rule-form";
import { ruleWords, valueWords } from "./words";

/** Who is told of what, and when it happened. */
export function AlertsScreen() {
  const project = useProject();
  useTitle("Alerts", project.name);
  const mayWrite = hasRole(project, "analyst");
  const [isMaking, setMaking] = useState(false);
  return (
    <>
      <TopBar title="Alerts" />
      <main className="min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto flex max-w-[1040px] flex-col gap-8 p-3 pb-16 sm:p-5">
          <Section
            title="Rules"
            note="Checked every minute on what is stored, also while nobody looks."
            action={
              mayWrite ? (
                <Button look="primary" onClick={() => setMaking(true)}>
                  <Plus aria-hidden="true" /> New alert
                </Button>
              ) : null
            }
          >
            <Rules mayWrite={mayWrite} />
          </Section>
          <Firings />
          {mayWrite ? <Channels /> : null}
        </div>
      </main>
      <RuleDialog rule={undefined} open={isMaking} onOpenChange={setMaking} />
    </>
  );
}

function Rules({ mayWrite }: { mayWrite: boolean }) {
  const found = useQuery(alertsQuery(useProject().projectId));
  if (found.isPending) return <DataTableSkeleton />;
  if (found.isError) {
    return (
      <ErrorMessage
        title="The alerts could not be loaded"
        error={found.error}
        onRetry={() => void found.refetch()}
      />
    );
  }
  if (found.data.rules.length === 0) {
    return (
      <Message icon={BellRing} title="Nobody is told of anything yet">
        An alert watches a number, such as errors of the last hour, and tells a webhook or a mailbox
        when it is above or below a bound, or unusually high.
      </Message>
    );
  }
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {found.data.rules.map((rule) => (
        <RuleRow key={rule.ruleId} saved={rule} mayWrite={mayWrite} />
      ))}
    </ul>
  );
}

function RuleRow({ saved, mayWrite }: { saved: SavedRule; mayWrite: boolean }) {
  const { rule } = saved;
  const filters = rule.filters ? describeSegment(rule.filters) : "";
  return (
    <li className="flex items-start gap-3 p-3">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium">{rule.name}</span>
          <State saved={saved} />
        </p>
        <p className="text-ink-muted">{ruleWords(rule)}</p>
        {filters ? <p className="truncate text-ink-faint text-xs">{filters}</p> : null}
        <LastCheck saved={saved} />
      </div>
      {mayWrite ? <RuleActions saved={saved} /> : null}
    </li>
  );
}

function State({ saved: { rule, state, stateSince } }: { saved: SavedRule }) {
  const { settings } = useProject();
  if (rule.isOn === false) return <Badge>off</Badge>;
  if (state === "ok") return <Badge tone="good">ok</Badge>;
  return (
    <Badge tone="live">
      firing since <When at={stateSince} timeZone={settings.timeZone ?? "UTC"} />
    </Badge>
  );
}

function LastCheck({ saved: { rule, value, checkedAt, problem } }: { saved: SavedRule }) {
  const { settings } = useProject();
  if (rule.isOn === false) return null;
  if (checkedAt === 0) return <p className="text-ink-faint text-xs">First check within seconds.</p>;
  return (
    <p className="text-ink-faint text-xs tabular-nums">
      {valueWords(rule.metric, value)}, checked{" "}
      <When at={checkedAt} timeZone={settings.timeZone ?? "UTC"} />
      {problem ? `. ${problem}` : "."}
      {rule.channelIds?.length ? null : " Nobody is told: choose a channel."}
    </p>
  );
}

function RuleActions({ saved }: { saved: SavedRule }) {
  const [isChanging, setChanging] = useState(false);
  const remove = useDeleteRule();
  const { name } = saved.rule;
  return (
    <span className="flex shrink-0">
      <IconButton label={`Change ${name}`} size="icon-small" onClick={() => setChanging(true)}>
        <Pencil />
      </IconButton>
      <Confirm
        title={`Delete “${name}”?`}
        note="Its history goes with it."
        confirmLabel="Delete"
        onConfirm={() => remove.mutateAsync(saved.ruleId).catch(() => {})}
      >
        <IconButton label={`Delete ${name}`} size="icon-small">
          <X />
        </IconButton>
      </Confirm>
      <RuleDialog rule={saved} open={isChanging} onOpenChange={setChanging} />
    </span>
  );
}
