import { useQuery } from "@tanstack/react-query";
import { UserPlus, X } from "lucide-react";
import { useState } from "react";
import type { Member, Role } from "../../api";
import { Badge } from "../../components/badge";
import { Button, IconButton } from "../../components/button";
import { DataTable, DataTableSkeleton, type PlainColumn } from "../../components/data-table";
import { Confirm } from "../../components/dialog";
import { ErrorMessage } from "../../components/message";
import { Select } from "../../components/select";
import { When } from "../../components/when";
import { useMe, useProject } from "../../project";
import { InviteDialog } from "./invite";
import { membersQuery, useChangeRole, useRemoveMember } from "./member-calls";
import { rolesToGive } from "./roles";
import { Section } from "./section";

/** Who can see the project. */
export function MemberSettings() {
  const [isInviting, setInviting] = useState(false);
  return (
    <Section
      title="Members"
      note="Everyone who may open this project."
      action={
        <Button look="primary" onClick={() => setInviting(true)}>
          <UserPlus aria-hidden="true" /> Add a member
        </Button>
      }
    >
      <Members />
      <InviteDialog open={isInviting} onOpenChange={setInviting} />
    </Section>
  );
}

const columns: PlainColumn<Member>[] = [
  { id: "email", header: "E-mail address", cell: ({ row }) => <Person member={row.original} /> },
  { id: "role", header: "Role", cell: ({ row }) => <RoleSelect member={row.original} /> },
  { id: "seen", header: "Last login", cell: ({ row }) => <LastLogin member={row.original} /> },
  { id: "remove", header: "", cell: ({ row }) => <Remove member={row.original} /> },
];

function Members() {
  const { projectId } = useProject();
  const members = useQuery(membersQuery(projectId));
  if (members.isPending) return <DataTableSkeleton />;
  if (members.isError) {
    return (
      <ErrorMessage
        title="The members could not be loaded"
        error={members.error}
        onRetry={() => void members.refetch()}
      />
    );
  }
  return (
    <DataTable
      label="Members"
      columns={columns}
      rows={members.data.members}
      idOf={(member) => member.userId}
    />
  );
}

function Person({ member }: { member: Member }) {
  const { user } = useMe();
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {member.email}
      {member.userId === user.userId ? <Badge tone="pulse">you</Badge> : null}
    </span>
  );
}

function LastLogin({ member }: { member: Member }) {
  const { settings } = useProject();
  if (member.lastLoginAt === null) return <span className="text-attention">invited</span>;
  return (
    <span className="text-ink-muted">
      <When at={member.lastLoginAt} timeZone={settings.timeZone} />
    </span>
  );
}

function RoleSelect({ member }: { member: Member }) {
  const { role: own } = useProject();
  const change = useChangeRole();
  const choices = rolesToGive(own ?? "viewer");
  const isAbove = !choices.some((choice) => choice.value === member.role);
  if (isAbove) return <span className="capitalize sm:px-2.5">{member.role}</span>;
  return (
    <Select<Role>
      aria-label={`Role of ${member.email}`}
      value={member.role}
      choices={choices}
      disabled={change.isPending}
      onChange={(role) => change.mutate({ userId: member.userId, role })}
      className="h-8 w-28 border-transparent bg-transparent px-2.5 max-sm:-ml-2.5"
    />
  );
}

function Remove({ member }: { member: Member }) {
  const remove = useRemoveMember();
  return (
    <span className="flex justify-end">
      <Confirm
        title={`Remove ${member.email}?`}
        note="The project is closed to them at once. Their login stays, for other projects."
        confirmLabel="Remove"
        onConfirm={() => remove.mutateAsync(member.userId).catch(() => {})}
      >
        <IconButton label={`Remove ${member.email}`} size="icon-small">
          <X />
        </IconButton>
      </Confirm>
    </span>
  );
}
