import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound, Plus, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { type ApiToken, answerOf, api } from "../../api";
import { Button, IconButton } from "../../components/button";
import { DataTable, DataTableSkeleton, type PlainColumn } from "../../components/data-table";
import { Confirm } from "../../components/dialog";
import { ErrorMessage, Message } from "../../components/message";
import { When } from "../../components/when";
import { describeError } from "../../errors";
import { formatMoment } from "../../format";
import { useProject } from "../../project";
import { NewTokenDialog } from "./new-token";
import { describeScopes } from "./scopes";
import { Section } from "./section";

function tokensQuery(projectId: string) {
  return queryOptions({
    queryKey: ["tokens", projectId],
    queryFn: () =>
      answerOf(api.GET("/api/projects/{projectId}/tokens", { params: { path: { projectId } } })),
  });
}

/** Credentials of scripts. */
export function TokenSettings() {
  const { projectId } = useProject();
  const queries = useQueryClient();
  const [isMaking, setMaking] = useState(false);
  return (
    <Section
      title="API tokens"
      note="For scripts: a token reads this project, and only this one, with its role, and with no more than its scopes."
      action={
        <Button look="primary" onClick={() => setMaking(true)}>
          <Plus aria-hidden="true" /> New token
        </Button>
      }
    >
      <Tokens />
      <NewTokenDialog
        open={isMaking}
        onOpenChange={setMaking}
        onMade={() => void queries.invalidateQueries(tokensQuery(projectId))}
      />
    </Section>
  );
}

const columns: PlainColumn<ApiToken>[] = [
  { accessorKey: "name", header: "Name" },
  {
    id: "role",
    header: "Role",
    cell: ({ row }) => <span className="capitalize">{row.original.role}</span>,
  },
  {
    id: "scopes",
    header: "Scopes",
    cell: ({ row }) => (
      <span className="block min-w-40 max-w-72 whitespace-normal text-ink-muted text-xs">
        {describeScopes(row.original.scopes)}
      </span>
    ),
  },
  { id: "made", header: "Made", cell: ({ row }) => <Moment at={row.original.createdAt} /> },
  { id: "used", header: "Last used", cell: ({ row }) => <Moment at={row.original.lastUsedAt} /> },
  { id: "ends", header: "Ends", cell: ({ row }) => <End at={row.original.expiresAt} /> },
  { id: "revoke", header: "", cell: ({ row }) => <Revoke token={row.original} /> },
];

function Tokens() {
  const { projectId } = useProject();
  const tokens = useQuery(tokensQuery(projectId));
  if (tokens.isPending) return <DataTableSkeleton />;
  if (tokens.isError) {
    return (
      <ErrorMessage
        title="The tokens could not be loaded"
        error={tokens.error}
        onRetry={() => void tokens.refetch()}
      />
    );
  }
  if (tokens.data.apiTokens.length === 0) {
    return (
      <Message icon={KeyRound} title="No token yet">
        Make one to read sessions from a script, or to export recordings on a schedule.
      </Message>
    );
  }
  return (
    <DataTable
      label="API tokens"
      columns={columns}
      rows={tokens.data.apiTokens}
      idOf={(token) => token.tokenId}
    />
  );
}

function Moment({ at }: { at: number | null }) {
  const { settings } = useProject();
  return (
    <span className="text-ink-muted">
      {at === null ? "never" : <When at={at} timeZone={settings.timeZone} />}
    </span>
  );
}

function End({ at }: { at: number | null }) {
  const { settings } = useProject();
  return (
    <span className="text-ink-muted">
      {at === null ? "never" : formatMoment(at, settings.timeZone)}
    </span>
  );
}

function Revoke({ token }: { token: ApiToken }) {
  const revoke = useRevoke();
  return (
    <span className="flex justify-end">
      <Confirm
        title={`Revoke “${token.name}”?`}
        note="Scripts that use it stop working at once. This cannot be undone."
        confirmLabel="Revoke"
        onConfirm={() => revoke.mutateAsync(token.tokenId).catch(() => {})}
      >
        <IconButton label={`Revoke ${token.name}`} size="icon-small">
          <X />
        </IconButton>
      </Confirm>
    </span>
  );
}

function useRevoke() {
  const { projectId } = useProject();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (tokenId: string) =>
      answerOf(
        api.DELETE("/api/projects/{projectId}/tokens/{tokenId}", {
          params: { path: { projectId, tokenId } },
        }),
      ),
    onSuccess: () => queries.invalidateQueries(tokensQuery(projectId)),
    onError: (error) => toast.error(describeError(error)),
  });
}
