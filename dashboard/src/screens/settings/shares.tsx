import { useQuery } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { Badge } from "../../components/badge";
import { DataTable, DataTableSkeleton, type PlainColumn } from "../../components/data-table";
import { Hint } from "../../components/hint";
import { ErrorMessage, Message } from "../../components/message";
import { formatCount, formatMoment, formatPage } from "../../format";
import { useProject } from "../../project";
import { type ShareLink, sharesQuery } from "../../shares/queries";
import { RevokeShare } from "../../shares/revoke";
import { kindOf } from "../heatmaps/kinds";
import { Section } from "./section";

/** Everything that is shown to people without a login, and how to end it. */
export function ShareSettings() {
  return (
    <Section
      title="Share links"
      note="Each shows one replay or one heatmap to whoever has it, without a login and without whose session it was. Make them with Share in a replay or on a heatmap."
    >
      <Shares />
    </Section>
  );
}

const columns: PlainColumn<ShareLink>[] = [
  { id: "what", header: "Shows", cell: ({ row }) => <Shown link={row.original} /> },
  { id: "state", header: "State", cell: ({ row }) => <State link={row.original} /> },
  { id: "opened", header: "Opened", cell: ({ row }) => <Opened link={row.original} /> },
  { id: "ends", header: "Ends", cell: ({ row }) => <Moment at={row.original.expiresAt} /> },
  { accessorKey: "madeBy", header: "Made by" },
  {
    id: "revoke",
    header: "",
    cell: ({ row }) =>
      row.original.state === "active" ? (
        <span className="flex justify-end">
          <RevokeShare link={row.original} />
        </span>
      ) : null,
  },
];

function Shares() {
  const { projectId } = useProject();
  const shares = useQuery(sharesQuery(projectId));
  if (shares.isPending) return <DataTableSkeleton />;
  if (shares.isError) {
    return (
      <ErrorMessage
        title="The share links could not be loaded"
        error={shares.error}
        onRetry={() => void shares.refetch()}
      />
    );
  }
  if (shares.data.shareLinks.length === 0) {
    return (
      <Message icon={Send} title="Nothing is shared">
        Open a replay or a heatmap and press Share: a link shows it to somebody without a login.
      </Message>
    );
  }
  return (
    <DataTable
      label="Share links"
      columns={columns}
      rows={shares.data.shareLinks}
      idOf={(link) => link.shareId}
    />
  );
}

function Shown({ link: { kind, type, pageURL, sessionId, showsDetails } }: { link: ShareLink }) {
  const of = kind === "heatmap" ? formatPage(pageURL ?? "") : (sessionId ?? "").slice(0, 8);
  return (
    <span className="block max-w-64 truncate">
      <span className="font-medium">
        {kind === "heatmap" ? kindOf(type ?? "click").label : "Replay"}
      </span>{" "}
      <span className="text-ink-muted">
        {of}
        {showsDetails ? ", with console and requests" : ""}
      </span>
    </span>
  );
}

const STATES = {
  active: { word: "open", tone: "good" },
  expired: { word: "expired", tone: "neutral" },
  revoked: { word: "revoked", tone: "neutral" },
} as const;

function State({ link: { state } }: { link: ShareLink }) {
  const { word, tone } = STATES[state];
  return (
    <span>
      <Badge tone={tone}>{word}</Badge>
    </span>
  );
}

/** How often; when and in which browsers, on hover and focus. */
function Opened({ link: { openCount, openings } }: { link: ShareLink }) {
  const { settings } = useProject();
  if (openCount === 0) return <span className="text-ink-muted">never</span>;
  const list = openings.map(({ openedAt, client }) => (
    <span key={`${openedAt} ${client}`} className="block">
      {formatMoment(openedAt, settings.timeZone)}, {client}
    </span>
  ));
  return (
    <span>
      <Hint text={<span>{list}</span>}>
        <button type="button" className="tabular-nums underline decoration-dotted">
          {formatCount(openCount)}×
        </button>
      </Hint>
    </span>
  );
}

function Moment({ at }: { at: number }) {
  const { settings } = useProject();
  return <span className="text-ink-muted">{formatMoment(at, settings.timeZone)}</span>;
}
