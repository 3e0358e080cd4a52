import { useState } from "react";
import type { Role } from "../../api";
import { Button } from "../../components/button";
import { CodeBlock } from "../../components/copy";
import { Dialog } from "../../components/dialog";
import { EmailField, Form } from "../../components/form";
import { Field } from "../../components/input";
import { Select } from "../../components/select";
import { useProject } from "../../project";
import { useAddMember } from "./member-calls";
import { rolesToGive } from "./roles";

/** Add someone; whoever has no login yet gets in by a link that is shown once. */
export function InviteDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog title="Add a member" open={open} onOpenChange={onOpenChange}>
      <InviteForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function InviteForm({ onDone }: { onDone: () => void }) {
  const { role: own } = useProject();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const add = useAddMember();
  if (add.data) return <Invited email={email} inviteUrl={add.data.inviteUrl} onDone={onDone} />;
  return (
    <Form submit="Add" call={add} onSubmit={() => add.mutate({ email: email.trim(), role })}>
      <EmailField autoComplete="off" value={email} onChange={setEmail} />
      <Field label="Role">
        {({ id }) => (
          <Select id={id} value={role} choices={rolesToGive(own ?? "viewer")} onChange={setRole} />
        )}
      </Field>
    </Form>
  );
}

function Invited({
  email,
  inviteUrl,
  onDone,
}: {
  email: string;
  inviteUrl: string | null;
  onDone: () => void;
}) {
  return (
    <div className="flex flex-col gap-4">
      {inviteUrl === null ? (
        <p>{email} has a login already and sees the project from now on.</p>
      ) : (
        <>
          <p>
            Send this link to {email}. It works once and is shown only now; PagePulse sends no
            e-mail.
          </p>
          <CodeBlock code={inviteUrl} />
        </>
      )}
      <Button className="self-end" onClick={onDone}>
        Done
      </Button>
    </div>
  );
}
