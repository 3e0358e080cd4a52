import { useQuery } from "@tanstack/react-query";
import { Download, Eraser } from "lucide-react";
import { addressOf, type DataRequest } from "../../../api";
import { Button } from "../../../components/button";
import { Confirm } from "../../../components/dialog";
import { FormError } from "../../../components/form";
import { ErrorMessage, Message } from "../../../components/message";
import { Skeleton } from "../../../components/skeleton";
import { When } from "../../../components/when";
import { formatPlural } from "../../../format";
import { hasRole, useProject } from "../../../project";
import { useChangeProject } from "../use-change";
import { isUnderWay, requestsQuery, useDataCalls } from "./calls";
import { namedIn, shareOf, stateOf, titleOf } from "./words";

/** All requests of the project, newest first; those under way tell how far they are. */
export function RequestList() {
  const { projectId } = useProject();
  const requests = useQuery(requestsQuery(projectId));
  if (requests.isPending) return <Skeleton className="h-24 rounded-lg" />;
  if (requests.isError) {
    return (
      <ErrorMessage
        title="The requests could not be loaded"
        error={requests.error}
        onRetry={() => void requests.refetch()}
      />
    );
  }
  if (requests.data.requests.length === 0) {
    return (
      <Message icon={Eraser} title="Nothing was erased or hidden yet">
        Receipts of what is stay here, to show to whoever asked.
      </Message>
    );
  }
  return (
    <ul
      aria-label="Data requests"
      className="divide-y divide-line rounded-lg border border-line bg-surface"
    >
      {requests.data.requests.map((request) => (
        <Row key={request.requestId} request={request} />
      ))}
    </ul>
  );
}

function Row({ request }: { request: DataRequest }) {
  const { settings } = useProject();
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <p className="font-medium">{titleOf(request)}</p>
          <p className="truncate font-mono text-ink-muted text-xs">{namedIn(request)}</p>
        </div>
        <p className="text-ink-muted text-xs">
          <When at={request.askedAt} timeZone={settings.timeZone} /> · {request.askedBy}
        </p>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="text-ink-muted tabular-nums">
          {stateOf(request)}
        </p>
        <Actions request={request} />
      </div>
      {isUnderWay(request) ? <Bar share={shareOf(request)} label={titleOf(request)} /> : null}
    </li>
  );
}

function Bar({ share, label }: { share: number; label: string }) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      className="h-1 overflow-hidden rounded-full bg-sunken"
    >
      <div className="h-full rounded-full bg-pulse" style={{ width: `${share * 100}%` }} />
    </div>
  );
}

function Actions({ request }: { request: DataRequest }) {
  const project = useProject();
  if (request.receipt) {
    const path = `/api/privacy/requests/${request.requestId}/receipt`;
    return (
      <Button asChild size="small">
        <a href={addressOf(path, { projectId: project.projectId })} download>
          <Download aria-hidden="true" /> Receipt
        </a>
      </Button>
    );
  }
  return request.state === "counted" && hasRole(project, "admin") ? (
    <Counted request={request} />
  ) : null;
}

/** A rule whose hits are known: hide them, or leave it. */
function Counted({ request }: { request: DataRequest }) {
  const { confirm, cancel } = useDataCalls();
  const masked = useMaskRule(request);
  const { places, recordings } = request.progress;
  const hide = async () => {
    await confirm.mutateAsync(request.requestId);
    await masked.add?.();
  };
  return (
    <span className="flex flex-wrap items-center gap-2">
      <FormError error={confirm.error ?? cancel.error} />
      <Button size="small" onClick={() => cancel.mutate(request.requestId)}>
        {places === 0 ? "Dismiss" : "Leave it"}
      </Button>
      {places === 0 ? null : (
        <Confirm
          title={`Hide it in ${formatPlural(recordings, "recording")}?`}
          note={`${formatPlural(places, "place")} become dots, for good; backups that were made before still hold them.${masked.note}`}
          confirmLabel="Hide for good"
          onConfirm={() => hide().catch(() => {})}
        >
          <Button size="small" look="danger">
            Hide…
          </Button>
        </Confirm>
      )}
    </span>
  );
}

/** Whether an element that is hidden now is masked in new recordings as well. */
function useMaskRule({ rule }: DataRequest): {
  note: string;
  add: (() => Promise<unknown>) | null;
} {
  const { settings } = useProject();
  const change = useChangeProject();
  const selector = rule?.kind === "element" ? rule.selector : undefined;
  const masked = settings.maskSelectors ?? [];
  if (!selector || settings.privacyMode === "strict" || masked.includes(selector)) {
    return { note: "", add: null };
  }
  return {
    note: " New recordings mask the element from now on: it becomes one of the project's mask rules.",
    add: () =>
      change.mutateAsync({
        settings: { ...settings, privacyMode: "custom", maskSelectors: [...masked, selector] },
      }),
  };
}
