import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { toast } from "sonner";
import { type AuditChain, type AuditEntry, answerOf, api } from "../../api";
import { Button } from "../../components/button";
import { copyText } from "../../components/copy";
import { DataTable, DataTableSkeleton, type PlainColumn } from "../../components/data-table";
import { ErrorMessage } from "../../components/message";
import { When } from "../../components/when";
import { describeError } from "../../errors";
import { formatCount } from "../../format";
import { useProject } from "../../project";
import { Section } from "./section";

/** Who did what. */
export function AuditSettings() {
  return (
    <Section
      title="Audit log"
      note="Logins, watched recordings and changes, newest first. Each entry carries a hash over the one before it, so that a later change shows."
      action={<ChainCheck />}
    >
      <Entries />
    </Section>
  );
}

/** Follows the chain of the log when asked to, and says what it found. */
function ChainCheck() {
  const { projectId } = useProject();
  const check = useMutation({
    mutationFn: () =>
      answerOf(
        api.GET("/api/projects/{projectId}/audit/chain", { params: { path: { projectId } } }),
      ),
  });
  return (
    <div className="flex max-w-80 flex-col items-start gap-1.5 sm:items-end sm:text-right">
      <Button disabled={check.isPending} onClick={() => check.mutate()}>
        {check.isPending ? "Checking…" : "Check the log"}
      </Button>
      <div role="status" className="text-ink-muted text-xs">
        {check.isError ? describeError(check.error) : null}
        {check.data ? <ChainResult chain={check.data} /> : null}
      </div>
    </div>
  );
}

async function copyHead(head: string): Promise<void> {
  if (await copyText(head))
    toast("Copied. Keep it elsewhere: a log that was replaced has another.");
}

function ChainResult({ chain }: { chain: AuditChain }) {
  const { settings } = useProject();
  if (!chain.isWhole) {
    return (
      <span className="text-live">
        {chain.brokenAt === null ? (
          "The newest entries are missing."
        ) : (
          <>
            An entry was changed: the one of{" "}
            <When at={chain.brokenAt} timeZone={settings.timeZone} /> does not fit.
          </>
        )}
      </span>
    );
  }
  return (
    <span className="flex flex-col items-start gap-1 sm:items-end">
      <span className="text-good">All {formatCount(chain.entries)} entries are as written.</span>
      {chain.entries > 0 ? (
        <Button look="ghost" size="small" onClick={() => void copyHead(chain.head)}>
          <Copy aria-hidden="true" />
          Copy the newest hash
        </Button>
      ) : null}
    </span>
  );
}

const columns: PlainColumn<AuditEntry>[] = [
  { id: "at", header: "When", cell: ({ row }) => <Moment at={row.original.at} /> },
  { accessorKey: "actor", header: "Who" },
  { id: "action", header: "What", cell: ({ row }) => <Action action={row.original.action} /> },
  { id: "object", header: "On what", cell: ({ row }) => <Target entry={row.original} /> },
];

function Action({ action }: { action: string }) {
  const label = actionLabel(action);
  return (
    <span className="block max-w-44 truncate" title={label}>
      {label}
    </span>
  );
}

/** `api_token_created` as words. */
function actionLabel(action: string): string {
  const words = action.replaceAll("_", " ").replace(/\bapi\b/, "API");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function useEntries() {
  const { projectId } = useProject();
  return useInfiniteQuery({
    queryKey: ["audit", projectId],
    queryFn: ({ pageParam }) =>
      answerOf(
        api.GET("/api/projects/{projectId}/audit", {
          params: {
            path: { projectId },
            query: pageParam === null ? {} : { cursor: pageParam },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
  });
}

function Entries() {
  const log = useEntries();
  if (log.isPending) return <DataTableSkeleton />;
  if (log.isError) {
    return (
      <ErrorMessage
        title="The audit log could not be loaded"
        error={log.error}
        onRetry={() => void log.refetch()}
      />
    );
  }
  return (
    <>
      <DataTable
        label="Audit log"
        columns={columns}
        rows={log.data.pages.flatMap((page) => page.entries)}
        idOf={(entry, index) => `${entry.at} ${index}`}
      />
      {log.hasNextPage ? (
        <Button
          className="self-center"
          disabled={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {log.isFetchingNextPage ? "Loading…" : "Show older entries"}
        </Button>
      ) : null}
    </>
  );
}

function Moment({ at }: { at: number }) {
  const { settings } = useProject();
  return (
    <span className="text-ink-muted">
      <When at={at} timeZone={settings.timeZone} />
    </span>
  );
}

function Target({ entry }: { entry: AuditEntry }) {
  return (
    <span className="flex max-w-64 items-center gap-2">
      {entry.detail ? (
        <span className="min-w-0 flex-none max-w-48 truncate" title={entry.detail}>
          {entry.detail}
        </span>
      ) : null}
      <span className="truncate font-mono text-ink-muted text-xs" title={entry.objectId}>
        {entry.objectId}
      </span>
    </span>
  );
}
