import { useQuery } from "@tanstack/react-query";
import { Mail, Plus, Send, Webhook, X } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import type { Channel } from "../../api";
import { Button, IconButton } from "../../components/button";
import { CodeBlock } from "../../components/copy";
import { DataTable, DataTableSkeleton, type PlainColumn } from "../../components/data-table";
import { Confirm, Dialog } from "../../components/dialog";
import { Form } from "../../components/form";
import { Field, Input } from "../../components/input";
import { ErrorMessage, Message } from "../../components/message";
import { Select } from "../../components/select";
import { When } from "../../components/when";
import { describeError } from "../../errors";
import { hasRole, useProject } from "../../project";
import { Section } from "../settings/section";
import {
  channelsQuery,
  deliveriesQuery,
  useDeleteChannel,
  useMakeChannel,
  useTestChannel,
} from "./queries";

type Kind = Channel["kind"];
const KINDS = [
  { value: "webhook", label: "Webhook", note: "A signed POST to an https:// address" },
  { value: "mail", label: "E-mail" },
] as const;

/** Where alerts go to, and what became of it. */
export function Channels() {
  const project = useProject();
  const found = useQuery(channelsQuery(project.projectId));
  const [isMaking, setMaking] = useState(false);
  const isAdmin = hasRole(project, "admin");
  return (
    <>
      <Section
        title="Channels"
        note="Webhooks and mailboxes that alerts can tell. Webhooks go to public addresses only."
        action={
          isAdmin ? (
            <Button onClick={() => setMaking(true)}>
              <Plus aria-hidden="true" /> Add a channel
            </Button>
          ) : null
        }
      >
        {found.isPending ? <DataTableSkeleton /> : null}
        {found.isError ? (
          <ErrorMessage
            title="The channels could not be loaded"
            error={found.error}
            onRetry={() => void found.refetch()}
          />
        ) : null}
        {found.data ? <ChannelList channels={found.data.channels} isAdmin={isAdmin} /> : null}
        {found.data?.isMailConfigured === false ? <MailNote /> : null}
        <ChannelDialog open={isMaking} onOpenChange={setMaking} />
      </Section>
      <Deliveries channels={found.data?.channels ?? []} />
    </>
  );
}

/** How the operator lets the server send e-mail. */
export function MailNote() {
  return (
    <p className="rounded-lg bg-attention-tint px-3 py-2 text-attention [overflow-wrap:anywhere]">
      This server sends no e-mail yet. Its operator sets{" "}
      <code className="font-mono text-xs">
        PAGEPULSE_SMTP_URL=smtp+starttls://user:password@host
      </code>{" "}
      and <code className="font-mono text-xs">PAGEPULSE_MAIL_FROM=pulse@example.com</code>, and
      starts it again.
    </p>
  );
}

function ChannelList({ channels, isAdmin }: { channels: readonly Channel[]; isAdmin: boolean }) {
  if (channels.length === 0) {
    return (
      <Message icon={Webhook} title="No channel yet">
        Firings are listed above in any case. An admin adds a webhook (of a chat room, say) or a
        mailbox to be told at once.
      </Message>
    );
  }
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {channels.map((channel) => (
        <ChannelRow key={channel.channelId} channel={channel} isAdmin={isAdmin} />
      ))}
    </ul>
  );
}

function ChannelRow({ channel, isAdmin }: { channel: Channel; isAdmin: boolean }) {
  const Icon = channel.kind === "webhook" ? Webhook : Mail;
  return (
    <li className="flex min-h-12 flex-wrap items-center gap-2.5 px-3 py-1.5">
      <Icon aria-label={channel.kind} className="size-4 shrink-0 text-ink-faint" />
      <span className="font-medium">{channel.name}</span>
      <span className="min-w-0 truncate text-ink-muted">{channel.shownTarget}</span>
      {isAdmin ? <ChannelActions channel={channel} /> : null}
    </li>
  );
}

function ChannelActions({ channel: { channelId, name } }: { channel: Channel }) {
  const test = useTestChannel();
  const remove = useDeleteChannel();
  const tell = ({ isSent, detail }: { isSent: boolean; detail: string }) =>
    isSent ? toast.success(`${name}: ${detail}`) : toast.error(`${name}: ${detail}`);
  return (
    <span className="ml-auto flex items-center gap-1">
      <Button
        size="small"
        disabled={test.isPending}
        onClick={() =>
          test.mutate(channelId, {
            onSuccess: (result) => void tell(result),
            onError: (error) => void toast.error(describeError(error)),
          })
        }
      >
        <Send aria-hidden="true" /> {test.isPending ? "Sending…" : "Send a test"}
      </Button>
      <Confirm
        title={`Delete “${name}”?`}
        note="Alerts go on without it."
        confirmLabel="Delete"
        onConfirm={() => remove.mutateAsync(channelId).catch(() => {})}
      >
        <IconButton label={`Delete ${name}`} size="icon-small">
          <X />
        </IconButton>
      </Confirm>
    </span>
  );
}

function ChannelDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog title="Add a channel" open={open} onOpenChange={onOpenChange}>
      <ChannelForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function ChannelForm({ onDone }: { onDone: () => void }) {
  const [kind, setKind] = useState<Kind>("webhook");
  const [name, setName] = useState("");
  const [target, setTarget] = useState("");
  const make = useMakeChannel();
  if (make.data?.secret) return <Secret secret={make.data.secret} onDone={onDone} />;
  const submit = () =>
    make.mutate(
      { kind, name: name.trim(), target: target.trim() },
      { onSuccess: ({ secret }) => (secret ? undefined : onDone()) },
    );
  return (
    <Form submit="Add the channel" call={make} onSubmit={submit}>
      <Field label="Kind">
        {({ id }) => <Select<Kind> id={id} value={kind} choices={KINDS} onChange={setKind} />}
      </Field>
      <Field label="Name">
        {(ids) => (
          <Input
            {...ids}
            required
            pattern=".*\S.*"
            maxLength={100}
            placeholder={kind === "webhook" ? "Chat room of the shop" : "On call"}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label={kind === "webhook" ? "Address" : "E-mail address"}
        note={
          kind === "webhook" ? "https:// only; it is checked now and before every message." : ""
        }
      >
        {(ids) => (
          <Input
            {...ids}
            type={kind === "webhook" ? "url" : "email"}
            required
            placeholder={kind === "webhook" ? "https://hooks.example.com/…" : "team@example.com"}
            value={target}
            onChange={(event) => setTarget(event.target.value)}
          />
        )}
      </Field>
    </Form>
  );
}

function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <p>
        Every message is signed with this secret, in the header PagePulse-Signature. Copy it now: it
        is not shown again.
      </p>
      <CodeBlock code={secret} />
      <Button className="self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}

type Row = { id: string; to: string; state: string; at: number };

/** What was sent lately; nothing where nothing was. */
function Deliveries({ channels }: { channels: readonly Channel[] }) {
  const { data } = useQuery(deliveriesQuery(useProject().projectId));
  if (!data || data.deliveries.length === 0) return null;
  const rows = data.deliveries.map((one) => ({
    id: one.deliveryId,
    to: channels.find(({ channelId }) => channelId === one.channelId)?.name ?? one.channelId,
    state: stateWords(one.state, one.attempts, one.reason),
    at: one.createdAt,
  }));
  return (
    <Section title="Sent" note="The newest messages to channels.">
      <DataTable label="Sent" columns={SENT} rows={rows} idOf={({ id }) => id} />
    </Section>
  );
}

function stateWords(state: string, attempts: number, reason: string): string {
  if (state === "sent") return "arrived";
  const tries = attempts === 1 ? "1 try" : `${attempts} tries`;
  if (state === "failed") return `given up after ${tries}: ${reason}`;
  return attempts === 0 ? "being sent" : `tried again later, ${tries}: ${reason}`;
}

function Sent({ at }: { at: number }) {
  return <When at={at} timeZone={useProject().settings.timeZone ?? "UTC"} />;
}

const SENT: PlainColumn<Row>[] = [
  { accessorKey: "to", header: "To" },
  { id: "at", header: "When", cell: ({ row }) => <Sent at={row.original.at} /> },
  {
    id: "state",
    header: "What became of it",
    cell: ({ row }) => <span className="whitespace-normal">{row.original.state}</span>,
  },
];
