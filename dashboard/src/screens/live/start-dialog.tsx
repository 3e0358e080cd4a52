import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { toast } from "sonner";
import { Dialog } from "../../components/dialog";
import { Form } from "../../components/form";
import { Field, Input } from "../../components/input";
import { formatPlural } from "../../format";
import { useLive } from "../../live/live-context";
import type { LiveVisitor } from "../../live/messages";
import { useProject } from "../../project";
import { BadgeChoice } from "./badge-choice";
import { FilterFields } from "./filter-fields";
import { ReachNote } from "./reach-note";
import { filterOf, type Order, problemOf, type Scope } from "./run-order";
import { ScopeChoice } from "./scope-choice";

/** Width of the server's column. */
const MAX_PURPOSE_LENGTH = 500;

/** Whom to record and why, with what it would reach at this moment. */
export function StartDialog({
  visitors,
  chosen,
  open,
  onOpenChange,
  onStarted,
}: {
  /** Everyone who is online. */
  visitors: readonly LiveVisitor[];
  /** Sessions chosen one by one before. */
  chosen: ReadonlySet<string>;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onStarted: () => void;
}) {
  return (
    <Dialog
      title="Record live"
      note="Everyone you choose is recorded from the next moment on, and appears on the wall. Each recording is saved as a normal session."
      open={open}
      onOpenChange={onOpenChange}
      className="max-w-lg"
    >
      <StartForm
        visitors={visitors}
        chosen={chosen}
        onDone={() => {
          onOpenChange(false);
          onStarted();
        }}
      />
    </Dialog>
  );
}

/** Where this browser keeps what the project was recorded for last. */
const lastPurposeKey = (projectId: string) => `pagepulse.purpose.${projectId}`;

function useOrder(chosen: ReadonlySet<string>, projectId: string) {
  const scope: Scope = chosen.size > 0 ? "chosen" : "everyone";
  const [order, setOrder] = useState<Order>({
    scope,
    purpose: localStorage.getItem(lastPurposeKey(projectId)) ?? "",
    isBadgeShown: false,
    page: "",
    device: "",
    country: "",
    source: "",
    visitorId: "",
    nextVisitors: "",
    sessionIds: [...chosen],
  });
  const change = (changed: Partial<Order>) => setOrder((before) => ({ ...before, ...changed }));
  return { order, change };
}

function StartForm({
  visitors,
  chosen,
  onDone,
}: {
  visitors: readonly LiveVisitor[];
  chosen: ReadonlySet<string>;
  onDone: () => void;
}) {
  const { project } = useLive();
  const { projectId } = useProject();
  const { order, change } = useOrder(chosen, projectId);
  const filter = filterOf(order);
  const start = useMutation({
    mutationFn: () =>
      project.start({ purpose: order.purpose.trim(), filter, isBadgeShown: order.isBadgeShown }),
    onSuccess: (answer) => {
      localStorage.setItem(lastPurposeKey(projectId), order.purpose.trim());
      toast(`Recording: ${formatPlural(answer.visitors, "visitor")} told to begin.`);
      onDone();
    },
  });
  const problem = problemOf(order);
  return (
    <Form submit="Start recording" call={start} onSubmit={() => problem || start.mutate()}>
      <ScopeChoice scope={order.scope} chosenCount={chosen.size} onChange={change} />
      {order.scope === "filter" ? (
        <FilterFields order={order} problem={problem} visitors={visitors} onChange={change} />
      ) : null}
      <Field label="Purpose" note="Required. Kept in the audit log, and shown to the other admins.">
        {(ids) => (
          <Input
            {...ids}
            required
            autoFocus
            // The last one stands there: Enter takes it, a letter begins another.
            onFocus={(event) => event.target.select()}
            maxLength={MAX_PURPOSE_LENGTH}
            autoComplete="off"
            placeholder="Why the new checkout loses visitors"
            value={order.purpose}
            onChange={(event) => change({ purpose: event.target.value })}
          />
        )}
      </Field>
      <BadgeChoice
        isOn={order.isBadgeShown}
        onChange={(isBadgeShown) => change({ isBadgeShown })}
      />
      <ReachNote filter={filter} visitors={visitors} />
    </Form>
  );
}
